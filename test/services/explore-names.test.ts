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
    [expect.stringContaining('search.example')],
  ]);
  const [views, visits] = await ask({ by: 'page', across: 'returning', measure: 'views' });
  expect([views?.length, visits]).toEqual([2, ['new']]);
});

test('acts by the titles of their pages, in words, as a list and as a grid', async () => {
  const dir = freshDir();
  const file = join(dir, 'calls.jsonl');
  const view = (user: number, minute: number, path: string, title: string) => ({
    type: 'page',
    userId: `u${user}`,
    timestamp: `2026-03-03T10:${String(minute).padStart(2, '0')}:00Z`,
    messageId: `m${user}-${minute}`,
    context: { page: { path } },
    properties: { path, title },
  });
  const calls = Array.from({ length: 11 }, (_, user) => [
    view(user, 1, `/tea/${user % 2}`, 'Our teas'),
    view(user, 2, '/plain', ''),
    view(user, 3, '/account', `Hello, customer ${user}`),
    view(user, 4, '/cart', 'Your cart'),
    view(user, 5, '/cart', 'Your cart'),
  ]);
  writeFileSync(
    file,
    calls
      .flat()
      .map((call) => `${JSON.stringify(call)}\n`)
      .join(''),
  );
  const engine = openCoreHere(join(dir, 'data'));
  await importFiles(engine, [file]);
  const params = { by: 'title', measure: 'acts' };
  const { result } = await engine.call('analyses.run', { id: 'explore', params, filter: ALL });
  if (result.kind !== 'table') throw new Error('no table');
  const byTitle = result.rows.map(({ cells }) => [cells[0], cells[1], cells[4]]);
  expect(byTitle.toSorted()).toEqual([
    ['(none)', 11, 22],
    ['Our teas', 11, 11],
    ['Your cart', 11, 22],
  ]);
  const teas = result.rows.find(({ cells }) => cells[0] === 'Our teas');
  const rows = { id: 'explore', params, filter: ALL, key: teas?.key ?? '', limit: 50 };
  const { table } = await engine.call('analyses.rows', rows);
  expect(new Set(table.rows.map(({ cells }) => cells[table.columns.findIndex(({ id }) => id === 'page')]))).toEqual(
    new Set(['/tea/0', '/tea/1']),
  );
  const grid = await engine.call('analyses.run', {
    id: 'explore',
    params: { by: 'page', across: 'title', measure: 'visitors' },
    filter: ALL,
  });
  if (grid.result.kind !== 'matrix') throw new Error('no grid');
  const { rows: pages, columns: titles, values } = grid.result;
  expect(titles.toSorted()).toEqual(['(none)', 'Our teas', 'Your cart']);
  expect(values[pages.indexOf('/tea/0') * titles.length + titles.indexOf('Our teas')]).toBe(6);
  expect(values[pages.indexOf('/tea/0') * titles.length + titles.indexOf('(none)')]).toBe(0);
});
