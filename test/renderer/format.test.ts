import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatBucket,
  formatBytes,
  formatChange,
  formatDuration,
  formatN,
  formatRange,
  formatValue,
} from '../../src-renderer/ui/format.ts';
import type { Unit } from '../../shared/results.ts';

const GB = { locale: 'en-GB', zone: 'UTC', currency: 'GBP' };
const DE = { locale: 'de-DE', zone: 'Europe/Berlin', currency: 'EUR' };
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('values by unit and locale', () => {
  it.each<[number | null, Unit, string, string]>([
    [1234567, 'count', '1,234,567', '1.234.567'],
    [0.3149, 'share', '31%', '31 %'],
    [0.0213, 'share', '2.1%', '2,1 %'],
    [12.5, 'money', '£12.50', '12,50 €'],
    [66307.9, 'money', '£66,308', '66.308 €'],
    [-0.724, 'score', '-0.72', '-0,72'],
    [null, 'count', '–', '–'],
    [Number.NaN, 'share', '–', '–'],
  ])('%s %s', (value, unit, british, german) => {
    expect(plain(formatValue(value, unit, GB))).toBe(british);
    expect(plain(formatValue(value, unit, DE))).toBe(german);
  });

  it('never shows NaN or Infinity, whatever the number', () => {
    const units: Unit[] = [
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
    fc.assert(
      fc.property(fc.double(), fc.constantFrom(...units), fc.boolean(), (value, unit, compact) => {
        expect(formatValue(value, unit, GB, compact)).not.toMatch(/NaN|Infinity|∞|undefined/);
      }),
    );
  });

  it('shows bare money where the currency is unknown or no currency at all', () => {
    expect(formatValue(5, 'money', { ...GB, currency: '' })).toBe('5.00');
    expect(formatValue(5, 'money', { ...GB, currency: '12' })).toBe('5.00');
  });

  it('durations in two units, sizes in one', () => {
    expect([400, 5000, 200_000, 7_500_000, 5 * 86_400_000].map((ms) => formatDuration(ms, GB))).toEqual([
      'under 1 sec',
      '5 secs',
      '3 mins 20 secs',
      '2 hrs 5 mins',
      '5 days',
    ]);
    expect([0, 999, 2_370_789].map((bytes) => formatBytes(bytes, GB))).toEqual(['0 bytes', '999 bytes', '2.4 MB']);
  });
});

describe('how long answers took', () => {
  it('is told to the millisecond below a second', () => {
    expect([0, 85.4, 1450, 200_000].map((ms) => formatValue(ms, 'answer-ms', GB))).toEqual([
      '0 ms',
      '85 ms',
      '1.5 secs',
      '3 mins 20 secs',
    ]);
  });
});

describe('changes', () => {
  it.each<[number | null, number | null, Unit, string, string]>([
    [150, 100, 'count', '+50%', 'up'],
    [100, 103, 'count', '-2.9%', 'down'],
    [0.52, 0.31, 'share', '+21 points', 'up'],
    [0.2, -0.1, 'score', '+0.3', 'up'],
    [5, 0, 'count', 'new', 'up'],
    [0, 0, 'count', 'no change', 'same'],
    [100, 100, 'count', 'no change', 'same'],
    [null, 3, 'count', 'no comparison', 'none'],
  ])('%s against %s (%s)', (now, before, unit, text, direction) => {
    expect(formatChange(now, before, unit, GB)).toEqual({ text, direction });
  });
});

describe('dates', () => {
  it('a half-open range is told by its last day, in the zone of the business', () => {
    const range = { fromMs: Date.parse('2025-04-30T22:00Z'), toMs: Date.parse('2025-05-31T22:00Z') };
    expect(plain(formatRange(range, DE))).toBe('1.–31. Mai 2025');
    expect(formatN(1234, GB)).toBe('n = 1,234');
  });

  it('buckets short for the axis, whole for the tooltip', () => {
    const at = Date.parse('2025-05-05T00:00Z');
    expect(formatBucket(at, 'week', GB)).toBe('5 May');
    expect(formatBucket(at, 'week', GB, true)).toBe('week of 5 May 2025');
    expect(formatBucket(at, 'month', GB, true)).toBe('May 2025');
  });
});
