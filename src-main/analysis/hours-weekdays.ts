import * as z from 'zod';
import { HOUR_MS } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseCellKey } from './base/keys.ts';
import { newestFirst, zeros } from './base/scan.ts';
import { findSessions } from './base/sessions.ts';
import { offsetFinder } from './base/zone.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour));

/** Cell of an instant in the business's zone. */
function cellFinder({ zone, range }: RunContext): (at: number) => number {
  const offsetOf = offsetFinder(zone, range);
  return (at) => {
    const local = Math.floor((at + offsetOf(at)) / HOUR_MS);
    const day = Math.floor(local / 24);
    // 1970-01-01 was a Thursday; Monday is 0.
    return ((((day + 3) % 7) + 7) % 7) * 24 + (local - day * 24);
  };
}

/** Visits by weekday and hour. */
export const hoursWeekdays = defineAnalysis({
  id: 'hours-weekdays',
  title: 'Hours and weekdays',
  question: 'At what time of the week do people come?',
  definition: 'Visits by the local hour in which they begin, in the business’s time zone.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({}),
  version: 1,
  run({ events }, _params, context) {
    const sessions = findSessions(events, context);
    const cellOf = cellFinder(context);
    const values = zeros(7 * 24);
    const people = zeros(7 * 24);
    const seen = new Uint32Array(7 * 24);
    for (const row of sessions.first) {
      const cell = cellOf(events.at[row] as number);
      values[cell] = (values[cell] as number) + 1;
      if (seen[cell] === events.person[row]) continue;
      seen[cell] = events.person[row] as number;
      people[cell] = (people[cell] as number) + 1;
    }
    return { kind: 'matrix', unit: 'visits', rows: DAYS, columns: HOURS, values, people, n: sessions.count };
  },
  rows({ events }, _params, context, key) {
    const cell = parseCellKey(key);
    const wanted = cell ? cell.row * 24 + cell.column : -1;
    const cellOf = cellFinder(context);
    const { first } = findSessions(events, context);
    return {
      table: 'events',
      indices: newestFirst(
        events.at,
        first.filter((row) => cellOf(events.at[row] as number) === wanted),
      ),
    };
  },
});
