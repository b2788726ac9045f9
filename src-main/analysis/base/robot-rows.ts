import type { EventColumns } from '../../../shared/columns.ts';
import { EVENT_FLAGS } from '../../../shared/model.ts';
import type { Range } from '../../../shared/time.ts';
import { QUARTER_MS } from './quarters.ts';

/** More quarters of an hour than data reach over (a century has 3.5 M); beyond it rows are counted one by one. */
const MOST_QUARTERS = 4_000_000;

/** What is found once of columns, so that a change of dates need not look at every row. */
interface Requests {
  /** Rows of robots. */
  robots: Uint32Array;
  /** Instants of the earliest and the latest row, and the first quarter of an hour that has one. */
  earliest: number;
  latest: number;
  firstQuarter: number;
  /** Rows before each quarter from the first on; one more at the end. Null where there are too many quarters. */
  before: Uint32Array | null;
}

const known = new WeakMap<Uint8Array, Requests>();

function requestsOf({ at, flags, length }: EventColumns): Requests {
  const found = known.get(flags);
  if (found) return found;
  let robots = 0;
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < length; i++) {
    const when = at[i] as number;
    robots += Number(((flags[i] as number) & EVENT_FLAGS.bot) !== 0);
    if (when < earliest) earliest = when;
    if (when > latest) latest = when;
  }
  const rows = new Uint32Array(robots + 1);
  let kept = 0;
  for (let i = 0; i < length; i++) {
    rows[kept] = i;
    kept += Number(((flags[i] as number) & EVENT_FLAGS.bot) !== 0);
  }
  const firstQuarter = Math.floor(earliest / QUARTER_MS);
  const quarters = length === 0 ? 0 : Math.floor(latest / QUARTER_MS) - firstQuarter + 1;
  const made: Requests = {
    robots: rows.subarray(0, kept),
    earliest,
    latest,
    firstQuarter,
    before: quarters <= MOST_QUARTERS ? rowsBefore(at, length, firstQuarter, quarters) : null,
  };
  known.set(flags, made);
  return made;
}

function rowsBefore(at: Float64Array, length: number, firstQuarter: number, quarters: number): Uint32Array {
  const before = new Uint32Array(quarters + 1);
  for (let i = 0; i < length; i++) {
    const after = Math.floor((at[i] as number) / QUARTER_MS) - firstQuarter + 1;
    before[after] = (before[after] as number) + 1;
  }
  for (let q = 0; q < quarters; q++) before[q + 1] = (before[q + 1] as number) + (before[q] as number);
  return before;
}

/** Rows of robots, of all time. */
export const robotRows = (events: EventColumns): Uint32Array => requestsOf(events).robots;

/** Rows of a period, of whatever kind. Periods begin and end on quarters of an hour nearly always: those are known. */
export function countRows(events: EventColumns, { fromMs, toMs }: Range): number {
  const { earliest, latest, firstQuarter, before } = requestsOf(events);
  /** Rows before an instant; −1 = not known. */
  const rowsBefore = (when: number): number => {
    if (when <= earliest) return 0;
    if (when > latest) return events.length;
    return when % QUARTER_MS === 0 ? (before?.[when / QUARTER_MS - firstQuarter] ?? -1) : -1;
  };
  const [first, end] = [rowsBefore(fromMs), rowsBefore(toMs)];
  if (first >= 0 && end >= 0) return Math.max(0, end - first);
  let count = 0;
  for (let i = 0; i < events.length; i++) {
    const when = events.at[i] as number;
    // Without a branch: where the period begins is never guessed right.
    count += Number(when >= fromMs) & Number(when < toMs);
  }
  return count;
}
