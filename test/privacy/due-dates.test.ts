import { expect, test } from 'vitest';
import { dueDates } from '../../src-main/privacy/due-dates.ts';

const at = (text: string) => Date.parse(text);
const day = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

test('GDPR: one month, the month’s last day where there is no such day, two more with a reason', () => {
  const { confirmByMs, dueMs, extendedMs } = dueDates('gdpr', 'access', at('2026-01-31T08:00:00Z'), 'UTC');
  expect([day(confirmByMs), day(dueMs), day(extendedMs)]).toEqual([
    null,
    '2026-02-28T23:59:59.999Z',
    '2026-04-30T23:59:59.999Z',
  ]);
  expect(day(dueDates('gdpr', 'erasure', at('2026-11-30T00:00:00Z'), 'UTC').dueMs)).toBe('2026-12-30T23:59:59.999Z');
  expect(day(dueDates('gdpr', 'erasure', at('2026-12-15T00:00:00Z'), 'UTC').extendedMs)).toBe(
    '2027-03-15T23:59:59.999Z',
  );
});

test('CCPA: confirm in 10 business days, answer in 45 days, 45 more; an opt-out in 15 business days, once', () => {
  // A Friday.
  const received = at('2026-03-06T12:00:00Z');
  const access = dueDates('ccpa', 'access', received, 'UTC');
  expect([day(access.confirmByMs), day(access.dueMs), day(access.extendedMs)]).toEqual([
    '2026-03-20T23:59:59.999Z',
    '2026-04-20T23:59:59.999Z',
    '2026-06-04T23:59:59.999Z',
  ]);
  const optOut = dueDates('ccpa', 'opt-out', received, 'UTC');
  expect([day(optOut.confirmByMs), day(optOut.dueMs), optOut.extendedMs]).toEqual([
    null,
    '2026-03-27T23:59:59.999Z',
    null,
  ]);
});

test('days are those of the business’s own zone', () => {
  // Already the 1st in Auckland; summer time ends there before the month is over.
  const { dueMs } = dueDates('gdpr', 'access', at('2026-03-31T20:00:00Z'), 'Pacific/Auckland');
  expect(day(dueMs)).toBe('2026-05-01T11:59:59.999Z');
});
