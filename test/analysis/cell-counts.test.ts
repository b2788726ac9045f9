import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHANNELS } from '../../shared/model.ts';
import type { TableResult } from '../../shared/results.ts';
import { HOUR_MS } from '../../shared/time.ts';
import { eachActBlock } from '../../src-main/analysis/base/act-blocks.ts';
import { BASIC_MEASURES, FURTHER_MEASURES } from '../../src-main/analysis/base/cell-counts.ts';
import { maskOf } from '../../src-main/analysis/base/conditions.ts';
import { dimensionOf } from '../../src-main/analysis/base/dimensions.ts';
import { byQuarter } from '../../src-main/analysis/base/quarters.ts';
import { IS_ACT } from '../../src-main/analysis/base/scan.ts';
import { channels } from '../../src-main/analysis/channels.ts';
import { entryPages } from '../../src-main/analysis/entry-pages.ts';
import { exitPages } from '../../src-main/analysis/exit-pages.ts';
import { explore } from '../../src-main/analysis/explore.ts';
import { newAndReturning } from '../../src-main/analysis/new-and-returning.ts';
import { topSources } from '../../src-main/analysis/top-sources.ts';
import { eventColumns } from './columns.ts';
import { type Counts, contexts, dimensions, naiveCells, ON_CART, rowsOf, wheres } from './naive-cells.ts';
import { instants, KNOWN } from './random.ts';
import { at, contextOf, runTable } from './run.ts';

test('a list counts every measure as sets of its acts, visits and people do', () => {
  fc.assert(
    fc.property(rowsOf, dimensions, contexts, (sketches, by, context) => {
      const events = eventColumns(sketches, KNOWN);
      const { idOf } = dimensionOf(events, context, by);
      const naive = naiveCells(events, context, (row) => String(idOf(row)));
      const found = runTable(explore, { events }, { by, measure: 'acts', limit: 1000 }, context);
      const basic = ([key, counts]: [string, Counts]) => [key, ...BASIC_MEASURES.map((measure) => counts[measure])];
      const sorted = (rows: unknown[][]) => rows.sort(([a], [b]) => Number(a) - Number(b));
      expect(sorted(found.rows.map(({ key, cells }) => [key, ...cells.slice(1)]))).toEqual(
        sorted([...naive].map(basic)),
      );
      const all = naiveCells(events, context, () => 'all').get('all');
      expect([found.people, found.n]).toEqual([all?.visitors ?? 0, all?.acts ?? 0]);
    }),
    { numRuns: 150 },
  );
});

test('acts of many blocks are counted as those of one are', () => {
  const context = contextOf({ range: { fromMs: at(0), toMs: at(9) } });
  // Somebody every three acts, whose page changes with every act and whose device with every ninth; the last third stays on one page.
  const events = eventColumns(
    Array.from({ length: 90_000 }, (_, i) => ({
      at: at(0) + i * 7000,
      person: Math.floor(i / 3) % 9000,
      page: KNOWN.pages[i < 60_000 ? i % KNOWN.pages.length : 0] as string,
      device: i % 18 < 9 ? ('phone' as const) : ('desktop' as const),
      kind: i % 40 === 0 ? ('purchase' as const) : ('view' as const),
      sizeBytes: i,
      value: i % 40 === 0 ? i : 0,
    })),
    KNOWN,
  );
  for (const by of ['page', 'device', 'hour', 'entry'] as const)
    for (const measure of FURTHER_MEASURES) {
      const { idOf } = dimensionOf(events, context, by);
      const naive = naiveCells(events, context, (row) => String(idOf(row)));
      const { rows, n } = runTable(explore, { events }, { by, measure, limit: 1000 }, context);
      expect(n).toBe(90_000);
      for (const { key, cells } of rows) {
        const counts = naive.get(key);
        expect(cells.slice(1, 8)).toEqual([...BASIC_MEASURES, measure].map((one) => counts?.[one]));
      }
    }
});

