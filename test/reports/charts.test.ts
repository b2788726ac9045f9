import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeriesResult } from '../../shared/results.ts';
import { makeFormats } from '../../src-main/reports/formats.ts';
import { PLOT, scaleFor, shorten } from '../../src-main/reports/svg-frame.ts';
import { shadeOf, strongest } from '../../src-main/reports/svg-heat.ts';
import { runsOf } from '../../src-main/reports/svg-line.ts';
import { arePartsOfWhole } from '../../src-main/reports/svg-stacked.ts';

const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true });

describe('value axis', () => {
  it('holds every value between its first and last tick, in round even steps', () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), fc.boolean(), (values, zero) => {
        const { ticks, y } = scaleFor(values, zero, PLOT);
        const [first = 0, last = 0] = [ticks[0], ticks.at(-1)];
        const slack = (last - first) * 1e-6;
        for (const value of values) {
          expect(value >= first - slack && value <= last + slack).toBe(true);
          expect(y(value)).toBeLessThanOrEqual(PLOT.bottom + 0.01);
          expect(y(value)).toBeGreaterThanOrEqual(PLOT.top - 0.01);
        }
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(7);
        if (zero) expect(ticks.some((tick) => tick === 0)).toBe(true);
      }),
    );
    expect(scaleFor([3, 97], true, PLOT).ticks).toEqual([0, 50, 100]);
    expect(scaleFor([], true, PLOT).ticks.every(Number.isFinite)).toBe(true);
  });
});

describe('lines, layers and shades', () => {
  it('splits a line at its gaps and loses no value', () => {
    fc.assert(
      fc.property(fc.array(fc.option(finite)), (values) => {
        const runs = runsOf(values);
        expect(runs.flat().map(({ index }) => index)).toEqual(
          values.flatMap((value, i) => (value === null ? [] : [i])),
        );
        for (const run of runs)
          for (let i = 1; i < run.length; i++) expect((run[i]?.index ?? 0) - (run[i - 1]?.index ?? 0)).toBe(1);
      }),
    );
  });

  it('stacks parts of a whole only', () => {
    const base: SeriesResult = {
      kind: 'series',
      unit: 'count',
      x: { type: 'category', labels: ['a', 'b'] },
      lines: [
        { id: 'x', label: 'X', values: [1, 2], people: [1, 2] },
        { id: 'y', label: 'Y', values: [3, 4], people: [3, 3] },
      ],
      incompleteLast: false,
      n: 10,
      people: 5,
    };
    expect(arePartsOfWhole(base)).toBe(true);
    expect(arePartsOfWhole({ ...base, n: 9 })).toBe(false);
    expect(arePartsOfWhole({ ...base, unit: 'people' })).toBe(false);
    expect(arePartsOfWhole({ ...base, lines: base.lines.slice(0, 1) })).toBe(false);
    const samePeople = base.lines.map((line) => ({ ...line, people: [3, 3] }));
    expect(arePartsOfWhole({ ...base, lines: samePeople })).toBe(false);
  });

  it('shades by share of the largest', () => {
    expect([0, 1, 50, 99, 100].map((value) => shadeOf(value, 100))).toEqual([0, 0, 4, 7, 7]);
    expect(shadeOf(0, 0)).toBe(0);
    const grid = { kind: 'matrix' as const, rows: ['a'], columns: ['0', '1', '2'], people: [9, 3, 0], n: 9 };
    expect(strongest({ ...grid, unit: 'share', values: [1, 0.3, null] })).toBe(0.3);
    expect(strongest({ ...grid, unit: 'share', values: [1, 0, null] })).toBe(1);
    expect(strongest({ ...grid, unit: 'count', values: [5, 1, null] })).toBe(5);
    expect(shorten('abcdef', 4)).toBe('abc…');
    expect(shorten('😀😀😀', 3)).toBe('😀😀😀');
  });
});

describe('formats', () => {
  it('writes figures by unit, locale and zone', () => {
    const formats = makeFormats({ locale: 'en-GB', zone: 'Europe/Berlin' });
    expect(formats.number(1234.5, 'money')).toBe('1,234.50');
    expect(formats.number(0.4375, 'share')).toBe('43.8%');
    expect(formats.number(59_400, 'ms')).toBe('59 s');
    expect(formats.number(3_720_000, 'ms')).toBe('1 h 2 min');
    expect(formats.number(1, 'days')).toBe('1 day');
    expect(formats.number(1_500_000, 'bytes')).toBe('1.5 MB');
    expect(formats.number(null, 'count')).toBe('–');
    expect(formats.number(Number.NaN, undefined)).toBe('–');
    expect(makeFormats({ locale: 'de', zone: 'UTC' }).number(1234.5, 'money')).toBe('1.234,50');
    // Midnight in Berlin is still the day before in UTC.
    expect(formats.isoLocal(Date.UTC(2024, 1, 29, 23))).toBe('2024-03-01T00:00:00');
    expect(formats.period({ fromMs: Date.UTC(2024, 1, 29, 23), toMs: Date.UTC(2024, 2, 31, 22) })).toBe(
      '1 Mar 2024 – 31 Mar 2024',
    );
    expect(formats.period(null)).toBe('all dates');
  });

  it('does not fail on a locale or zone that nobody knows', () => {
    const formats = makeFormats({ locale: '!!', zone: 'Nowhere/Land' });
    expect(formats.number(1234, 'count')).toBe('1,234');
    expect(formats.isoLocal(0)).toBe('1970-01-01T00:00:00');
  });
});
