import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PurposeLimit } from '../../shared/contract/limits.ts';
import { draftOf, limitIn, limitWords } from '../../src-renderer/pages/privacy/limit-words.ts';

const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Asia/Kolkata');
const date = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

test('dates come back as they were given, also where clocks change, and the last day is included', () => {
  fc.assert(
    fc.property(zones, date, date, fc.integer({ min: 1, max: 3650 }), (zone, one, other, days) => {
      const [from, until] = [one, other].sort() as [string, string];
      const draft = { from, until, days: String(days) };
      const { limit } = limitIn('research', draft, zone);
      expect(limit && draftOf(limit, zone)).toEqual(draft);
      expect(limit && (limit.untilMs ?? 0) - (limit.fromMs ?? 0)).toBeGreaterThanOrEqual(22 * 3_600_000);
    }),
  );
});

test('what cannot be is said, and empty is no limit', () => {
  const read = (from: string, until: string, days: string) => limitIn('service', { from, until, days }, 'UTC');
  expect(read('2026-03-02', '2026-03-01', '').wrong).toBe('until');
  for (const days of ['0', '-1', '3651', '1.5', 'x']) expect(read('', '', days).wrong, days).toBe('days');
  const none: PurposeLimit = { purpose: 'service', fromMs: null, untilMs: null, consentDays: null };
  expect(read('', '', ' ')).toEqual({ limit: none, wrong: null });
});

test('words tell where today lies outside', () => {
  const locale = { locale: 'en-GB', zone: 'UTC', currency: '' };
  const limit: PurposeLimit = {
    purpose: 'service',
    fromMs: Date.UTC(2026, 0, 1),
    untilMs: Date.UTC(2026, 11, 1),
    consentDays: 395,
  };
  expect(limitWords(limit, '2026-05-01', locale)).toMatch(
    /^since 1 Jan.* · until 30 Nov.* · a consent holds for 395 days$/,
  );
  expect(limitWords(limit, '2025-05-01', locale)).toMatch(/^not before 1 Jan/);
  expect(limitWords({ ...limit, consentDays: null }, '2026-12-01', locale)).toMatch(/ended on 30 Nov/);
  expect(limitWords({ ...limit, fromMs: null, untilMs: null, consentDays: null }, '2026-12-01', locale)).toBe(
    'no limits',
  );
});