test('visits of a period that lie scattered are counted as those that lie together, cut at its beginning too', () => {
  // More stretches of visits than are looked at one by one: of each person, one visit before the period or over its beginning, and one in it.
  const context = contextOf({ range: { fromMs: at(2), toMs: at(9) } });
  const events = eventColumns(
    Array.from({ length: 9000 }, (_, i) => {
      const person = 1 + Math.floor(i / 6);
      const place = i % 6;
      return {
        at: place < 3 ? at(person % 50 === 0 ? 2 : 1) + (place - 2) * 60_000 : at(3) + person * 1000 + place * 60_000,
        person,
        page: KNOWN.pages[(person + place) % KNOWN.pages.length] as string,
        device: person % 3 === 0 ? ('phone' as const) : ('desktop' as const),
        kind: i % 40 === 0 ? ('purchase' as const) : ('view' as const),
        sizeBytes: i,
        value: i % 40 === 0 ? i : 0,
      };
    }),
    KNOWN,
  );
  for (const by of ['device', 'weekday', 'entry', 'exit', 'returning'] as const)
    for (const measure of FURTHER_MEASURES) {
      const { idOf } = dimensionOf(events, context, by);
      const naive = naiveCells(events, context, (row) => String(idOf(row)));
      const { rows } = runTable(explore, { events }, { by, measure, limit: 1000 }, context);
      const expected = [...naive].filter(([, counts]) => counts[measure] > 0);
      const told = (counts: Counts) => [...BASIC_MEASURES, measure].map((one) => counts[one]);
      expect(new Map(rows.map(({ key, cells }) => [key, cells.slice(1, 8)]))).toEqual(
        new Map(expected.map(([key, counts]) => [key, told(counts)])),
      );
    }
});

test('entry pages, exit pages, new and returning, channels and sources are told as by the analyses of these names', () => {
  fc.assert(
    fc.property(rowsOf, contexts, (sketches, context) => {
      const events = eventColumns(sketches, KNOWN);
      // By name: visits and visitors. Acts of nobody are in no visit.
      const listOf = (cells: unknown[][]) =>
        cells.filter(([, visits]) => visits !== 0).sort(([a], [b]) => String(a).localeCompare(String(b)));
      const explored = (by: 'entry' | 'exit' | 'returning' | 'channel' | 'source') =>
        listOf(
          runTable(explore, { events }, { by, measure: 'acts' }, context).rows.map(
            ({ cells: [name, visitors, visits] }) => [name, visits, visitors],
          ),
        );
      const told = ({ rows }: TableResult) => listOf(rows.map(({ cells }) => cells.slice(0, 3)));
      expect(explored('entry')).toEqual(told(runTable(entryPages, { events }, {}, context)));
      expect(explored('exit')).toEqual(told(runTable(exitPages, { events }, {}, context)));
      expect(explored('returning')).toEqual(told(runTable(newAndReturning, { events }, {}, context)));
      expect(explored('channel')).toEqual(told(runTable(channels, { events }, {}, context)));
      expect(explored('source')).toEqual(told(runTable(topSources, { events }, {}, context)));
    }),
    { numRuns: 150 },
  );
});

