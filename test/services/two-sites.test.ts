import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { contentsOf, finished, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 180_000 });

const line = (site: string, path: string, second: number) =>
  `${site} 192.0.2.7 - - [02/Mar/2026:10:00:0${second} +0000] "GET ${path} HTTP/1.1" 200 512 "-" "Firefox/140.0"\n`;
const hit = (host: string) =>
  `${JSON.stringify({
    level: 'info',
    ts: 1772445601,
    request: { client_ip: '192.0.2.7', method: 'GET', host, uri: '/tea', headers: { 'User-Agent': ['Firefox/140.0'] } },
    duration: 0.1,
    size: 512,
    status: 200,
  })}\n`;

test('the same hit on two sites of a server counts twice, the same site under another file name once', async () => {
  const dir = freshDir();
  const files = {
    'one.log': line('one.example:80', '/tea', 1) + line('one.example:80', '/milk', 2),
    'two.log': line('two.example:80', '/tea', 1) + line('two.example:80', '/milk', 2),
    'one.log.1': line('one.example:443', '/tea', 1),
    'plain.log': line('one.example', '/tea', 1).replace('one.example ', ''),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [join(dir, 'one.log'), join(dir, 'two.log')]);
  expect((await contentsOf(engine)).events).toBe(4);
  await importFiles(engine, [join(dir, 'one.log.1')]);
  expect((await contentsOf(engine)).events).toBe(4);

  // A log that does not name the site cannot be matched to one.
  await importFiles(engine, [join(dir, 'plain.log')]);
  expect((await contentsOf(engine)).events).toBe(5);

  const run = (await engine.call('imports.list', {})).find(({ file }) => file === 'two.log')?.id ?? 0;
  await finished(engine, () => engine.call('imports.undo', { run }));
  expect((await contentsOf(engine)).events).toBe(3);
});

test('undoing the first of two imports of a site leaves its hits with the other', async () => {
  const dir = freshDir();
  writeFileSync(join(dir, 'a.json'), hit('one.example') + hit('two.example'));
  writeFileSync(join(dir, 'b.json'), hit('two.example') + hit('three.example'));
  const engine = await openEngine(join(dir, 'data'));
  await importFiles(engine, [join(dir, 'a.json')]);
  await importFiles(engine, [join(dir, 'b.json')]);
  expect((await contentsOf(engine)).events).toBe(3);
  const first = (await engine.call('imports.list', {})).find(({ file }) => file === 'a.json');
  await finished(engine, () => engine.call('imports.undo', { run: first?.id ?? 0 }));
  expect((await contentsOf(engine)).events).toBe(2);
});
