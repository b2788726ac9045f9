import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bots } from '../../src-main/analysis/bots.ts';
import { eventColumns } from './columns.ts';
import { anEvent, instants } from './random.ts';
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

test('bots: requests and shares of any period are those of a count row by row', () => {
  const row = fc.tuple(anEvent(instants(-1, 2)), fc.boolean()).map(([event, bot]) => ({ ...event, bot }));
  // On quarters of an hour, where counts are known, and between them.
  const edge = fc.oneof(
    instants(-2, 3),
    instants(-2, 3).map((when) => when - (when % (15 * 60_000))),
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 80 }), fc.array(fc.tuple(edge, edge)), (rows, periods) => {
      const columns = eventColumns(rows);
      for (const [a, b] of periods) {
        const range = { fromMs: Math.min(a, b), toMs: Math.max(a, b) };
        const inPeriod = rows.filter(({ at: when }) => when >= range.fromMs && when < range.toMs);
        const robots = inPeriod.filter(({ bot }) => bot);
        const found = runTable(bots, { events: columns }, {}, contextOf({ range }));
        expect(found.n).toBe(robots.length);
        expect(found.rows.map(({ cells }) => cells[1]).toSorted()).toEqual(
          [...Map.groupBy(robots, ({ agent }) => agent).values()].map((own) => own.length).toSorted(),
        );
        for (const { cells } of found.rows) expect(cells[2]).toBe(Number(cells[1]) / inPeriod.length);
      }
    }),
  );
});
