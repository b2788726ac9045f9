import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hoursWeekdays } from '../../src-main/analysis/hours-weekdays.ts';
import { eventColumns } from './columns.ts';
import { at, contextOf, rowsBehind, runMatrix } from './run.ts';

const filled = (values: readonly (number | null)[]) =>
  values.flatMap((value, cell) => (value ? [[Math.floor(cell / 24), cell % 24, value]] : []));

test('hours-weekdays: counts visits by the local hour in which they begin', () => {
  const events = eventColumns([
    // Monday 23:30 UTC is Tuesday 0:30 in Berlin.
    { person: 1, at: at(0, 23, 30) },
    { person: 1, at: at(0, 23, 45) },
    { person: 1, at: at(7, 23, 30) },
    { person: 2, at: at(6, 12) },
  ]);
  const berlin = contextOf({ zone: 'Europe/Berlin' });
  const result = runMatrix(hoursWeekdays, { events }, {}, berlin);
  expect(result.rows).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
  expect(filled(result.values)).toEqual([
    [1, 0, 2],
    [6, 13, 1],
  ]);
  // Both visits on Tuesday are of one person.
  expect(filled(result.people)).toEqual([
    [1, 0, 1],
    [6, 13, 1],
  ]);
  expect(result.n).toBe(3);
  expect(rowsBehind(hoursWeekdays, { events }, {}, '1:0', berlin)).toHaveLength(2);
});

test('hours-weekdays: agrees with what a wall clock in Berlin shows, across both changes of the clock', () => {
  const year = { fromMs: Date.UTC(2024, 0, 1), toMs: Date.UTC(2025, 0, 1) };
  const near = fc.oneof(
    fc.integer({ min: Date.UTC(2024, 2, 31), max: Date.UTC(2024, 2, 31, 5) }),
    fc.integer({ min: Date.UTC(2024, 9, 27), max: Date.UTC(2024, 9, 27, 5) }),
    fc.integer({ min: year.fromMs, max: year.toMs - 1 }),
  );
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', weekday: 'short', hour: '2-digit' });
  fc.assert(
    fc.property(near, (instant) => {
      const context = contextOf({ zone: 'Europe/Berlin', range: year });
      const result = runMatrix(hoursWeekdays, { events: eventColumns([{ at: instant }]) }, {}, context);
      const [[row, column] = []] = filled(result.values);
      const parts = Object.fromEntries(clock.formatToParts(instant).map((part) => [part.type, part.value]));
      expect([result.rows[row ?? -1], column]).toEqual([parts.weekday, Number(parts.hour)]);
    }),
  );
});

test.each(['Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns'])(
  'hours-weekdays: many visits agree with a wall clock in %s, whose hours begin on halves and quarters',
  (zone) => {
    const year = { fromMs: Date.UTC(2024, 0, 1), toMs: Date.UTC(2025, 0, 1) };
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit' });
    const step = 7 * 3_600_000 + 611_000;
    const instants = Array.from({ length: 1200 }, (_, i) => year.fromMs + i * step);
    const { rows, values } = runMatrix(
      hoursWeekdays,
      { events: eventColumns(instants.map((instant, i) => ({ person: i + 1, at: instant }))) },
      {},
      contextOf({ zone, range: year }),
    );
    const expected: Record<string, number> = {};
    for (const instant of instants) {
      const { weekday, hour } = Object.fromEntries(clock.formatToParts(instant).map((part) => [part.type, part.value]));
      const cell = `${weekday} ${Number(hour)}`;
      expected[cell] = (expected[cell] ?? 0) + 1;
    }
    const found = filled(values).map(([row, hour, visits]) => [`${rows[row ?? -1]} ${hour}`, visits]);
    expect(Object.fromEntries(found)).toEqual(expected);
  },
);
