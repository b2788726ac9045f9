import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MatrixResult, NumberResult, Result, SeriesResult, TableResult, Unit } from '../../shared/results.ts';
import { clearResult, passResult } from '../../src-main/privacy/gate.ts';

const UNITS: Unit[] = [
  'count',
  'people',
  'visits',
  'share',
  'money',
  'ms',
  'answer-ms',
  'total-ms',
  'days',
  'score',
  'bytes',
  'ratio',
];
const unit = fc.constantFrom(...UNITS);
const people = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 200 }));
const value = fc.option(fc.integer({ min: 1, max: 1000 }));

const number: fc.Arbitrary<NumberResult> = fc.record({
  kind: fc.constant('number' as const),
  unit,
  value,
  n: fc.nat(500),
  people,
});
const series: fc.Arbitrary<SeriesResult> = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.boolean())
  .chain(([width, time]) =>
    fc.record({
      kind: fc.constant('series' as const),
      unit,
      x: fc.constant(
        time
          ? { type: 'time' as const, starts: Array.from({ length: width }, (_, i) => i), bucket: 'day' as const }
          : { type: 'category' as const, labels: Array.from({ length: width }, (_, i) => `c${i}`) },
      ),
      lines: fc.array(
        fc.record({
          id: fc.constant('a'),
          label: fc.constant('A'),
          values: fc.array(value, { minLength: width, maxLength: width }),
          people: fc.array(people, { minLength: width, maxLength: width }),
        }),
        { maxLength: 4 },
      ),
      incompleteLast: fc.boolean(),
      n: fc.nat(500),
      people,
    }),
  );
const table: fc.Arbitrary<TableResult> = unit.chain((u) =>
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.constant([
      { id: 'page', label: 'Page', type: 'page' as const },
      { id: 'views', label: 'Views', type: 'number' as const, unit: u },
    ]),
    rows: fc
      .array(fc.tuple(fc.nat(100), people), { maxLength: 12 })
      .map((rows) => rows.map(([v, p], i) => ({ key: `${i}`, cells: [`/${i}`, v], people: p }))),
    total: fc.integer({ min: 12, max: 50 }),
    n: fc.nat(500),
    people,
  }),
);
const matrix: fc.Arbitrary<MatrixResult> = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }))
  .chain(([rows, columns]) =>
    fc.record({
      kind: fc.constant('matrix' as const),
      unit,
      rows: fc.constant(Array.from({ length: rows }, (_, i) => `r${i}`)),
      columns: fc.constant(Array.from({ length: columns }, (_, i) => `c${i}`)),
      values: fc.array(value, { minLength: rows * columns, maxLength: rows * columns }),
      people: fc.array(people, { minLength: rows * columns, maxLength: rows * columns }),
      n: fc.nat(500),
    }),
  );
const result: fc.Arbitrary<Result> = fc.oneof(number, series, table, matrix);
const k = fc.integer({ min: 2, max: 30 });

/** Counts in cells of tables that are shown. */
const cellsOf = (given: Result) =>
  given.kind === 'table' ? given.rows.flatMap(({ key, cells }) => (typeof cells[1] === 'number' ? [key] : [])) : [];

/** Marks of lines and grids whose figure or people went; rows of tables, and single figures, that went. */
function changedIn(given: Result, safe: Result): number {
  const figures = (r: Result): [number | null, number][] =>
    r.kind === 'matrix'
      ? r.values.map((v, i) => [v, r.people[i] ?? 0])
      : r.kind === 'series'
        ? r.lines.flatMap((line) => line.values.map((v, i): [number | null, number] => [v, line.people[i] ?? 0]))
        : [];
  const after = figures(safe);
  if (given.kind === 'matrix' || given.kind === 'series')
    return figures(given).filter(([v, p], i) => after[i]?.[0] !== v || after[i]?.[1] !== p).length;
  return [...shownIn(given)].filter((place) => !shownIn(safe).has(place)).length;
}

/** Every mark that a result still shows: a name for its place and the people it claims. */
function marksOf(given: Result): { place: string; people: number }[] {
  switch (given.kind) {
    case 'number':
      return [{ place: 'value', people: given.people }];
    case 'series':
      return given.lines.flatMap((line, l) => line.people.map((count, i) => ({ place: `${l}:${i}`, people: count })));
    case 'table':
      return given.rows.map((row) => ({ place: row.key, people: row.people }));
    case 'matrix':
      return given.people.map((count, i) => ({ place: `${i}`, people: count }));
  }
}
const shownIn = (given: Result) => new Set(marksOf(given).flatMap(({ place, people: p }) => (p > 0 ? [place] : [])));
const binding = (smallest: number) => ({ mode: 'binding', k: smallest }) as const;

