import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunContext } from '../../src-main/analysis/analysis.ts';
import { MEASURES } from '../../src-main/analysis/base/cell-counts.ts';
import { maskOf } from '../../src-main/analysis/base/conditions.ts';
import { type Dimension, type DimensionId, dimensionOf } from '../../src-main/analysis/base/dimensions.ts';
import { explore } from '../../src-main/analysis/explore.ts';
import { eventColumns } from './columns.ts';
import { type Columns, contexts, dimensions, naiveCells, ON_CART, rowsOf, wheres } from './naive-cells.ts';
import { KNOWN } from './random.ts';
import { at, contextOf, runMatrix } from './run.ts';

interface Asked {
  by: DimensionId;
  across: DimensionId;
  measure: (typeof MEASURES)[number];
  limit: number;
  width?: number;
  where?: { field: 'page'; is: string[]; in: 'visit' | 'act' };
}

/** Tells that a grid shows the rows and columns with most of the measure, and of each cell its measure, people and acts. */
function expectGrid(events: Columns, asked: Asked, context: RunContext): void {
  const [down, across] = [dimensionOf(events, context, asked.by), dimensionOf(events, context, asked.across)];
  const mask = asked.where && maskOf(events, context, asked.where);
  const cellsOf = (cellOf: (row: number) => string) => naiveCells(events, context, cellOf, (row) => mask?.[row] !== 0);
  const someOf = ({ idOf }: Dimension): number[] =>
    [...cellsOf((row) => String(idOf(row)))]
      .map(([id, counts]) => [Number(id), counts[asked.measure]] as const)
      .filter(([, own]) => own > 0)
      .sort(([a, x], [b, y]) => y - x || a - b)
      .map(([id]) => id);
  const nameOf = ({ type, textOf }: Dimension, id: number) => String(type === 'text' ? textOf(id) : id);
  const someColumns = someOf(across);
  const [rows, width] = [
    someOf(down).slice(0, asked.limit),
    asked.width ?? (across.isOrdered && across.size <= 100 ? 100 : across.size <= 31 ? 31 : 12),
  ];
  // Of a timeline or a clock all, with something or not.
  const areAll = across.isOrdered === true && across.size <= width;
  const columns = areAll
    ? Array.from({ length: across.size }, (_, id) => id)
    : someColumns.slice(0, width).sort((a, b) => a - b);
  const cells = cellsOf((row) => `${down.idOf(row)} ${across.idOf(row)}`);
  const shown = rows.flatMap((row) => columns.map((column) => cells.get(`${row} ${column}`)));
  const grid = runMatrix(explore, { events }, asked, context);
  expect(grid).toMatchObject({
    rows: rows.map((id) => nameOf(down, id)),
    columns: columns.map((id) => nameOf(across, id)),
    values: shown.map((counts) => counts?.[asked.measure] ?? 0),
    people: shown.map((counts) => counts?.visitors ?? 0),
    n: shown.reduce((sum, counts) => sum + (counts?.acts ?? 0), 0),
    notShown: {
      rows: Math.max(0, someOf(down).length - asked.limit),
      columns: areAll ? 0 : Math.max(0, someColumns.length - width),
    },
  });
}

const sizes = fc.constantFrom({ limit: 1000, width: 60 }, { limit: 3, width: 2 }, { limit: 2, width: 9 }, { limit: 4 });

test('a grid counts a measure as sets of its acts, visits and people do', () => {
  fc.assert(
    fc.property(
      rowsOf,
      fc.tuple(dimensions, dimensions),
      fc.constantFrom(...MEASURES),
      contexts,
      wheres,
      sizes,
      (sketches, [by, across], measure, context, where, size) => {
        const condition = where && { where: { ...ON_CART, in: where } };
        expectGrid(eventColumns(sketches, KNOWN), { by, across, measure, ...size, ...condition }, context);
      },
    ),
    { numRuns: 400 },
  );
});

