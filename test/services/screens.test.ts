import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCoreHere } from './core-rig.ts';
import { ALL, finished, freshDir, importFiles } from './rig.ts';

const page = (user: string, second: number, context: Record<string, unknown>) => ({
  type: 'page',
  userId: user,
  timestamp: `2026-03-03T10:00:0${second}Z`,
  messageId: `m${user}${second}`,
  context: { page: { path: '/tea' }, ...context },
  properties: { path: '/tea' },
});

test('screens and languages of an export are kept with its events, and undo takes them back', async () => {
  const dir = freshDir();
  const calls = join(dir, 'segment.jsonl');
  const records = [
    page('u1', 1, { screen: { width: 390, height: 844, density: 3 }, locale: 'de-AT' }),
    page('u2', 2, { screen: { width: 1920, height: 1080 }, locale: 'de-DE' }),
    page('u3', 3, {}),
  ];
  writeFileSync(calls, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const engine = openCoreHere(join(dir, 'data'));
  await importFiles(engine, [calls]);
  const visitsBy = async (id: string) => {
    const { result } = await engine.call('analyses.run', { id, filter: ALL });
    if (result.kind !== 'table') throw new Error('no table');
    return Object.fromEntries(result.rows.map(({ cells }) => [cells[0], cells[1]]));
  };
  expect(await visitsBy('screens')).toEqual({ '390×844': 1, '1920×1080': 1, '(not known)': 1 });
  expect(await visitsBy('interface-languages')).toEqual({ German: 2, '(not known)': 1 });
  const held = await engine.call('privacy.holdings', {});
  const fields = held.find(({ table }) => table === 'events')?.fields ?? [];
  expect(fields.find(({ name }) => name === 'Size of the screen')?.filled).toBeGreaterThan(0);
  for (const { id } of await engine.call('imports.list', {}))
    await finished(engine, () => engine.call('imports.undo', { run: id }));
  expect([await visitsBy('screens'), await visitsBy('interface-languages')]).toEqual([{}, {}]);
});
