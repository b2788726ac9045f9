import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../shared/model.ts';
import { classifySource } from '../../src-main/import/referrers.ts';

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
