import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../shared/model.ts';
import { campaignTags } from '../../src-main/import/campaign-tags.ts';
import { campaignSource, classifySource } from '../../src-main/import/referrers.ts';
import { searchTerm } from '../../src-main/import/search-terms.ts';
import { describeReferrer } from '../../src-main/services/lab-referrer.ts';
import { realFile } from '../analysis/real-data.ts';

describe('classifySource', () => {
  it.each([
    ['', '', 'direct'],
    ['https://www.google.com/', 'Google', 'search'],
    ['https://www.google.de/search', 'Google', 'search'],
    ['http://google.co.uk/url', 'Google', 'search'],
    ['https://www.bing.com/', 'Bing', 'search'],
    ['https://de.bing.com/search', 'Bing', 'search'],
    ['https://duckduckgo.com/', 'DuckDuckGo', 'search'],
    ['android-app://com.google.android.googlequicksearchbox/', 'Google', 'search'],
    ['https://docs.google.com/document', 'docs.google.com', 'referral'],
    ['https://m.facebook.com/', 'Facebook', 'social'],
    ['https://l.facebook.com/l.php', 'Facebook', 'social'],
    ['https://t.co/abc', 'X', 'social'],
    ['https://x.com/somebody', 'X', 'social'],
    ['https://x.com/i/grok/share', 'Grok', 'ai-assistant'],
    ['https://chatgpt.com/', 'ChatGPT', 'ai-assistant'],
    ['https://www.perplexity.ai/search', 'Perplexity', 'ai-assistant'],
    ['https://claude.ai/', 'Claude', 'ai-assistant'],
    ['https://gemini.google.com/app', 'Gemini', 'ai-assistant'],
    ['https://mail.google.com/mail/', 'Gmail', 'email'],
    ['android-app://com.google.android.gm/', 'Gmail', 'email'],
    ['https://webmail.host.example/', 'webmail.host.example', 'email'],
    ['https://googleads.g.doubleclick.net/pagead/', 'Google Ads', 'campaign'],
    ['https://www.some-blog.example/post', 'some-blog.example', 'referral'],
    ['https://notfacebook.com/', 'notfacebook.com', 'referral'],
    ['https://facebook.com.evil.example/', 'facebook.com.evil.example', 'referral'],
    ['http://[2001:db8::1]/', '[2001', 'referral'],
    ['https://someone@www.google.com:443/search', 'Google', 'search'],
    ['HTTPS://WWW.GOOGLE.COM./', 'Google', 'search'],
    ['https://suche.gmx.net/web', 'Google', 'search'],
    ['https://navigator.web.de/', 'WEB.DE', 'email'],
    ['https://images.de.ask.com/', 'Ask', 'search'],
    ['https://grok.com/', 'Grok', 'ai-assistant'],
    ['android-app://com.openai.chatgpt/', 'ChatGPT', 'ai-assistant'],
  ])('%s', (url, name, channel) => {
    if (url.includes('[')) expect(classifySource(url).channel).toBe(channel);
    else expect(classifySource(url)).toEqual({ name, channel });
  });

  it('knows the own site, with and without www', () => {
    expect(classifySource('https://www.shop.example/a', ['shop.example']).channel).toBe('internal');
    expect(classifySource('https://shop.example:8443/a', ['www.shop.example']).channel).toBe('internal');
    expect(classifySource('https://other.example/a', ['shop.example']).channel).toBe('referral');
  });

  it('answers any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (url) => {
        expect(CHANNELS).toContain(classifySource(url).channel);
      }),
    );
  });
});

describe('campaign tags as a source', () => {
  const channelOf = (query: string) => {
    const tags = campaignTags(query);
    return tags && classifySource(campaignSource(tags)).channel;
  };

  // The default channel grouping of GA4; whatever is paid for or sent out is one channel here.
  it.each([
    ['utm_source=google&utm_medium=cpc', 'campaign'],
    ['utm_source=facebook&utm_medium=paid_social', 'campaign'],
    ['utm_source=ig&utm_medium=paid', 'campaign'],
    ['utm_source=bing&utm_medium=ppc', 'campaign'],
    ['utm_source=x&utm_medium=retargeting', 'campaign'],
    ['utm_source=partner&utm_medium=affiliate', 'campaign'],
    ['utm_source=site&utm_medium=display', 'campaign'],
    ['utm_source=site&utm_medium=banner', 'campaign'],
    ['utm_source=site&utm_medium=cpm', 'campaign'],
    ['utm_source=app&utm_medium=push', 'campaign'],
    ['utm_source=club&utm_medium=sms', 'campaign'],
    ['utm_source=flyer&utm_medium=qr', 'campaign'],
    ['utm_campaign=spring', 'campaign'],
    ['utm_source=shop&utm_medium=whatever', 'campaign'],
    ['utm_source=google&utm_medium=organic', 'search'],
    ['utm_source=google', 'search'],
    ['utm_source=ecosia.org&utm_medium=referral', 'search'],
    ['utm_source=facebook&utm_medium=social', 'social'],
    ['utm_source=ig&utm_medium=story', 'social'],
    ['utm_source=linkedin.com', 'social'],
    ['utm_source=pinterest&utm_medium=organic', 'social'],
    ['utm_source=me&utm_medium=social-media', 'social'],
    ['utm_source=chatgpt.com', 'ai-assistant'],
    ['utm_source=perplexity&utm_medium=referral', 'ai-assistant'],
    ['utm_source=newsletter&utm_medium=email', 'email'],
    ['utm_source=may&utm_medium=newsletter', 'email'],
    ['utm_source=newsletter', 'email'],
    ['utm_source=friend&utm_medium=referral', 'referral'],
    ['utm_source=(direct)&utm_medium=(none)', 'direct'],
    ['gclid=1', 'campaign'],
    ['msclkid=1', 'campaign'],
    ['fbclid=1', 'social'],
    ['page=2', null],
  ])('%s', (query, channel) => {
    expect(channelOf(query)).toBe(channel);
  });
});

