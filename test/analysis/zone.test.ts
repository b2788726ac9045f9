import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, zoneOffsetMs } from '../../shared/time.ts';
import { dayFinder, offsetFinder } from '../../src-main/analysis/base/zone.ts';

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns'];
const year = { fromMs: Date.UTC(2024, 0, 1, 5), toMs: Date.UTC(2025, 0, 1) };

test.each(ZONES)('%s: the offset is that of the time zone tables, also around changes of the clock', (zone) => {
  const offsetOf = offsetFinder(zone, year);
  fc.assert(
    fc.property(fc.integer({ min: year.fromMs - 3 * DAY_MS, max: year.toMs + 3 * DAY_MS }), (at) => {
      expect(offsetOf(at)).toBe(zoneOffsetMs(zone, at));
    }),
    { numRuns: 300 },
  );
  for (let at = year.fromMs; at < year.toMs; at += HOUR_MS / 2) {
    const wanted = zoneOffsetMs(zone, at);
    if (offsetOf(at) !== wanted) throw new Error(`offset at ${at} is ${offsetOf(at)}, should be ${wanted}`);
    const before = zoneOffsetMs(zone, at - 1);
    if (before !== wanted) expect(offsetOf(at - 1)).toBe(before);
  }
});

test('the local day turns at local midnight', () => {
  const dayOf = dayFinder('Europe/Berlin', year);
  const midnight = Date.UTC(2024, 6, 1, 22);
  expect(dayOf(midnight)).toBe(Math.floor(Date.UTC(2024, 6, 2) / DAY_MS));
  expect(dayOf(midnight - 1)).toBe(Math.floor(Date.UTC(2024, 6, 1) / DAY_MS));
});

test('a period beyond all bounds takes no memory for each of its days', () => {
  const offsetOf = offsetFinder('Europe/Berlin', { fromMs: -8e15, toMs: 8e15 });
  expect(offsetOf(Date.UTC(2024, 6, 1))).toBe(2 * HOUR_MS);
});
