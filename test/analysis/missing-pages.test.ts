import { expect, test } from 'vitest';
import { missingPages } from '../../src-main/analysis/missing-pages.ts';
import { eventColumns } from './columns.ts';
import { at, rowsBehind, runTable } from './run.ts';

test('missing-pages: requests and visitors per address that is not there', () => {
  const events = eventColumns([
    { person: 1, at: at(0), page: '/old', kind: 'missing' },
    { person: 1, at: at(1), page: '/old', kind: 'missing' },
    { person: 2, at: at(1), page: '/typo', kind: 'missing' },
    { person: 2, at: at(1), page: '/old' },
    { person: 3, at: at(1), page: '/old', kind: 'missing', bot: true },
  ]);
  const [old, typo] = [events.pageId('/old'), events.pageId('/typo')];
  const result = runTable(missingPages, { events }, {});
  expect(result.rows).toEqual([
    { key: String(old), cells: [old, 2, 1], people: 1 },
    { key: String(typo), cells: [typo, 1, 1], people: 1 },
  ]);
  expect(result).toMatchObject({ total: 2, n: 3, people: 2 });
  expect(rowsBehind(missingPages, { events }, {}, String(old))).toHaveLength(2);
});
