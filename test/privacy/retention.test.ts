import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RetentionRule } from '../../shared/contract/retention.ts';
import { type BasisByPurpose, PURPOSES, SAFE_BASIS } from '../../shared/model.ts';
import { cutoffMs, hasEnded, keptFromMs, monthsAfterEnd, monthsKept } from '../../src-main/privacy/retention.ts';

const source = (basis: BasisByPurpose, untilMs: number | null = null) => ({
  run: 3,
  format: 'shop',
  basis: PURPOSES.map((purpose) => ({ purpose, basis: basis[purpose] })),
  untilMs,
});
const only: BasisByPurpose = {
  service: 'contract',
  marketing: 'none',
  personalisation: 'none',
  advertising: 'none',
  research: 'none',
};
const rule = (months: number, more: Partial<RetentionRule> = {}): RetentionRule => ({
  run: 0,
  format: '',
  purpose: 'all',
  months,
  ...more,
});

test('N months are N full calendar months and the present one, over year ends and leap days', () => {
  expect(new Date(cutoffMs(Date.UTC(2026, 3, 15, 12), 12)).toISOString()).toBe('2025-04-01T00:00:00.000Z');
  expect(new Date(cutoffMs(Date.UTC(2026, 0, 31), 1)).toISOString()).toBe('2025-12-01T00:00:00.000Z');
  expect(new Date(cutoffMs(Date.UTC(2024, 2, 31), 1)).toISOString()).toBe('2024-02-01T00:00:00.000Z');
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 1200 }), (now, months) => {
      const before = new Date(cutoffMs(now, months));
      const at = new Date(now);
      const between = (at.getUTCFullYear() - before.getUTCFullYear()) * 12 + at.getUTCMonth() - before.getUTCMonth();
      expect([between, before.getUTCDate(), before.getUTCHours()]).toEqual([months, 1, 0]);
    }),
  );
});

describe('how long a source is kept', () => {
  test('no rule, no limit', () => expect(monthsKept([], source(SAFE_BASIS))).toBeNull());
  test('the nearest source wins: this import, its format, every import', () => {
    const rules = [rule(36), rule(12, { format: 'shop' }), rule(2, { run: 3 }), rule(1, { run: 4 })];
    expect(monthsKept(rules, source(only))).toBe(2);
    expect(monthsKept(rules.slice(0, 2), source(only))).toBe(12);
    expect(monthsKept(rules.slice(0, 1), source(only))).toBe(36);
    expect(monthsKept([rule(12, { format: 'other' })], source(only))).toBeNull();
  });
  test('a rule for a purpose goes before one for all; the longest of the purposes in use counts', () => {
    expect(monthsKept([rule(36), rule(6, { purpose: 'service' })], source(only))).toBe(6);
    expect(monthsKept([rule(6), rule(24, { purpose: 'research' })], source(SAFE_BASIS))).toBe(24);
    expect(monthsKept([rule(6), rule(24, { purpose: 'research' })], source(only))).toBe(6);
  });
  test('a purpose in use without a limit keeps; one that is not used does not', () => {
    const service = [rule(6, { purpose: 'service' })];
    expect(monthsKept(service, source(SAFE_BASIS))).toBeNull();
    expect(monthsKept(service, source(only))).toBe(6);
    expect(monthsKept([rule(6, { purpose: 'research' })], source(only))).toBeNull();
  });
  test('what is used for nothing goes by the longest limit', () => {
    const none = source({ ...only, service: 'none' });
    expect(monthsKept([rule(6, { purpose: 'service' }), rule(9, { purpose: 'research' })], none)).toBe(9);
    expect(monthsKept([], none)).toBeNull();
  });
});

describe('what nothing may use any more, because its basis has ended', () => {
  const NOW = Date.UTC(2026, 3, 15);
  const after = (months: number, more: Partial<RetentionRule> = {}) => rule(months, { purpose: 'ended', ...more });
  const instants = fc.integer({ min: 0, max: 4e12 });

  test('stays without a rule of its own, whatever the other rules say of it', () => {
    fc.assert(
      fc.property(instants, instants, fc.option(fc.integer({ min: 1, max: 240 })), (until, now, months) => {
        const rules = months === null ? [] : [rule(months)];
        expect(keptFromMs(rules, source(only, until), now)).toBe(keptFromMs(rules, source(only), now));
      }),
    );
  });
  test('goes whole, however new its rows are, once basis and months are over; before that the rule changes nothing', () => {
    fc.assert(
      fc.property(instants, instants, fc.integer({ min: 0, max: 240 }), (until, now, months) => {
        const kept = keptFromMs([after(months)], source(only, until), now);
        const over = months === 0 ? now >= until : until < cutoffMs(now, months) && now >= until;
        if (over) expect(kept).toBeGreaterThan(8.64e15);
        else expect(kept).toBe(Number.NEGATIVE_INFINITY);
      }),
    );
  });
  test('the last instant of the basis is the first at which it has ended', () => {
    const until = source(only, NOW);
    expect([hasEnded(until, NOW - 1), hasEnded(until, NOW), hasEnded(source(only), NOW)]).toEqual([false, true, false]);
  });
  test('the nearest rule counts here, too; a rule for all purposes is none for this', () => {
    const rules = [after(12), after(6, { format: 'shop' }), after(0, { run: 3 }), rule(1, { run: 3 })];
    expect(monthsAfterEnd(rules, source(only))).toBe(0);
    expect(monthsAfterEnd(rules.slice(0, 2), source(only))).toBe(6);
    expect(monthsAfterEnd(rules.slice(0, 1), source(only))).toBe(12);
    expect(monthsAfterEnd([rule(1)], source(only))).toBeNull();
    expect(monthsKept(rules.slice(0, 3), source(only))).toBeNull();
  });
});
