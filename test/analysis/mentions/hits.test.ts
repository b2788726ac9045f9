import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsOfHits } from '../../../src-main/analysis/mentions/hits.ts';

const messages = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 60 }),
    at: fc.option(fc.integer({ min: 0, max: 20 }), { nil: Number.NaN }),
  }),
  { selector: ({ id }) => id },
);

test('law: hits are the messages with their ids in the period, newest first, then the undated ones where they are asked for', () => {
  fc.assert(
    fc.property(
      messages,
      fc.uniqueArray(fc.integer({ min: 1, max: 70 })),
      fc.integer({ min: -1, max: 20 }),
      fc.integer({ min: 0, max: 22 }),
      fc.boolean(),
      (given, ids, fromMs, lengthMs, undated) => {
        const rows = given.toSorted(
          (a, b) => (Number.isNaN(a.at) ? 1 : 0) - (Number.isNaN(b.at) ? 1 : 0) || a.at - b.at || 0,
        );
        const range = { fromMs, toMs: fromMs + lengthMs };
        const columns = {
          length: rows.length,
          id: Uint32Array.from(rows, ({ id }) => id),
          at: Float64Array.from(rows, ({ at }) => at),
        };
        const hits = rows.flatMap(({ id, at }, row) => (ids.includes(id) ? [{ row, at }] : []));
        const dated = hits.filter(({ at }) => at >= range.fromMs && at < range.toMs).map(({ row }) => row);
        const others = undated ? hits.filter(({ at }) => Number.isNaN(at)).map(({ row }) => row) : [];
        expect([...rowsOfHits(columns, { range }, Uint32Array.from(ids), undated)]).toEqual([
          ...dated.toReversed(),
          ...others.toReversed(),
        ]);
      },
    ),
  );
});
