import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classifyAgent, isBotAgent } from '../../src-main/import/agents.ts';

const DATA = process.env.INGLENOOK_DATA ?? '../shared/data';

describe('classifyAgent', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0',
      'Firefox',
      'Windows',
      'desktop',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
      'Mobile Safari',
      'iOS',
      'phone',
    ],
    [
      'Mozilla/5.0 (iPad; CPU OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 Mobile/15E148 Safari/604.1',
      'Mobile Safari',
      'iOS',
      'tablet',
    ],
    [
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
      'Chrome',
      'Android',
      'phone',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
      'Chrome',
      'Linux',
      'desktop',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
      'Safari',
      'Mac OS',
      'desktop',
    ],
  ])('%s', (agent, browser, os, device) => {
    expect(classifyAgent(agent)).toEqual({ browser, os, device, bot: false });
  });

  it.each([
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'Googlebot'],
    [
      'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)',
      'GPTBot',
    ],
    [
      'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)',
      'ClaudeBot',
    ],
    [
      'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot',
      'ChatGPT-User',
    ],
    ['Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Perplexity-User/1.0)', 'Perplexity-User'],
    ['meta-externalagent/1.1 (+https://developers.facebook.com/docs/sharing/webmasters/crawler)', 'meta-externalagent'],
    ['curl/8.5.0', 'curl'],
  ])('counts %s as a bot', (agent, browser) => {
    expect(classifyAgent(agent)).toEqual({ browser, os: '', device: 'bot', bot: true });
  });

  it('takes an empty agent as unknown', () => {
    expect(classifyAgent('')).toEqual({ browser: '', os: '', device: 'unknown', bot: false });
  });

  it('answers the same from memory', () => {
    expect(classifyAgent('Opera/9.80 (X11; Linux)')).toEqual(classifyAgent('Opera/9.80 (X11; Linux)'));
  });
});

describe('against lists of others', () => {
  const folder = join(DATA, 'ua');
  const absent = !existsSync(folder);
  if (absent) console.warn('No shared data: agent lists not checked.');
  const agents = (file: string): string[] =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .map((line) => /^\s*- (?!user_agent)['"]?(.*?)['"]?$/.exec(line)?.[1] ?? '')
      .filter((line) => line !== '');

  it.skipIf(absent)('finds nearly every crawler and marks nearly no browser', () => {
    const crawlers = agents('crawlers.yml');
    const browsers = agents('browsers.yml');
    expect(crawlers.length).toBeGreaterThan(300);
    expect(browsers.length).toBeGreaterThan(300);
    expect(crawlers.filter(isBotAgent).length / crawlers.length).toBeGreaterThan(0.98);
    expect(browsers.filter(isBotAgent).length / browsers.length).toBeLessThan(0.02);
  });
});
