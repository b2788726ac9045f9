import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  asKeys,
  classesBy,
  classSizes,
  codeColumn,
  rowsBelow,
  smallestClass,
} from '../../../src-main/privacy/anonymity/classes.ts';
import { diversityOf } from '../../../src-main/privacy/anonymity/diversity.ts';
import { applied, generalise } from '../../../src-main/privacy/anonymity/generalise.ts';
import { hierarchyOf } from '../../../src-main/privacy/anonymity/hierarchies.ts';
import { uniqueAfter } from '../../../src-main/privacy/anonymity/visits.ts';
import { LINE_LABS } from '../../../src-main/services/line-labs.ts';

async function kanon(text: string, params: Record<string, unknown>): Promise<Record<string, unknown>[]> {
  const lab = LINE_LABS.find(({ id }) => id === 'kanon');
  const lines: Record<string, unknown>[] = [];
  for await (const line of lab?.run({ text: () => text, paths: ['-'], params, zone: 'UTC' }) ?? []) lines.push(line);
  return lines;
}

// By hand: classes {a,20}×2, {a,30}×1, {b,20}×3.
const city = codeColumn('city', ['a', 'a', 'a', 'b', 'b', 'b']);
const age = codeColumn('age', ['20', '20', '30', '20', '20', '20']);
const illness = codeColumn('illness', ['flu', 'cold', 'flu', 'flu', 'flu', 'flu']);

describe('classes', () => {
  const classes = classesBy(6, asKeys([city, age]));
  it('counts rows that no column tells apart', () => {
    expect([...classes.sizes]).toEqual([2, 1, 3]);
    expect(smallestClass(classes)).toBe(1);
    expect(rowsBelow(classes, 3)).toBe(3);
    expect(classSizes(classes)).toEqual([
      { from: 1, to: 1, classes: 1, rows: 1 },
      { from: 2, to: 2, classes: 1, rows: 2 },
      { from: 3, to: 4, classes: 1, rows: 3 },
    ]);
  });
  it('says how much a class gives away', () => {
    // Whole: flu 5/6, cold 1/6. {a,20}: 1/2, 1/2, so half of |1/2−5/6| + |1/2−1/6| = 1/3. The others are flu only: 1/6.
    const found = diversityOf(classes, illness);
    expect(found).toMatchObject({ l: 1, uniformClasses: 2, uniformRows: 4, distance: 'equal' });
    expect(found.t).toBeCloseTo(1 / 3, 12);
    expect(found.entropyL).toBeCloseTo(1, 12);
  });
  it('measures ordered values by how far they lie apart', () => {
    // Two classes of 3, 4, 5 and 9, 10, 11 (of six values in a row): each lies 3 of 5 steps from the even spread's halves.
    const one = codeColumn('class', ['x', 'x', 'x', 'y', 'y', 'y']);
    const pay = codeColumn('pay', ['3', '4', '5', '9', '10', '11']);
    // Cumulated gaps of the first: 1/6, 2/6, 3/6, 2/6, 1/6, 0 → 9/6, over 5 steps.
    expect(diversityOf(classesBy(6, asKeys([one])), pay).t).toBeCloseTo(9 / 6 / 5, 12);
  });
  it('more columns never make larger classes, and no rows are lost', () => {
    const cells = fc.array(fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(cells, (rows) => {
        const columns = [0, 1, 2].map((c) =>
          codeColumn(
            String(c),
            rows.map((row) => String(row[c])),
          ),
        );
        const fewer = classesBy(rows.length, asKeys(columns.slice(0, 2)));
        const more = classesBy(rows.length, asKeys(columns));
        expect(smallestClass(more)).toBeLessThanOrEqual(smallestClass(fewer));
        expect(more.sizes.reduce((a, b) => a + b, 0)).toBe(rows.length);
      }),
    );
  });
});

describe('visits', () => {
  it('share of people whom their first visits single out', () => {
    // 1: points 7, 8. 2: points 7, 9. 3: 7. After one visit nobody is alone; after two both who have two are.
    const visits = [
      [1, 7],
      [2, 7],
      [3, 7],
      [1, 8],
      [2, 9],
      [3, 7],
    ].map(([person, point]) => ({ person: person ?? 0, point: point ?? 0 }));
    expect(uniqueAfter(visits)).toEqual([
      { visits: 1, people: 3, unique: 0, share: 0 },
      { visits: 2, people: 2, unique: 2, share: 1 },
    ]);
  });
});

