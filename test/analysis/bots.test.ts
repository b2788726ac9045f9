import { expect, test } from 'vitest';
import { bots } from '../../src-main/analysis/bots.ts';
import { eventColumns } from './columns.ts';
import { at, contextOf, rowsBehind, runTable } from './run.ts';

const events = eventColumns([
  { person: 1, at: at(0), agent: 'crawler', bot: true },
  { person: 1, at: at(1), agent: 'crawler', bot: true, kind: 'asset' },
  { person: 2, at: at(1), agent: 'monitor', bot: true },
  { person: 3, at: at(1), agent: 'browser' },
  { person: 1, at: at(20), agent: 'crawler', bot: true },
]);

test('bots: requests by robot, as a share of all requests, about nobody', () => {
  const crawler = events.agent[0] as number;
  const result = runTable(bots, { events }, {});
  expect(result.rows.map(({ cells, people }) => [...cells.slice(1), people])).toEqual([
    [2, 2 / 4, 0],
    [1, 1 / 4, 0],
  ]);
  expect(result).toMatchObject({ n: 3, people: 0, total: 2 });
  expect(rowsBehind(bots, { events }, {}, String(crawler))).toHaveLength(2);
});

test('bots: the answer is the same whether other figures show robots or not', () => {
  expect(runTable(bots, { events }, {}, contextOf({ bots: true }))).toEqual(runTable(bots, { events }, {}));
});
