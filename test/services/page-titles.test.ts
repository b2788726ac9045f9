import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TitleList } from '../../src-main/services/title-list.ts';
import { MOST_TITLES } from '../../src-main/store/tables/page-titles.ts';
import { openCoreHere } from './core-rig.ts';
import { ALL, freshDir, importFiles } from './rig.ts';

const view = (user: string, second: number, path: string, title: string) => ({
  type: 'page',
  userId: user,
  timestamp: `2026-03-03T10:00:${String(second).padStart(2, '0')}Z`,
  messageId: `m${user}${second}`,
  context: { page: { path } },
  properties: { path, title },
});

test('titles stand beside their pages, the latest one, without addresses; a page that greets everybody by name has none', async () => {
  const dir = freshDir();
  const calls = join(dir, 'segment.jsonl');
  const records = [
    view('u1', 1, '/tea', 'Our teas'),
    view('u2', 2, '/tea', 'All  our\nteas'),
    view('u1', 3, '/account', 'Account of ada@example.org'),
    view('u1', 4, '/plain', ''),
    ...Array.from({ length: 9 }, (_, i) => view(`v${i}`, 10 + i, '/thanks', `Thank you, customer ${i}`)),
  ];
  writeFileSync(calls, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const engine = openCoreHere(join(dir, 'data'));
  await importFiles(engine, [calls]);
  const { result } = await engine.call('analyses.run', { id: 'top-pages', filter: ALL });
  if (result.kind !== 'table') throw new Error('no table');
  expect(result.columns.at(-1)).toMatchObject({ id: 'page-title', type: 'text' });
  const titles = Object.fromEntries(result.rows.map(({ cells }) => [cells[0], cells.at(-1)]));
  expect(titles).toMatchObject({ '/tea': 'All our teas', '/plain': '', '/thanks': '' });
  expect(titles['/account']).toMatch(/^Account of /);
  expect(JSON.stringify(result)).not.toContain('ada@example.org');
  expect(JSON.stringify(result)).not.toContain('customer');
});

test('the list tells for each title when it was last seen, whatever the order and however it is cut', () => {
  const seen = fc.record({
    page: fc.integer({ min: 1, max: 3 }),
    title: fc.constantFrom('a', 'b', 'c'),
    atMs: fc.nat(50),
  });
  fc.assert(
    fc.property(fc.array(fc.tuple(seen, fc.boolean()), { maxLength: 60 }), (rows) => {
      const list = new TitleList();
      const told = new Map<string, number>();
      const take = () => {
        for (const { page, title, atMs } of list.take()) {
          const key = `${page} ${title}`;
          told.set(key, Math.max(told.get(key) ?? 0, atMs));
        }
      };
      for (const [{ page, title, atMs }, cut] of rows) {
        list.see(page, title, atMs);
        if (cut) take();
      }
      take();
      const expected = new Map<string, number>();
      for (const [{ page, title, atMs }] of rows) {
        const key = `${page} ${title}`;
        expected.set(key, Math.max(expected.get(key) ?? 0, atMs));
      }
      expect([...told].sort()).toEqual([...expected].sort());
    }),
  );
});

test('a page with very many titles costs no more than one beyond the most', () => {
  const list = new TitleList();
  for (let i = 0; i < 1000; i++) list.see(1, `Title ${i}`, i);
  expect(list.take()).toHaveLength(MOST_TITLES + 1);
  expect(list.chars).toBeLessThan(200);
});