describe('hierarchies', () => {
  test.each([
    [
      ['2026-03-02T08:15:00Z', '2026-03-02T09:00:00Z', '2026-04-01T00:00:00Z'],
      'time',
      ['as it is', 'hour', 'day', 'month', 'year', 'left out'],
    ],
    [['120.0.6099', '120.0.5000', '119.1.2'], 'version', ['as it is', 'major.minor', 'major', 'left out']],
    [['10.0.0.1', '10.0.0.2', '10.9.0.1'], 'address', ['as it is', '/24', '/16', '/8', 'left out']],
    [
      ['1', '17', '23', '99'],
      'number',
      ['as it is', 'bands of 5', 'bands of 10', 'bands of 50', 'bands of 100', 'left out'],
    ],
    [
      ['/a/b/c?x=1', '/a/b/c', '/a/d'],
      'page',
      ['as it is', 'without parameters', 'two folders', 'one folder', 'left out'],
    ],
  ])('%j is %s', (values, kind, levels) => {
    const found = hierarchyOf(codeColumn('x', values), [], 10);
    expect(found.kind).toBe(kind);
    // A step that makes nothing coarser is left out.
    expect(levels).toEqual(expect.arrayContaining(found.levels.map(({ name }) => name)));
    expect(found.levels.at(0)?.name).toBe('as it is');
    expect(new Set(found.levels.at(-1)?.values).size).toBe(1);
  });
  it('a city becomes its region where the table knows it', () => {
    const found = hierarchyOf(
      codeColumn('city', ['Bonn', 'Köln', 'Ulm', 'Bonn']),
      [codeColumn('region', ['NRW', 'NRW', 'BW', 'NRW'])],
      2,
    );
    expect(found.levels.map(({ name, values }) => [name, ...values])).toEqual([
      ['as it is', 'Bonn', 'Köln', 'Ulm'],
      ['region', 'NRW', 'NRW', 'BW'],
      ['left out', '*', '*', '*'],
    ]);
  });
});

describe('generalisation', () => {
  const row = fc.record({
    zip: fc.constantFrom('10115', '10117', '10245', '20095', '20097'),
    age: fc.integer({ min: 18, max: 80 }),
    browser: fc.constantFrom('Firefox', 'Chrome', 'Safari'),
  });
  it('what is suggested holds: every class left has k rows, and only as many rows are gone as allowed', () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(0, 0.05, 0.2),
        (rows, k, suppress) => {
          const columns = [
            codeColumn(
              'zip',
              rows.map(({ zip }) => zip),
            ),
            codeColumn(
              'age',
              rows.map(({ age: own }) => String(own)),
            ),
            codeColumn(
              'browser',
              rows.map(({ browser }) => browser),
            ),
          ];
          const hierarchies = columns.map((column) => hierarchyOf(column, [], k));
          const found = generalise(columns, hierarchies, k, suppress);
          if (!found) {
            expect(rows.length).toBeLessThan(k);
            return;
          }
          const kept = applied(
            columns,
            hierarchies,
            found.levels.map(({ step }) => step),
            k,
          );
          expect(rows.length - kept.length).toBe(found.suppressedRows);
          expect(found.suppressedRows).toBeLessThanOrEqual(Math.floor(suppress * rows.length));
          const again = classesBy(
            kept.length,
            asKeys(
              columns.map((_, c) =>
                codeColumn(
                  '',
                  kept.map(({ values }) => values[c] as string),
                ),
              ),
            ),
          );
          if (kept.length > 0) expect(smallestClass(again)).toBeGreaterThanOrEqual(k);
          expect(found.informationLoss).toBeGreaterThanOrEqual(0);
          expect(found.informationLoss).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 60 },
    );
  });
  it('takes the cheapest way, by hand', () => {
    // Browsers alone part the rows into 2 + 2; leaving the versions out joins nothing that was apart otherwise.
    const browser = codeColumn('browser', ['F', 'F', 'C', 'C']);
    const version = codeColumn('version', ['1.0.1', '1.0.2', '2.0.1', '2.0.2']);
    const hierarchies = [hierarchyOf(browser, [], 2), hierarchyOf(version, [], 2)];
    const found = generalise([browser, version], hierarchies, 2, 0);
    expect(found).toMatchObject({ k: 2, suppressedRows: 0, isOptimal: true });
    expect(found?.levels).toEqual([
      { column: 'browser', level: 'as it is', step: 0 },
      { column: 'version', level: 'major.minor', step: 1 },
    ]);
    // Each version becomes one of two out of four: (2 − 1) / (4 − 1), over two columns.
    expect(found?.informationLoss).toBeCloseTo(1 / 6, 12);
  });
});

describe('lab kanon', () => {
  const csv = [
    'Person,At,City,Browser,Plan',
    ...Array.from(
      { length: 40 },
      (_, i) =>
        `p${i % 10},2026-03-0${1 + (i % 3)}T0${i % 9}:00:00Z,${['Bonn', 'Ulm'][i % 2]},${['F', 'C', 'S'][i % 3]},${['a', 'b'][i % 2]}`,
    ),
  ].join('\n');
  it('answers for the columns asked', async () => {
    const [line] = await kanon(csv, { quasi: 'city,browser', sensitive: 'plan', k: '5', person: 'person', time: 'at' });
    expect(line).toMatchObject({
      rows: 40,
      quasi: ['city', 'browser'],
      quasiGuessed: false,
      k: 6,
      classes: 6,
      uniqueRows: 0,
      rowsBelowK: 0,
    });
    expect(line?.sensitive).toMatchObject([{ column: 'plan', l: 1 }]);
    expect(line?.suggestion).toMatchObject({ informationLoss: 0, k: 6 });
    expect(line?.people).toMatchObject({ people: 10 });
  });
  it('gives the generalised rows when asked, and says which column is missing', async () => {
    const lines = await kanon(csv, { quasi: 'at,city', k: 10, apply: true });
    expect(lines.length).toBeGreaterThan(1);
    expect(lines[1]).toHaveProperty('line');
    await expect(kanon(csv, { quasi: 'nowhere' })).rejects.toMatchObject({ code: 'mapping-incomplete' });
    await expect(kanon(csv, { k: 'many' })).rejects.toMatchObject({ code: 'invalid-input' });
  });
});
