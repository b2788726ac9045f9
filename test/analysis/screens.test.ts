import { expect, test } from 'vitest';
import type { TableResult } from '../../shared/results.ts';
import { maskOf } from '../../src-main/analysis/base/conditions.ts';
import { explore } from '../../src-main/analysis/explore.ts';
import { interfaceLanguages } from '../../src-main/analysis/interface-languages.ts';
import { screens } from '../../src-main/analysis/screens.ts';
import { eventColumns } from './columns.ts';
import { at, contextOf, rowsBehind, runTable } from './run.ts';

const events = eventColumns([
  { person: 1, at: at(0), page: '/a', screen: '390×844', language: 'de' },
  { person: 1, at: at(1), page: '/b', screen: '1920×1080', language: 'de' },
  { person: 2, at: at(1), page: '/a', screen: '390×844', language: 'fr' },
  { person: 3, at: at(1), page: '/b' },
]);
const none = eventColumns([{ person: 1, at: at(0), page: '/a' }]);

const cells = ({ rows }: TableResult) => rows.map((row) => row.cells.slice(0, 3));

test('screens: visits and visitors by the size of the screen, with those of unknown ones', () => {
  expect(cells(runTable(screens, { events }, {}))).toEqual([
    ['390×844', 2, 2],
    ['(not known)', 1, 1],
    ['1920×1080', 1, 1],
  ]);
  expect(rowsBehind(screens, { events }, {}, '1')).toHaveLength(2);
});

test('interface-languages: visits and visitors by language, with those of unknown ones', () => {
  expect(cells(runTable(interfaceLanguages, { events }, {}))).toEqual([
    ['German', 2, 1],
    ['(not known)', 1, 1],
    ['French', 1, 1],
  ]);
  expect(rowsBehind(interfaceLanguages, { events }, {}, '1')).toHaveLength(2);
});

test('where no source tells them there is nothing to show', () => {
  for (const analysis of [screens, interfaceLanguages])
    expect(runTable(analysis, { events: none }, {}).rows).toEqual([]);
});

test('segments by width of the screen and by language; explore can group by both', () => {
  const rowsIn = (...[, , condition]: Parameters<typeof maskOf>) =>
    [...maskOf(events, contextOf(), condition)].flatMap((one, i) => (one === 1 ? [i] : []));
  const small = { field: 'screen', to: 500, in: 'act' } as const;
  expect(rowsIn(events, contextOf(), small)).toEqual([0, 2]);
  expect(rowsIn(events, contextOf(), { field: 'language', is: ['fr', 'de'], in: 'act' })).toEqual([0, 1, 2]);
  expect([...maskOf(none, contextOf(), small)]).toEqual([0]);
  const by = (id: 'screen' | 'language') =>
    runTable(explore, { events }, { by: id, measure: 'acts' }).rows.map(({ cells }) => cells[0]);
  expect(by('screen')).toEqual(['390×844', '(not known)', '1920×1080']);
  expect(by('language')).toEqual(['German', '(not known)', 'French']);
  expect(runTable(explore, { events: none }, { by: 'screen', measure: 'acts' }).rows).toHaveLength(1);
});
