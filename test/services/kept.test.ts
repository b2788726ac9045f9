import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { TableResult } from '../../shared/results.ts';
import { openCoreHere } from './core-rig.ts';
import { ALL, freshDir, importFiles } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });

const hit = (address: string, path: string, minute: number, agent = 'Firefox/140.0') =>
  `${address} - - [02/Mar/2026:10:${String(minute).padStart(2, '0')}:00 +0000] "GET ${path} HTTP/1.1" 200 512 "-" "${agent}"\n`;
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
const DESKTOP =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36';
const AGENTS = [PHONE, DESKTOP, PHONE];

test('a kept segment narrows by its name; an unknown one is told, never ignored', async () => {
  const dir = freshDir();
  const file = join(dir, 'access.log');
  writeFileSync(file, AGENTS.map((agent, i) => hit(`198.51.100.${i}`, '/tea', i, agent)).join(''));
  const engine = openCoreHere(join(dir, 'data'));
  await importFiles(engine, [file]);
  const phones = { field: 'device', is: ['phone'], in: 'act' } as const;
  await engine.call('segments.save', { name: ' Phones ', condition: { ...phones, is: ['phone'] } });
  expect(await engine.call('segments.list', {})).toEqual([{ name: 'Phones', condition: phones }]);
  const visits = async (filter: object) => {
    const { result } = await engine.call('analyses.run', { id: 'devices', filter: { ...ALL, ...filter } });
    return (result as TableResult).rows.map(({ cells }) => cells.slice(0, 3));
  };
  const named = await visits({ saved: 'Phones' });
  expect(named).toEqual(await visits({ segment: phones }));
  expect(named).toEqual([['phone', 2, 2]]);
  // Both together: whoever fits both.
  expect(await visits({ saved: 'Phones', segment: { not: phones } })).toEqual([]);
  await expect(visits({ saved: 'Nobody' })).rejects.toMatchObject({ code: 'not-found' });
  expect(await engine.call('segments.remove', { name: 'Phones' })).toEqual({ removed: true });
  await expect(visits({ saved: 'Phones' })).rejects.toMatchObject({ code: 'not-found' });
});

/** The log's agent is bare, as of a program. */
const BARE = { range: null, bots: true } as const;
const LOG = [
  ...Array.from({ length: 10 }, (_, i) => hit(`198.51.100.${i}`, '/tea', i) + hit(`198.51.100.${i}`, '/help', i + 1)),
  ...Array.from({ length: 30 }, (_, i) => hit('192.0.2.9', `/tea/${i}`, i)),
].join('');

test('very long visits are left out and told; groups of pages and notes reach results and reports', async () => {
  const dir = freshDir();
  const file = join(dir, 'access.log');
  writeFileSync(file, LOG);
  const engine = openCoreHere(join(dir, 'data'), { now: () => Date.UTC(2026, 2, 9) });
  await engine.call('settings.save', { zone: 'UTC', smallGroup: 2 });
  await importFiles(engine, [file]);
  const run = (id: string) => engine.call('analyses.run', { id, filter: BARE });
  expect((await run('top-pages')).result.n).toBe(50);
  await engine.call('settings.save', { mostActsPerVisit: 29 });
  const { result, leftOut } = await run('top-pages');
  expect(result.n).toBe(20);
  expect(leftOut).toContainEqual({ reason: 'long-visit', people: 0, rows: 30 });
  await engine.call('settings.save', { mostActsPerVisit: 30 });
  expect((await run('top-pages')).result.n).toBe(50);

  await engine.call('groups.save', { name: 'Tea', pattern: '/tea*' });
  const groups = (await run('content-groups')).result as TableResult;
  expect(groups.rows.map(({ cells }) => cells.slice(0, 5))).toEqual([
    ['Tea', 40, 11, 11, 11],
    ['(no group)', 10, 10, 10, 0],
  ]);
  expect(await engine.call('groups.remove', { pattern: '/tea*' })).toEqual({ removed: true });
  expect(((await run('content-groups')).result as TableResult).rows).toEqual([]);

  await engine.call('notes.save', { day: '2026-03-02', text: 'Mail to ada@example.org went out' });
  await engine.call('notes.save', { day: '2025-01-01', text: 'Long before' });
  for (const report of ['html', 'csv']) {
    const { bytes } = await engine.call('reports.make', {
      report,
      analyses: ['visitors-over-time', 'top-pages'],
      filter: BARE,
    });
    const text = new TextDecoder().decode(bytes);
    expect(text.match(/went out/g)).toHaveLength(1);
    // Drawn in the picture as well, under the number it has in the list.
    expect(text.match(/<g class="noted">/g) ?? []).toHaveLength(report === 'html' ? 1 : 0);
    expect(text).not.toContain('ada@example.org');
    expect(text).not.toContain('Long before');
  }
  await expect(engine.call('notes.save', { day: '2026-02-30', text: 'No such day' })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});

test('goals are kept, in order, each once, and no more than can be counted at once', async () => {
  const engine = openCoreHere(join(freshDir(), 'data'));
  for (const page of [' /thanks ', '/contact*', '/thanks']) await engine.call('goals.save', { page });
  expect(await engine.call('goals.list', {})).toEqual([
    { page: '/thanks', properties: [] },
    { page: '/contact*', properties: [] },
  ]);
  expect(await engine.call('goals.remove', { page: '/contact*' })).toEqual({ removed: true });
  expect(await engine.call('goals.remove', { page: '/contact*' })).toEqual({ removed: false });
  for (let i = 1; i < 50; i++) await engine.call('goals.save', { page: `/p${i}` });
  await expect(engine.call('goals.save', { page: '/one-too-many' })).rejects.toMatchObject({ code: 'invalid-input' });
  expect(await engine.call('goals.list', {})).toHaveLength(50);
});

test('one person is left out of every count and comes back; nothing of the rule outlives them', async () => {
  const dir = freshDir();
  const file = join(dir, 'access.log');
  writeFileSync(file, LOG);
  const engine = openCoreHere(join(dir, 'data'));
  await importFiles(engine, [file]);
  const views = async () => (await engine.call('analyses.run', { id: 'top-pages', filter: BARE })).result.n;
  const { people } = await engine.call('privacy.people', { offset: 0, limit: 50 });
  const cards = await Promise.all(people.map(({ person }) => engine.call('privacy.person', { person })));
  const busiest = cards.find(({ events }) => events === 30)?.person ?? 0;
  const { id } = await engine.call('own.addPerson', { person: busiest });
  expect(await views()).toBe(20);
  expect((await engine.call('own.list', {})).map(({ kind, matches }) => [kind, matches])).toEqual([['person', 1]]);
  await engine.call('own.remove', { rule: id });
  expect(await views()).toBe(50);
  await expect(engine.call('own.addPerson', { person: 99_999 })).rejects.toMatchObject({ code: 'not-found' });
  await engine.call('own.addPerson', { person: busiest });
  await engine.call('rights.erase', { person: busiest, mode: 'erase' });
  expect(await engine.call('own.list', {})).toEqual([]);
});
