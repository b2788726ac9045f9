import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition, Leaf } from '../../shared/conditions.ts';
import { MINUTE_MS } from '../../shared/time.ts';
import { type ActBlock, eachActBlock } from '../../src-main/analysis/base/act-blocks.ts';
import { maskOf } from '../../src-main/analysis/base/conditions.ts';
import { eachActBlockOf, visitMaskOf } from '../../src-main/analysis/base/visit-mask.ts';
import { eventColumns } from './columns.ts';
import { anEvent, KNOWN } from './random.ts';
import { at, contextOf } from './run.ts';

/** Three hours, in which people have several visits. */
const instant = fc.integer({ min: 0, max: 180 }).map((minute) => at(0) + minute * MINUTE_MS);
const someRows = fc.array(anEvent(instant), { maxLength: 120, size: 'max' });
const someCut = fc
  .tuple(instant, instant)
  .map(([a, b]) => contextOf({ range: { fromMs: Math.min(a, b), toMs: Math.max(a, b) + MINUTE_MS } }));

const scope = fc.constantFrom('visit' as const, 'person' as const);
const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  fc.record({
    field: fc.constant('page' as const),
    is: fc.constantFrom('/cart', '/shop/*').map((page) => [page]),
    in: scope,
  }),
  fc.record({
    field: fc.constant('kind' as const),
    is: fc.constantFrom('purchase' as const, 'view' as const, 'asset' as const).map((kind) => [kind]),
    in: scope,
  }),
  fc.record({ field: fc.constant('value' as const), from: fc.constantFrom(0, 1), in: scope }),
  fc.record({ field: fc.constant('screen' as const), from: fc.constantFrom(0, 900), in: scope }),
  fc.record({
    field: fc.constant('property' as const),
    name: fc.constant('plan'),
    is: fc.constantFrom('pro', 'free').map((plan) => [plan]),
    in: scope,
  }),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc.record({ not: tie('condition') }),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
  ),
}));

/** Rows of blocks in their order, each with the first row of its visit in the list (−1 = nobody's). */
function listOf(walk: (found: (block: ActBlock) => void) => void): [row: number, first: number][] {
  const list: [number, number][] = [];
  const firsts = new Map<number, number>();
  walk(({ rows, visits, count }) => {
    for (let j = 0; j < count; j++) {
      const [row, visit] = [rows[j] as number, visits[j] as number];
      if (!firsts.has(visit)) firsts.set(visit, row);
      list.push([row, visit === 0 ? -1 : (firsts.get(visit) as number)]);
    }
  });
  return list;
}

test('acts of visits that fulfil a condition are those that fulfil it row by row, in the same order', () => {
  fc.assert(
    fc.property(someRows, someCut, condition, (rows, context, wanted) => {
      const events = eventColumns(rows, KNOWN);
      const byRow = maskOf(events, context, wanted);
      const expected = listOf((found) =>
        eachActBlock(events, context, ({ rows: all, visits, count }) => {
          const kept = Array.from({ length: count }, (_, j) => j).filter((j) => byRow[all[j] as number] === 1);
          found({
            rows: Uint32Array.from(kept, (j) => all[j] as number),
            visits: Int32Array.from(kept, (j) => visits[j] as number),
            count: kept.length,
          });
        }),
      );
      const mask = visitMaskOf(events, context, wanted);
      expect(mask).not.toBeNull();
      expect(listOf((found) => mask && eachActBlockOf(events, context, mask, found))).toEqual(expected);
    }),
    { numRuns: 250 },
  );
});

test('more acts than fit into a block, of people and of nobody, are all told', () => {
  const rows = Array.from({ length: 12_000 }, (_, n) => ({
    at: at(0) + n * 100,
    person: n % 3,
    kind: n % 7 === 0 ? ('purchase' as const) : ('view' as const),
  }));
  const events = eventColumns(rows);
  const wanted: Condition = { field: 'kind', is: ['purchase'], in: 'person' };
  const mask = visitMaskOf(events, contextOf(), wanted);
  const found = listOf((take) => mask && eachActBlockOf(events, contextOf(), mask, take));
  const byRow = maskOf(events, contextOf(), wanted);
  expect(found.map(([row]) => row)).toEqual([...byRow.keys()].filter((row) => byRow[row] === 1));
});

test('a condition on single acts, wherever it stands, is none of visits', () => {
  const events = eventColumns([]);
  const act: Leaf = { field: 'page', is: ['/'], in: 'act' };
  const visit: Leaf = { field: 'page', is: ['/'], in: 'visit' };
  for (const wanted of [act, { not: act }, { all: [visit, act] }, { any: [{ not: { any: [act] } }, visit] }])
    expect(visitMaskOf(events, contextOf(), wanted)).toBeNull();
  expect(visitMaskOf(events, contextOf(), { any: [{ not: visit }] })).not.toBeNull();
});
