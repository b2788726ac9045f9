import { describe, expect, it } from 'vitest';
import { EVENT_KINDS } from '../../shared/model.ts';
import type { TableResult } from '../../shared/results.ts';
import {
  firstProperty,
  isHistogram,
  numbersOf,
  propertyBars,
  propertyOfRow,
  valueOfMark,
} from '../../src-renderer/pages/activity/property-series.ts';

const table = (ids: string[], rows: [string, ...(string | number | null)[]][]): TableResult => ({
  kind: 'table',
  columns: ids.map((id) => ({ id, label: id.toUpperCase(), type: 'text' })),
  rows: rows.map(([key, ...cells]) => ({ key, cells, people: 2 })),
  total: rows.length,
  n: 9,
  people: 4,
});

describe('properties of events', () => {
  it('knows which event and property a row stands for', () => {
    expect(propertyOfRow('12:plan', 'Signup')).toEqual({ kind: 'custom', event: 'Signup', property: 'plan' });
    expect(propertyOfRow('12:a:b', 'Signup')?.property).toBe('a:b');
    const cart = EVENT_KINDS.indexOf('cart');
    expect(propertyOfRow(`-${cart}:size`, 'cart')).toEqual({ kind: 'cart', event: '', property: 'size' });
    expect(propertyOfRow('-99:size', 'x')).toBeNull();
    expect(propertyOfRow('size', 'x')).toBeNull();
  });

  it('shows the first row until another is chosen', () => {
    expect(firstProperty(table(['event'], [['7:plan', 'Signup']]))?.property).toBe('plan');
    expect(firstProperty(table(['event'], []))).toBeNull();
  });

  it('draws the most frequent values, and says how many are left to the table', () => {
    const rows = Array.from({ length: 18 }, (_, i): [string, string, number] => [`text:v${i}`, `v${i}`, 20 - i]);
    const bars = propertyBars(table(['value', 'count'], rows));
    expect([bars.axis.length, bars.lines[0]?.values[0]]).toEqual([15, 20]);
    expect(bars.notes).toEqual(['3 rarer values are not drawn.']);
    expect(valueOfMark(`events@${bars.markKeys[1]}`)).toBe('text:v1');
  });

  it('draws ranges of numbers whole', () => {
    const ranges = Array.from({ length: 16 }, (_, i): [string, string, number] => [`range:${i}:${i + 1}`, `${i}`, i]);
    const histogram = table(['value', 'count'], ranges);
    expect([isHistogram(histogram), propertyBars(histogram).axis.length]).toEqual([true, 16]);
    expect(isHistogram(table(['value', 'count'], [['text:range', 'range', 1]]))).toBe(false);
  });

  it('gives figures for numbers only, and none that were hidden', () => {
    const numbers = table(
      ['property', 'count', 'people', 'sum', 'mean', 'median', 'p90'],
      [['seats', 'seats', 3, 1, 9, null, 3, 5]],
    );
    expect(numbersOf(numbers, 'plan')).toBeNull();
    expect(numbersOf(numbers, 'seats')?.map(({ value }) => value)).toEqual([9, null, 3, 5]);
  });
});
