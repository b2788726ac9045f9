import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../shared/time.ts';
import {
  clockAt,
  dayRange,
  firstMinute,
  minutesOf,
  shiftDate,
  windowAt,
} from '../../src-renderer/pages/activity/replay-clock.ts';

const BERLIN = 'Europe/Berlin';

test('a day is as long as its clock says, also when that is set', () => {
  expect(minutesOf(dayRange(BERLIN, '2026-03-02'))).toBe(24 * 60);
  expect(minutesOf(dayRange(BERLIN, '2026-03-29'))).toBe(23 * 60);
  expect(minutesOf(dayRange(BERLIN, '2026-10-25'))).toBe(25 * 60);
  expect(dayRange('UTC', '2026-12-31')).toEqual({ fromMs: Date.UTC(2026, 11, 31), toMs: Date.UTC(2027, 0, 1) });
});

test('the moment is the half hour before it, within the day, and never empty', () => {
  const day = dayRange('UTC', '2026-03-02');
  expect(windowAt(day, 60)).toEqual({ fromMs: day.fromMs + 30 * MINUTE_MS, toMs: day.fromMs + HOUR_MS });
  expect(windowAt(day, 10)).toEqual({ fromMs: day.fromMs, toMs: day.fromMs + 10 * MINUTE_MS });
  expect(windowAt(day, 0)).toEqual({ fromMs: day.fromMs, toMs: day.fromMs + MINUTE_MS });
  expect(windowAt(day, 5000).toMs).toBe(day.toMs);
});

test('the clock shows local time, the last moment midnight', () => {
  const day = dayRange(BERLIN, '2026-03-29');
  expect([0, 119, 120, 23 * 60].map((minute) => clockAt(BERLIN, day, minute))).toEqual([
    '00:00',
    '01:59',
    '03:00',
    '24:00',
  ]);
  expect([firstMinute([null, 0, 3]), firstMinute([0, null])]).toEqual([2, 0]);
  expect([shiftDate('2026-03-01', -1), shiftDate('2026-12-31', 1)]).toEqual(['2026-02-28', '2027-01-01']);
});