test('of a grid too large to be counted as a whole, the cells that are shown are counted as those of a small one', () => {
  const pages = [...KNOWN.pages, ...Array.from({ length: 3000 }, (_, i) => `/page/${i}`)];
  fc.assert(
    fc.property(
      rowsOf,
      fc.uniqueArray(fc.constantFrom('page', 'entry', 'exit', 'hour', 'day'), { minLength: 2, maxLength: 2 }),
      fc.constantFrom(...MEASURES),
      contexts,
      wheres,
      sizes,
      (sketches, [by = 'page', across = 'page'], measure, context, where, size) => {
        const condition = where && { where: { ...ON_CART, in: where } };
        expectGrid(
          eventColumns(sketches, { ...KNOWN, pages }),
          { by, across, measure, ...size, ...condition },
          context,
        );
      },
    ),
    { numRuns: 200 },
  );
});

test('acts of many blocks are counted in a grid as those of one are', () => {
  const context = contextOf({ range: { fromMs: at(2), toMs: at(9) }, zone: 'Europe/Berlin' });
  // Visits that stay in one cell and others that change it with every act, in turns; one begins before the period; nobody in between.
  const events = eventColumns(
    Array.from({ length: 40_000 }, (_, i) => ({
      at: at(1) + 86_000_000 + i * 14_000,
      person: i % 7 === 0 ? 0 : 1 + (Math.floor(i / 5) % 4000),
      page: KNOWN.pages[i % 11_000 < 7000 ? Math.floor(i / 3) % KNOWN.pages.length : 0] as string,
      device: i % 18 < 9 ? ('phone' as const) : ('desktop' as const),
      kind: i % 40 === 0 ? ('purchase' as const) : ('view' as const),
      sizeBytes: i,
      value: i % 40 === 0 ? i : 0,
    })),
    KNOWN,
  );
  const pairs = [
    ['hour', 'weekday'],
    ['page', 'device'],
    ['device', 'kind'],
    ['entry', 'day'],
  ] as const;
  for (const [by, across] of pairs)
    for (const measure of MEASURES) expectGrid(events, { by, across, measure, limit: 50 }, context);
});

test('days by weeks of some years are counted as those of some weeks are', () => {
  const DAYS = 1500;
  const context = contextOf({ range: { fromMs: at(0), toMs: at(DAYS) }, zone: 'Europe/Berlin' });
  // Visits every third day, of which some go over midnight.
  const events = eventColumns(
    Array.from({ length: 1000 }, (_, i) => ({
      at: at(3 * (i >> 1)) + 80_000_000 + (i % 2) * (i % 7) * 1_000_000,
      person: 1 + ((i >> 1) % 40),
    })),
    KNOWN,
  );
  for (const measure of ['visitors', 'visits', 'views'] as const)
    expectGrid(events, { by: 'day', across: 'week', measure, limit: 50, width: 12 }, context);
});

test('where little of a large grid is shown, visits that are left out are none that count', () => {
  const DAYS = 60;
  const pages = [...KNOWN.pages, ...Array.from({ length: 3000 }, (_, i) => `/page/${i}`)];
  // The period begins within visits, whose entry pages it leaves out.
  const context = contextOf({ range: { fromMs: at(2) + 1_200_000, toMs: at(DAYS) }, zone: 'Europe/Berlin' });
  // Visits of three acts on different pages, some over midnight, and acts of nobody.
  const events = eventColumns(
    Array.from({ length: 3000 }, (_, i) => {
      const visit = Math.floor(i / 3);
      const isLate = visit % 10 === 3;
      const isCut = visit % DAYS === 2;
      return {
        at: at(visit % DAYS) + (isCut ? 0 : isLate ? 81_600_000 : 40_000_000) + (i % 3) * 1_000_000,
        person: visit % 11 === 0 ? 0 : 1 + visit,
        // What is left of those that are cut begins on a page that many begin on.
        page: pages[isCut && i % 3 === 2 ? 0 : (visit * 7 + (i % 3) * (visit % 2)) % 240] as string,
        sizeBytes: i,
        kind: i % 40 === 0 ? ('purchase' as const) : ('view' as const),
      };
    }),
    { ...KNOWN, pages },
  );
  for (const measure of MEASURES)
    for (const asked of [
      { by: 'entry', across: 'day', limit: 50, width: 3 },
      { by: 'page', across: 'day', limit: 50, width: 3 },
      { by: 'entry', across: 'day', limit: 4 },
      { by: 'exit', across: 'page', limit: 4 },
    ] as const)
      expectGrid(events, { ...asked, measure }, context);
});