describe('searchTerm', () => {
  it.each([
    ['https://www.google.de/search?q=green+tea%20pot&hl=de', 'green tea pot'],
    ['https://www.google.com/', null],
    ['https://www.google.com/url?q=https://shop.example/&sa=D', null],
    ['https://www.google.com/search#q=tea', 'tea'],
    ['https://search.yahoo.com/search?p=tea', 'tea'],
    ['https://duckduckgo.com/?q=caf%C3%A9', 'café'],
    ['https://yandex.ru/search/?text=%D1%87%D0%B0%D0%B9', 'чай'],
    ['https://www.baidu.com/s?wd=%B2%E8', '茶'],
    ['https://mail.google.com/mail/?q=from:ada', null],
    ['https://docs.google.com/?q=plan', null],
    ['https://shop.example/?q=tea', null],
    ['https://1.cz/s/tea-pot/', 'tea-pot'],
    ['https://www.bing.com/search?q=%', '%'],
    ['-', null],
  ])('%s', (url, term) => {
    expect(searchTerm(url)).toBe(term);
  });

  it('answers any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(searchTerm(text)).toBeNull();
        expect(searchTerm(`https://www.google.com/search?q=${text}`)?.length ?? 0).toBeLessThanOrEqual(200);
      }),
    );
  });
});

describe('a line of the lab', () => {
  it.each([
    ['-', 'direct', '', null],
    ['', 'direct', '', null],
    ['https://www.bing.com/search?q=tea', 'search', 'Bing', 'tea'],
    ['www.bing.com/search?q=tea', 'search', 'Bing', 'tea'],
    ['https://shop.example/?utm_source=May&utm_medium=email', 'email', 'May', null],
    ['https://shop.example/?gclid=1', 'campaign', 'google', null],
    ['https://l.facebook.com/l.php?u=x&fbclid=1', 'social', 'Facebook', null],
    ['https://blog.example/post', 'referral', 'blog.example', null],
  ])('%s', (line, channel, source, term) => {
    expect(describeReferrer(line)).toEqual({ channel, source, term });
  });
});

describe('against the lists of Matomo', () => {
  const [engines, networks, assistants] = ['SearchEngines.yml', 'Socials.yml', 'AIAssistants.yml'].map((name) =>
    realFile('referrers', name),
  );
  /** Hosts by name, read line by line; what is not under `urls:` is left out. */
  function hostsOf(path: string): { name: string; host: string }[] {
    let name = '';
    let key = 'urls';
    return readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line) => {
        const heading = /^(["']?)([^\s#"'].*?)\1:\s*$/.exec(line)?.[2];
        if (heading) [name, key] = [decodeURIComponent(heading), 'urls'];
        else key = /^\s+(?:-\s+)?(\w+):/.exec(line)?.[1] ?? key;
        const host = key === 'urls' ? /^\s+-\s+'?([^\s':]+)'?\s*$/.exec(line)?.[1] : undefined;
        return host
          ? [{ name: name.replace('Twitter', 'X'), host: host.replace('.{}', '.de').replace('{}.', 'de.') }]
          : [];
      });
  }
  const wrong = (path: string | null, channel: string) => {
    const all = hostsOf(path as string);
    expect(all.length).toBeGreaterThan(20);
    return all
      .filter(({ name, host }) => {
        const found = classifySource(`https://${host}`);
        return found.channel !== channel || found.name !== name;
      })
      .map(({ host }) => host);
  };

  it.skipIf(!networks || !assistants)('finds every social network and assistant', () => {
    expect(wrong(networks as string, 'social')).toEqual([]);
    expect(wrong(assistants as string, 'ai-assistant')).toEqual([]);
  });

  it.skipIf(!engines)('finds every search engine but those that are assistants and networks first', () => {
    expect(wrong(engines as string, 'search').sort()).toEqual([
      // Not a host, but how Matomo writes an app.
      'android-app//com.google.android.googlequicksearchbox/https/www.google.com',
      'chat.openai.com',
      'chatgpt.com',
      'www.facebook.com',
      'www.perplexity.ai',
      'you.com',
    ]);
  });
});
