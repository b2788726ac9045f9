import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCoreHere } from './core-rig.ts';
import { ALL, finished, freshDir, importFiles } from './rig.ts';

const line = (address: string, second: number) =>
  `${address} - - [02/Mar/2026:10:00:${String(second).padStart(2, '0')} +0000] "GET /tea HTTP/1.1" 200 512 "-" "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:123.0) Gecko/20100101 Firefox/123.0"`;

test('a log tells countries while its addresses go; an export’s word counts for more; undo takes all of it back', async () => {
  const dir = freshDir();
  const log = join(dir, 'access.log');
  // Addresses of two registries, and one that nobody has.
  writeFileSync(log, `${[line('193.0.6.139', 1), line('200.160.2.3', 2), line('10.0.0.9', 3)].join('\n')}\n`);
  const calls = join(dir, 'segment.jsonl');
  const identify = {
    type: 'identify',
    userId: 'u1',
    timestamp: '2026-03-03T10:00:00Z',
    messageId: 'm1',
    traits: { country: 'Österreich' },
  };
  const page = {
    type: 'page',
    userId: 'u1',
    timestamp: '2026-03-03T10:00:05Z',
    messageId: 'm2',
    context: { page: { path: '/tea' } },
    properties: { path: '/tea' },
  };
  writeFileSync(calls, `${JSON.stringify(identify)}\n${JSON.stringify(page)}\n`);
  const engine = openCoreHere(join(dir, 'data'));
  await importFiles(engine, [log, calls]);
  const countries = async () => {
    const { result } = await engine.call('analyses.run', { id: 'countries', filter: ALL });
    if (result.kind !== 'table') throw new Error('no table');
    return Object.fromEntries(result.rows.map(({ cells }) => [cells[0], cells[1]]));
  };
  expect(await countries()).toEqual({ Austria: 1, Brazil: 1, Netherlands: 1, '(not known)': 1 });
  const held = await engine.call('privacy.holdings', {});
  const fields = held.find(({ table }) => table === 'identifiers')?.fields ?? [];
  expect(fields.find(({ name }) => name === 'Country')?.filled).toBe(3);
  for (const { id } of await engine.call('imports.list', {}))
    await finished(engine, () => engine.call('imports.undo', { run: id }));
  expect(await countries()).toEqual({});
});
