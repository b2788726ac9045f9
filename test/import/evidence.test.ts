import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { detectFile } from '../../src-main/import/detect.ts';
import { FORMATS } from '../../src-main/import/formats/index.ts';
import { memorySource } from './memory-source.ts';

const detect = (name: string, text: string) =>
  detectFile(memorySource({ name, bytes: Buffer.from(text), members: [] }).head, FORMATS);

test('a table with neither dates nor texts is not taken for messages', async () => {
  const rows = Array.from(
    { length: 20 },
    (_, i) => `posts.json,posts:${i},like count ${i},"[""media"", ""field ${i} of it""]"`,
  );
  const catalogue = await detect('catalogue.csv', `json_name,id,column_name,path\n${rows.join('\n')}\n`);
  expect(catalogue.candidates.map(({ confidence }) => confidence)).toEqual([0.3]);
  const dated = rows.map((row, i) => `${row},2026-03-${String(i + 1).padStart(2, '0')} 10:00`);
  const messages = await detect('notes.csv', `json_name,id,column_name,path,written\n${dated.join('\n')}\n`);
  expect(messages.candidates[0]?.confidence).toBeGreaterThan(0.3);
});

test('a JSON log of which most lines are dirt is still a log', async () => {
  const good = (i: number) =>
    JSON.stringify({
      ip: '192.0.2.1',
      date: '2026-03-02T10:00:00+00:00',
      path: `/a${i}`,
      status: '200',
      user_agent: 'Firefox',
    });
  const bad = JSON.stringify({ ip: '192.0.2.1', date: '2026-03-02T10:00:00+00:00', path: '/a', status: 'xx' });
  const lines = Array.from({ length: 100 }, (_, i) => (i % 5 === 0 ? good(i) : bad));
  expect((await detect('access.json', `${lines.join('\n')}\n`)).format).toBe('json-log');
  // Two lines in a hundred prove nothing.
  const hopeless = lines.map((line, i) => (i % 50 === 0 ? line : bad));
  expect((await detect('access.json', `${hopeless.join('\n')}\n`)).format).not.toBe('json-log');
});

test('the log of a network load balancer is refused in words: it holds no pages', async () => {
  const line =
    'tls 2.0 2026-03-02T10:00:40 net/shop/c6e77e28c25b2234 g3d4b5e8bb8464cd 192.0.2.154:51341 10.0.0.185:443 5 2 98 246 - arn:aws:acm:eu-central-1:671290407336:certificate/2a108f19 - ECDHE-RSA-AES128-SHA tlsv12 - www.shop.example - - - 2026-03-02T10:00:30';
  const found = await detect('nlb.log', `${line}\n`.repeat(5));
  expect(found.format).toBeNull();
  expect(found.refusal).toContain('network load balancer');
});

test('the connection log of an application load balancer is refused in words, too', async () => {
  const line =
    '2026-03-02T17:05:15.514108Z 192.0.2.154 36280 443 TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256 4.036 - - - Success TID_1234abcd5678ef90';
  const found = await detect('connections.log', `${line}\n`.repeat(5));
  expect(found.format).toBeNull();
  expect(found.refusal).toContain('connection log');
});

const CATALOGUES = join(process.env.INGLENOOK_DATA ?? '../shared/data', 'social/field-catalogues');

test.skipIf(!existsSync(CATALOGUES))('catalogues of fields are not taken for what they list', async () => {
  for (const name of readdirSync(CATALOGUES)) {
    const found = await detect(name, readFileSync(join(CATALOGUES, name), 'utf8'));
    expect(found.candidates[0]?.confidence ?? 0, name).toBeLessThanOrEqual(0.3);
  }
});