test('what is told of a visit holds for each of its acts, and for none of nobody', () => {
  fc.assert(
    fc.property(rowsOf, contexts, (sketches, context) => {
      const events = eventColumns(sketches, KNOWN);
      const dimensionsOf = (['entry', 'exit', 'returning', 'channel', 'source'] as const).map((id) =>
        dimensionOf(events, context, id),
      );
      const visits = new Map<number, number[]>();
      eachActBlock(events, context, ({ rows, visits: numbers, count }) => {
        for (let j = 0; j < count; j++)
          visits.set(numbers[j] as number, [...(visits.get(numbers[j] as number) ?? []), rows[j] as number]);
      });
      const acts = [...events.kind.keys()].filter((row) => IS_ACT[events.kind[row] as number] === 1);
      for (const [visit, rows] of visits) {
        const [first, last] = [rows[0] as number, rows.at(-1) as number];
        const isBefore = (row: number) => events.person[row] === events.person[first] && row < first;
        const expected = visit === 0 ? [0, 0, 0] : [events.page[first], events.page[last], acts.some(isBefore) ? 2 : 1];
        for (const row of rows) {
          // Who is not known is in no visit: each act has the source that it tells itself.
          const source = events.source[visit === 0 ? row : first] as number;
          const channel = CHANNELS[events.channelOfSource[source] as number];
          const brought = channel === 'internal' ? [0, 0] : [CHANNELS.indexOf(channel ?? 'direct'), source];
          expect(dimensionsOf.map(({ idOf }) => idOf(row))).toEqual([...expected, ...brought]);
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('who is asked for by a channel is who the list by channel tells, act by act, visit by visit, or person by person', () => {
  fc.assert(
    fc.property(rowsOf, contexts, fc.constantFrom(...CHANNELS), (sketches, context, channel) => {
      const events = eventColumns(sketches, KNOWN);
      const list = runTable(explore, { events }, { by: 'channel', measure: 'acts', limit: 1000 }, context);
      const row = list.rows.find(({ cells }) => cells[0] === channel)?.cells;
      const cut = (cells: readonly unknown[] = []) => cells.slice(1, 7);
      for (const scope of ['act', 'visit'] as const) {
        const where = { field: 'channel' as const, is: [channel], in: scope };
        const asked = runTable(explore, { events }, { by: 'channel', measure: 'acts', where }, context);
        expect(asked.rows.map(({ cells }) => cut(cells))).toEqual(row ? [cut(row)] : []);
        // The same, where rows are looked at one by one.
        const both = { all: [where, { field: 'status' as const, in: 'act' as const }] };
        expect(runTable(explore, { events }, { by: 'channel', measure: 'acts', where: both }, context).rows).toEqual(
          asked.rows,
        );
      }
      const where = { field: 'channel' as const, is: [channel], in: 'person' as const };
      expect(runTable(explore, { events }, { by: 'channel', where }, context).people).toBe(row?.[1] ?? 0);
    }),
    { numRuns: 150 },
  );
});

test('a list tells of whole visits, whatever is left of them, and what they come to on average', () => {
  fc.assert(
    fc.property(
      rowsOf,
      dimensions,
      contexts,
      wheres,
      fc.constantFrom(...FURTHER_MEASURES),
      (sketches, by, context, where, measure) => {
        const events = eventColumns(sketches, KNOWN);
        const { idOf } = dimensionOf(events, context, by);
        const condition = where && { ...ON_CART, in: where };
        const mask = condition && maskOf(events, context, condition);
        const isKept = (row: number) => mask?.[row] !== 0;
        const naive = naiveCells(events, context, (row) => String(idOf(row)), isKept);
        const found = runTable(
          explore,
          { events },
          { by, measure, limit: 1000, ...(condition && { where: condition }) },
          context,
        );
        const rate = (part: number, whole: number) => (whole > 0 ? part / whole : null);
        const told = ({ visits, bounces, purchases, converted, measured, time }: Counts) =>
          ({
            bounces: [bounces, rate(bounces, visits)],
            purchases: [purchases, converted, rate(converted, visits)],
            time: [time, rate(time, measured)],
          })[measure];
        const expected = [...naive].filter(([, counts]) => counts[measure] > 0);
        expect(new Map(found.rows.map(({ key, cells }) => [key, cells.slice(1 + BASIC_MEASURES.length)]))).toEqual(
          new Map(expected.map(([key, counts]) => [key, told(counts)])),
        );
        // Of the whole list, whatever of it is shown: what small groups are told by.
        expect(found.people).toBe(naiveCells(events, context, () => '', isKept).get('')?.visitors ?? 0);
      },
    ),
    { numRuns: 200 },
  );
});

test('numbers of many instants are those of each by itself, whatever has been asked before', () => {
  const range = { fromMs: at(0) + 7 * 60_000, toMs: at(2) + 11 * 60_000 };
  // Changes within a quarter of an hour, and where none begins.
  const numberOf = (when: number) => (when >= range.fromMs && when < range.toMs ? Math.floor(when / HOUR_MS) % 24 : -1);
  fc.assert(
    fc.property(fc.array(fc.array(instants(-1, 3), { maxLength: 40 }), { maxLength: 5 }), (blocks) => {
      const finder = byQuarter(range, numberOf);
      for (const whens of blocks) {
        const numbers = new Int32Array(whens.length);
        finder.into(Float64Array.from(whens), Uint32Array.from(whens.keys()), whens.length, numbers);
        const inside = (_: unknown, j: number) =>
          (whens[j] as number) >= range.fromMs && (whens[j] as number) < range.toMs;
        expect([...numbers].filter(inside)).toEqual(whens.map(numberOf).filter(inside));
        expect(whens.map(finder)).toEqual(whens.map(numberOf));
      }
    }),
  );
});
