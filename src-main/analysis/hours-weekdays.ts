import * as z from 'zod';
import { HOUR_MS } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseCellKey } from './base/keys.ts';
import { newestFirst, zeros } from './base/scan.ts';
import { findSessions } from './base/sessions.ts';
import { offsetFinder } from './base/zone.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour));

const QUARTER_MS = HOUR_MS / 4;
/** Quarters of an hour that are remembered: a century has 3.5 M. */
const MOST_QUARTERS = 4_000_000;
const UNKNOWN = -1;
/** The clock is put forward or back within this quarter. */
const MIXED = -2;

/** Cell of an instant in the business's zone. Clocks mostly change on a quarter of an hour, so that each is asked about once, not every visit. */
function cellFinder({ zone, range }: RunContext): (at: number) => number {
  const offsetOf = offsetFinder(zone, range);
  const exact = (at: number): number => {
    const local = Math.floor((at + offsetOf(at)) / HOUR_MS);
    const day = Math.floor(local / 24);
    // 1970-01-01 was a Thursday; Monday is 0.
    return ((((day + 3) % 7) + 7) % 7) * 24 + (local - day * 24);
  };
  const first = Math.floor(range.fromMs / QUARTER_MS);
  const count = Math.ceil(range.toMs / QUARTER_MS) - first;
  const cells = new Int16Array(Math.max(0, Math.min(MOST_QUARTERS, count))).fill(UNKNOWN);
  const learn = (quarter: number): number => {
    const start = (first + quarter) * QUARTER_MS;
    const cell = exact(start);
    return exact(start + QUARTER_MS - 1) === cell ? cell : MIXED;
  };
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS) - first;
    if (quarter < 0 || quarter >= cells.length) return exact(at);
    let cell = cells[quarter] as number;
    if (cell === UNKNOWN) {
      cell = learn(quarter);
      cells[quarter] = cell;
    }
    return cell === MIXED ? exact(at) : cell;
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
