import { expect, test } from 'vitest';
import { HOUR_MS } from '../../shared/time.ts';
import { findSessions } from '../../src-main/analysis/base/sessions.ts';
import { explore } from '../../src-main/analysis/explore.ts';
import { hoursWeekdays } from '../../src-main/analysis/hours-weekdays.ts';
import { levelChanges } from '../../src-main/analysis/level-changes.ts';
import { retention } from '../../src-main/analysis/retention.ts';
import { visitorsOverTime } from '../../src-main/analysis/visitors-over-time.ts';
import { eventColumns } from './columns.ts';
import { contextOf, linesOf, runMatrix, runSeries, runTable } from './run.ts';

// In Berlin the clock went from 02:00 to 03:00 on Sunday, 31 March 2024, and from 03:00 back to 02:00 on Sunday, 27 October 2024.
const SHORT = { day: Date.UTC(2024, 2, 30, 23), hours: 23 };
const LONG = { day: Date.UTC(2024, 9, 26, 22), hours: 25 };

/** Somebody else every hour, from the day before to the day after. */
const hourly = (first: number, hours: number) =>
  eventColumns(
    Array.from({ length: hours + 48 }, (_, h) => ({ person: h + 1, at: first + (h - 24) * HOUR_MS, page: '/' })),
  );
const around = ({ day, hours }: typeof SHORT) => {
  const range = { fromMs: day - 24 * HOUR_MS, toMs: day + (hours + 24) * HOUR_MS };
  return contextOf({ zone: 'Europe/Berlin', range, dataEndMs: range.toMs });
};

test.each([SHORT, LONG])('a day of $hours hours has as many', ({ day, hours }) => {
  const events = hourly(day, hours);
  const context = around({ day, hours });
  const { visits } = linesOf(runSeries(visitorsOverTime, { events }, { bucket: 'day' }, context));
  expect(visits).toEqual([24, hours, 24]);
  const { level, visits: daily } = linesOf(runSeries(levelChanges, { events }, {}, context));
  expect(daily).toEqual([24, hours, 24]);
  expect(level).toHaveLength(3);
  const { rows } = runTable(explore, { events }, { by: 'day', measure: 'visits' }, context);
  expect(rows.map(({ cells }) => cells[2]).sort()).toEqual([24, 24, hours].sort());
});

test('the hour that is skipped has no visits, the one that comes twice has two', () => {
  const sunday = (day: number, hours: number) => {
    const { values } = runMatrix(hoursWeekdays, { events: hourly(day, hours) }, {}, around({ day, hours }));
    return values.slice(6 * 24, 7 * 24);
  };
  const short = sunday(SHORT.day, SHORT.hours);
  expect([short[1], short[2], short[3]]).toEqual([1, 0, 1]);
  const long = sunday(LONG.day, LONG.hours);
  expect([long[1], long[2], long[3]]).toEqual([1, 2, 1]);
});

test.each([SHORT, LONG])('midnight ends a visit at either end of a day of $hours hours', ({ day, hours }) => {
  const before = 10 * 60_000;
  const events = eventColumns([
    { at: day - before, page: '/' },
    { at: day + before, page: '/' },
    { at: day + hours * HOUR_MS - before, page: '/' },
    { at: day + hours * HOUR_MS + before, page: '/' },
  ]);
  const context = around({ day, hours });
  expect(findSessions(events, context).count).toBe(2);
  expect(findSessions(events, { ...context, sessionEndsAtMidnight: true }).count).toBe(4);
});

test.each([SHORT, LONG])(
  'somebody who is back a day after one of $hours hours is back after one day',
  ({ day, hours }) => {
    const late = 10 * 60_000;
    const events = eventColumns([
      { at: day + late, page: '/' },
      { at: day + hours * HOUR_MS + late, page: '/' },
    ]);
    const { people, columns, rows } = runMatrix(retention, { events }, { period: 'day' }, around({ day, hours }));
    const cohort = rows.findIndex((_, row) => (people[row * columns.length] ?? 0) > 0);
    expect(people.slice(cohort * columns.length, (cohort + 1) * columns.length)).toEqual([1, 1, 0]);
  },
);
