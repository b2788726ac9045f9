import * as z from 'zod';
import { HOUR_MS } from '../../shared/time.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseCellKey } from './base/keys.ts';
import { byQuarter, type InstantFinder } from './base/quarters.ts';
import { newestFirst } from './base/scan.ts';
import { findSessions } from './base/sessions.ts';
import { offsetFinder } from './base/zone.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** Visits looked at together. */
const BLOCK = 4096;
const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour));

/** Cell of an instant in the business's zone. */
function cellFinder({ zone, range }: RunContext): InstantFinder {
  const offsetOf = offsetFinder(zone, range);
  return byQuarter(range, (at) => {
    const local = Math.floor((at + offsetOf(at)) / HOUR_MS);
    const day = Math.floor(local / 24);
    // 1970-01-01 was a Thursday; Monday is 0.
    return (day + 3 - 7 * Math.floor((day + 3) / 7)) * 24 + (local - day * 24);
  });
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
    const { first, count } = findSessions(events, context);
    const { at, person } = events;
    const cellOf = cellFinder(context);
    const visits = new Uint32Array(7 * 24);
    const people = new Uint32Array(7 * 24);
    const seen = new Uint32Array(7 * 24);
    const cells = new Int32Array(BLOCK);
    for (let from = 0; from < count; from += BLOCK) {
      const rows = first.subarray(from, from + BLOCK);
      cellOf.into(at, rows, rows.length, cells);
      for (let k = 0; k < rows.length; k++) {
        const cell = cells[k] as number;
        const who = person[rows[k] as number] as number;
        visits[cell] = (visits[cell] as number) + 1;
        people[cell] = (people[cell] as number) + Number(seen[cell] !== who);
        seen[cell] = who;
      }
    }
    return {
      kind: 'matrix',
      unit: 'visits',
      rows: DAYS,
      columns: HOURS,
      values: Array.from(visits),
      people: Array.from(people),
      n: count,
    };
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