describe('small-group rule, where it binds', () => {
  it('lets no mark with 1 to k − 1 people through, and no such total', () => {
    fc.assert(
      fc.property(result, k, (given, smallest) => {
        const { result: safe, leftOut } = clearResult(given, binding(smallest));
        for (const mark of marksOf(safe)) expect(mark.people > 0 && mark.people < smallest).toBe(false);
        if (safe.kind !== 'matrix') expect(safe.people > 0 && safe.people < smallest).toBe(false);
        const gone = changedIn(given, safe);
        const rowsLeft = new Set(safe.kind === 'table' ? safe.rows.map(({ key }) => key) : []);
        const blanked = cellsOf(given).filter((key) => rowsLeft.has(key)).length - cellsOf(safe).length;
        expect(leftOut.reduce((sum, entry) => sum + entry.rows, 0)).toBe(gone + blanked);
        for (const entry of leftOut) expect(entry).toMatchObject({ reason: 'small-group', people: 0 });
      }),
      { numRuns: 500 },
    );
  });

  it('blanks the value wherever it blanks the people, and changes nothing that it shows', () => {
    fc.assert(
      fc.property(fc.oneof(series, matrix), k, (given, smallest) => {
        const { result: safe } = clearResult<SeriesResult | MatrixResult>(given, binding(smallest));
        const cells = (r: SeriesResult | MatrixResult) =>
          r.kind === 'matrix'
            ? r.values.map((v, i) => [v, r.people[i]])
            : r.lines.flatMap((line) => line.values.map((v, i) => [v, line.people[i]]));
        const before = cells(given);
        cells(safe).forEach(([v, p], i) => {
          const hidden = before[i]?.[1] !== p || before[i]?.[0] !== v;
          expect([v, p]).toEqual(hidden ? [null, 0] : before[i]);
        });
      }),
    );
  });

  it('hides more, never less, as k grows', () => {
    fc.assert(
      // In grids the cheapest way to close a gap may be another one for a larger k.
      fc.property(fc.oneof(number, table), k, k, (given, a, b) => {
        const loose = shownIn(clearResult(given, binding(Math.min(a, b))).result);
        const strict = shownIn(clearResult(given, binding(Math.max(a, b))).result);
        expect([...strict].every((place) => loose.has(place))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('does nothing more when applied again', () => {
    fc.assert(
      fc.property(result, k, (given, smallest) => {
        const once = clearResult(given, binding(smallest));
        const twice = clearResult<Result>(once.result, binding(smallest));
        expect(twice.result).toEqual(once.result);
        expect(twice.leftOut).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('never leaves a gap of fewer than k people that a shown total would give away', () => {
    fc.assert(
      fc.property(table, k, (given, smallest) => {
        fc.pre(!['ms', 'days', 'score', 'ratio'].includes(given.columns[1]?.unit ?? ''));
        const { result: safe } = clearResult(given, binding(smallest));
        const kept = new Set(safe.rows.map((row) => row.key));
        const gap = given.rows.filter((row) => !kept.has(row.key)).reduce((sum, row) => sum + row.people, 0);
        expect(gap === 0 || gap >= smallest || safe.rows.every((row) => row.people === 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('small-group rule by example', () => {
  const rows = (...counts: number[]) =>
    counts.map((count, i) => ({ key: `${i}`, cells: [`/${i}`, count * 2], people: count }));
  const pages = (...counts: number[]): TableResult => ({
    kind: 'table',
    columns: [
      { id: 'page', label: 'Page', type: 'page' },
      { id: 'views', label: 'Views', type: 'number', unit: 'count' },
    ],
    rows: rows(...counts),
    total: counts.length,
    n: 400,
    people: 90,
  });

  it('hides the next smallest row with the only small one, for the total would tell it', () => {
    const { result: safe, leftOut } = clearResult(pages(50, 3, 20, 30), binding(10));
    expect(safe.rows.map((row) => row.people)).toEqual([50, 30]);
    expect(safe.total).toBe(2);
    expect(leftOut).toEqual([{ reason: 'small-group', people: 0, rows: 2 }]);
  });

  it('hides only the small rows where enough people stand behind the gap, or nothing adds up', () => {
    expect(clearResult(pages(50, 6, 7, 30), binding(10)).result.rows.map((row) => row.people)).toEqual([50, 30]);
    const days = pages(50, 3, 20, 30);
    days.columns[1] = { id: 'days', label: 'Days', type: 'number', unit: 'days' };
    expect(clearResult(days, binding(10)).result.rows.map((row) => row.people)).toEqual([50, 20, 30]);
    const figures: TableResult = {
      ...pages(50, 3, 20),
      columns: [
        { id: 'figure', label: 'Figure', type: 'text' },
        { id: 'value', label: 'Value', type: 'number' },
        { id: 'unit', label: 'Unit', type: 'text' },
      ],
    };
    expect(clearResult(figures, binding(10)).result.rows.map((row) => row.people)).toEqual([50, 20]);
  });

  it('never lists single people, whatever number of people a row claims', () => {
    const authors = pages(50, 60);
    authors.columns[0] = { id: 'author', label: 'Author', type: 'person' };
    authors.rows = [
      { key: '1', cells: [17, 4], people: 50 },
      { key: '0', cells: [0, 9], people: 0 },
    ];
    expect(clearResult(authors, binding(2)).result.rows.map((row) => row.key)).toEqual(['0']);
  });

  it('shows the owner everything as it is', () => {
    const given = pages(1, 2, 3);
    const { result: same, leftOut } = clearResult(given, { mode: 'owner-screen', k: 10 });
    expect(same).toBe(given);
    expect(leftOut).toEqual([]);
  });
});

describe('a table that compares two groups', () => {
  const table = (fewest: number): TableResult => ({
    kind: 'table',
    columns: [
      { id: 'page', label: 'Page', type: 'page' },
      { id: 'share', label: 'Seen by those who convert', type: 'number', unit: 'share' },
    ],
    rows: [{ key: '1', cells: [1, 0.5], people: 300 }],
    total: 1,
    n: 400,
    people: 400,
    fewest,
  });
  const binding = { mode: 'binding', k: 10 } as const;
  it('is not told where one of them is too small, though many stand behind each row', () => {
    const { result, leftOut } = clearResult(table(2), binding);
    expect(result).toMatchObject({ rows: [], total: 0, fewest: 0 });
    expect(leftOut).toEqual([{ reason: 'small-group', people: 0, rows: 1 }]);
    expect(clearResult(table(2), { ...binding, mode: 'owner-screen' }).result.rows).toHaveLength(1);
    expect(clearResult(table(10), binding).result.rows).toHaveLength(1);
  });
  it('has the size of the smaller rounded like every other count', () => {
    expect(passResult(table(13), binding).result.fewest).toBe(15);
  });
});
