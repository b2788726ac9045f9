import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCoreHere } from './core-rig.ts';
import { ALL, freshDir, importFiles } from './rig.ts';

test('a grid of pages and sources has their names at its sides, not their numbers', async () => {
  const dir = freshDir();
  const file = join(dir, 'visits.csv');
  const rows = Array.from({ length: 12 }, (_, i) => [
    `v-${i},v${i}@example.com,2026-01-0${1 + (i % 9)}T09:00:00Z,/tea,https://search.example/`,
    `v-${i},v${i}@example.com,2026-01-0${1 + (i % 9)}T09:05:00Z,/cart,`,
  ]);
  writeFileSync(file, `visitor id,email,timestamp,page,referrer\n${rows.flat().join('\n')}\n`);
  const engine = openCoreHere(join(dir, 'data'));
  await importFiles(engine, [file]);
  const ask = async (params: Record<string, unknown>) => {
    const { result } = await engine.call('analyses.run', { id: 'explore', params, filter: ALL });
    if (result.kind !== 'matrix') throw new Error('no grid');
    return [result.rows, result.columns, result.values];
  };
  expect(await ask({ by: 'entry', across: 'exit', measure: 'visits' })).toEqual([['/tea'], ['/cart'], [12]]);
  const [pages, sources] = await ask({ by: 'page', across: 'source', measure: 'acts' });
  expect([pages?.toSorted(), sources?.toSorted()]).toEqual([
    ['/cart', '/tea'],
    ['Direct', expect.stringContaining('search.example')],
  ]);
  const [views, visits] = await ask({ by: 'page', across: 'returning', measure: 'views' });
  expect([views?.length, visits]).toEqual([2, ['new']]);
});
