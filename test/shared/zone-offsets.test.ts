import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zoneOffsetMs } from '../../shared/zone-offsets.ts';

/** What `Intl` itself calls the offset, asked for this one instant: "GMT", "GMT-03:30", "GMT+00:53:28". */
function writtenOffsetMs(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at);
  const written = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /^GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?$/.exec(written) ?? [];
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -ms : ms;
}

const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));

test('the offset of any zone at any instant of a lifetime of data is that of Intl, whatever was asked before', () => {
  const instants = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) });
  fc.assert(
    fc.property(zones, fc.array(instants, { minLength: 1, maxLength: 8 }), (zone, ats) => {
      for (const at of [...ats, ...ats.map((one) => one + 3_600_000)])
        expect(zoneOffsetMs(zone, at)).toBe(writtenOffsetMs(zone, at));
    }),
    { numRuns: 300 },
  );
});

test('a change of the clock is found to the millisecond, from either side', () => {
  // The instants at which the clock changed, by the tz database.
  const changes: [string, number][] = [
    ['Europe/Berlin', Date.UTC(2024, 2, 31, 1)],
    ['America/New_York', Date.UTC(2024, 10, 3, 6)],
    ['Australia/Lord_Howe', Date.UTC(2024, 3, 6, 15)],
    ['America/Havana', Date.UTC(2024, 2, 10, 5)],
    ['Asia/Beirut', Date.UTC(2022, 2, 26, 22)],
    // It skipped a whole day.
    ['Pacific/Apia', Date.UTC(2011, 11, 30, 10)],
  ];
  for (const [zone, at] of changes) {
    expect(zoneOffsetMs(zone, at - 1)).not.toBe(zoneOffsetMs(zone, at));
    for (const one of [at - 86_400_000, at - 1, at, at + 1, at + 86_400_000])
      expect([zone, one, zoneOffsetMs(zone, one)]).toEqual([zone, one, writtenOffsetMs(zone, one)]);
  }
});

test('near the end of time there is an offset; what is no instant and no zone has none', () => {
  expect(zoneOffsetMs('Asia/Tokyo', 8.64e15 - 20 * 3_600_000)).toBe(9 * 3_600_000);
  expect(() => zoneOffsetMs('Asia/Tokyo', Number.NaN)).toThrow(RangeError);
  expect(() => zoneOffsetMs('Asia/Tokyo', 8.65e15)).toThrow(RangeError);
  expect(() => zoneOffsetMs('Middle/Earth', 0)).toThrow(RangeError);
});
