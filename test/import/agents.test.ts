import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOT_CLASSES } from '../../shared/model.ts';
import { classifyAgent, isBotAgent } from '../../src-main/import/agents.ts';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)';
const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('classifyAgent', () => {
  it.each([
    [`${WINDOWS.replace(')', '; rv:128.0)')} Gecko/20100101 Firefox/128.0`, 'Firefox', '128', 'Windows', 'desktop'],
    [`${WINDOWS} ${WEBKIT} Chrome/126.0.0.0 Safari/537.36`, 'Chrome', '126', 'Windows', 'desktop'],
    [`${WINDOWS} ${WEBKIT} Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0`, 'Edge', '126', 'Windows', 'desktop'],
    [`${WINDOWS} ${WEBKIT} Chrome/126.0.0.0 Safari/537.36 OPR/111.0.0.0`, 'Opera', '111', 'Windows', 'desktop'],
    ['Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko', 'IE', '11', 'Windows', 'desktop'],
    [
      `${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15`,
      'Safari',
      '17',
      'Mac OS X',
      'desktop',
    ],
    [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/126.0.0.0 Safari/537.36`, 'Chrome', '126', 'Linux', 'desktop'],
    [
      `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/126.0.0.0 Safari/537.36`,
      'Chrome',
      '126',
      'Chrome OS',
      'desktop',
    ],
    [`${IPHONE} Version/17.5 Mobile/15E148 Safari/604.1`, 'Mobile Safari', '17', 'iOS', 'phone'],
    [`${IPHONE} CriOS/126.0.0.0 Mobile/15E148 Safari/604.1`, 'Chrome Mobile iOS', '126', 'iOS', 'phone'],
    [`${IPHONE} FxiOS/127.0 Mobile/15E148 Safari/605.1.15`, 'Firefox iOS', '127', 'iOS', 'phone'],
    [`${IPHONE} Mobile/15E148 Instagram 335.0.0.0 (iPhone15,2; iOS 17_5)`, 'Instagram', '335', 'iOS', 'phone'],
    [`${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/465.0.0.37;FBBV/1]`, 'Facebook', '465', 'iOS', 'phone'],
    [
      `${IPHONE.replace(/iPhone; CPU iPhone/, 'iPad; CPU')} Version/16.5 Mobile/15E148 Safari/604.1`,
      'Mobile Safari',
      '16',
      'iOS',
      'tablet',
    ],
    [`${ANDROID} Chrome/126.0.0.0 Mobile Safari/537.36`, 'Chrome Mobile', '126', 'Android', 'phone'],
    [`${ANDROID} Chrome/126.0.0.0 Safari/537.36`, 'Chrome', '126', 'Android', 'tablet'],
    [
      `${ANDROID} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
      'Samsung Internet',
      '25',
      'Android',
      'phone',
    ],
    [
      `${ANDROID.replace('Pixel 8', 'Pixel 8; wv')} Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36`,
      'Chrome Mobile WebView',
      '126',
      'Android',
      'phone',
    ],
    [
      'Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0',
      'Firefox Mobile',
      '127',
      'Android',
      'phone',
    ],
    ['Opera/9.80 (X11; Linux i686) Presto/2.12.388 Version/12.16', 'Opera', '12', 'Linux', 'desktop'],
    [
      `Mozilla/5.0 (Web0S; Linux/SmartTV) ${WEBKIT} Chrome/87.0.4280.88 Safari/537.36`,
      'Chrome',
      '87',
      'Web0S',
      'other',
    ],
  ])('%s', (agent, browser, version, os, device) => {
    const person = { bot: false, botClass: '', botRule: '' };
    expect(classifyAgent(agent)).toEqual({ browser, version, os, device, ...person });
    // Logs of IIS write a plus sign for each space.
    expect(classifyAgent(agent.replaceAll(' ', '+'))).toEqual(classifyAgent(agent));
  });

  it.each([
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'Googlebot', '2', 'search'],
    [
      `Mozilla/5.0 ${WEBKIT.replace(')', '; compatible; GPTBot/1.2; +https://openai.com/gptbot)')}`,
      'GPTBot',
      '1',
      'ai-crawler',
    ],
    [
      `Mozilla/5.0 ${WEBKIT.replace(')', '; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)')}`,
      'ClaudeBot',
      '1',
      'ai-crawler',
    ],
    [
      `Mozilla/5.0 ${WEBKIT}; compatible; ChatGPT-User/1.0; +https://openai.com/bot`,
      'ChatGPT-User',
      '1',
      'ai-assistant',
    ],
    [
      `Mozilla/5.0 ${WEBKIT.replace(')', '; compatible; Perplexity-User/1.0)')}`,
      'Perplexity-User',
      '1',
      'ai-assistant',
    ],
    ['meta-externalagent/1.1 (+https://developers.facebook.com/docs)', 'meta-externalagent', '1', 'ai-crawler'],
    ['facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', 'FacebookBot', '1', 'social-preview'],
    ['Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)', 'UptimeRobot', '2', 'monitor'],
    ['Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)', 'AhrefsBot', '7', 'seo'],
    ['Feedly/1.0 (+http://www.feedly.com/fetcher.html; like FeedFetcher-Google)', 'Feedly', '1', 'feed'],
    ['curl/8.5.0', 'curl', '8', 'library'],
    ['python-requests/2.31.0', 'Python Requests', '2', 'library'],
    ['Somebodys Spider/3.1', 'Somebodys Spider', '3', 'search'],
  ])('counts %s as a bot', (agent, browser, version, botClass) => {
    expect(classifyAgent(agent)).toMatchObject({ browser, version, device: 'bot', bot: true, botClass });
  });

  it('says which rule found a bot', () => {
    const ruleOf = (agent: string) => classifyAgent(agent).botRule;
    expect(ruleOf('Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)')).toBe(
      'known robot: bingbot',
    );
    expect(ruleOf('okhttp/4.12.0')).toBe('known library: okhttp');
    expect(ruleOf('Tea Crawler/1.0')).toBe('name says robot: Tea Crawler');
    expect(ruleOf(`${WINDOWS} ${WEBKIT} Chrome/99.0.0.0 Safari/537.36 (+https://tea.example/)`)).toBe('isbot: http');
    expect(ruleOf('somebody@example.com')).toBe('isbot: shape');
  });

  it.each([
    `Mozilla/5.0 (Linux; U; Android 4.2.1; en-gb; CUBOT ONE Build/JOP40D) ${WEBKIT} Version/4.0 Mobile Safari/534.30`,
    'Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1; chromeframe/11.0.660.0)',
    'Nokia201/2.0 (11.21) Profile/MIDP-2.1 Configuration/CLDC-1.1 Mozilla/5.0 (Java; U; en-us; nokia201) UCBrowser8.3.0.154',
  ])('takes no person for a bot: %s', (agent) => {
    expect(isBotAgent(agent)).toBe(false);
  });

  it('takes an empty agent as unknown', () => {
    for (const agent of ['', '-', ' '])
      expect(classifyAgent(agent)).toMatchObject({ browser: '', os: '', device: 'unknown', bot: false });
  });

  it('answers any text, and the same from memory', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (agent) => {
        const info = classifyAgent(agent);
        expect(BOT_CLASSES).toContain(info.botClass);
        expect(info.bot).toBe(info.botClass !== '' && info.botRule !== '' && info.device === 'bot');
        expect(classifyAgent(agent)).toEqual(info);
      }),
    );
  });

  it('is not slowed down by hostile agents', () => {
    const started = performance.now();
    for (const part of ['bot ', 'Mobile ', 'Chrome/1 ', '- -', 'a', '((((', 'Android ', 'like Gecko) '])
      isBotAgent(part.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(500);
  });
});
