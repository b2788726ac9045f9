import { expect, test } from 'vitest';
import { maskContacts, maskFileName } from '../../src-main/privacy/redact.ts';
import { AGENTS, BOT_AGENTS, PRODUCTS, REFERRERS } from '../../src-main/sample/catalogue.ts';

test.each([
  ['Crawler/1.0 (+crawl@robots.example; +44 7700 900958)', 'Crawler/1.0 (+[e-mail]; [phone])'],
  ['/unsubscribe/ada@example.com/done', '/unsubscribe/[e-mail]/done'],
  ['/unsubscribe/ada%40example.com', '/unsubscribe/[e-mail]'],
  ['https://ada:secret@shop.example/tea', '[link]'],
])('%s', (text, masked) => {
  expect(maskContacts(text)).toBe(masked);
});

test('versions, dates, item numbers and addresses of robots’ pages stay', () => {
  const plain = [
    ...AGENTS.map(([agent]) => agent),
    ...BOT_AGENTS,
    ...REFERRERS.map(([url]) => url),
    ...PRODUCTS.map(({ path }) => path),
    'curl/8.5.0 (10.0.0.1) 20100101',
    '/item/7700900958/2026-03-01',
    '/@shop/tea',
  ];
  for (const text of plain) expect(maskContacts(text)).toBe(text);
});

test.each([
  ['access ann.lee@example.com.log', 'access [e-mail].log'],
  ['WhatsApp Chat with +44 7700 900613.txt', 'WhatsApp Chat with [phone].txt'],
  ['takeout-20260304T101112Z-001.zip', 'takeout-20260304T101112Z-001.zip'],
  ['shop.example.com-access.log', 'shop.example.com-access.log'],
  ['ann@example.com', '[e-mail]'],
  ['apache_logs', 'apache_logs'],
])('the name of a file keeps its ending: %s', (name, masked) => {
  expect(maskFileName(name)).toBe(masked);
});
