import { expect, test } from 'vitest';
import { newAndReturning } from '../../src-main/analysis/new-and-returning.ts';
import { eventColumns } from './columns.ts';
import { at, contextOf, rowsBehind, runTable } from './run.ts';

// Person 1 came the day before the chosen dates, person 2 twice within them; of person 3 only a file was asked for before.
const events = eventColumns([
  { person: 1, at: at(0) },
  { person: 1, at: at(1) },
  { person: 2, at: at(1) },
  { person: 2, at: at(1, 12) },
  { person: 3, at: at(0), kind: 'asset' },
  { person: 3, at: at(1) },
  { person: 3, at: at(1, 0, 10) },
]);
const context = contextOf({ range: { fromMs: at(1), toMs: at(2) } });

test('new-and-returning: who came before the chosen dates is returning, whatever else was only loaded is not', () => {
  const { rows, n, people } = runTable(newAndReturning, { events }, {}, context);
  expect(rows.map(({ cells }) => cells)).toEqual([
    ['new', 2, 2, 0.5, 0.5],
    ['returning', 2, 2, 0.5, 1],
  ]);
  expect([n, people]).toEqual([4, 3]);
  expect([...rowsBehind(newAndReturning, { events }, {}, '1', context)]).toEqual([3, 1]);
});

test('new-and-returning: robots that are counted and nobody known are new each time', () => {
  const strangers = eventColumns([
    { person: 0, at: at(0) },
    { person: 4, at: at(1), bot: true },
  ]);
  const all = contextOf({ range: { fromMs: at(0), toMs: at(2) }, bots: true });
  expect(runTable(newAndReturning, { events: strangers }, {}, all).rows.map(({ cells }) => cells.slice(0, 2))).toEqual([
    ['new', 1],
  ]);
});
