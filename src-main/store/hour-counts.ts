import type { ReadDb } from './open.ts';
import { ordersByHour } from './orders/figures.ts';
import { all, number } from './sql.ts';

/** Rows within one hour (hours since 1970, UTC). */
export interface HourCount {
  hour: number;
  rows: number;
}

/** Rows whose period begins, and ends, in each hour. */
interface PeriodCounts {
  from: HourCount[];
  to: HourCount[];
}

const HOUR = 3_600_000;
const hours = (db: ReadDb, sql: string): HourCount[] => all<HourCount>(db, sql);

// Rounded down for dates before 1970, too.
const HOUR_OF = (ms: string) => `CAST(floor((${ms}) / ${HOUR}.0) AS INTEGER)`;

const periods = (db: ReadDb, table: 'campaigns' | 'figures'): PeriodCounts => {
  const of = (ms: string) =>
    hours(
      db,
      `SELECT ${HOUR_OF(ms)} AS hour, count(*) AS rows FROM ${table} WHERE current = 1 AND to_ms > from_ms GROUP BY 1 ORDER BY 1`,
    );
  return { from: of('from_ms'), to: of('to_ms - 1') };
};

const lastMessages = new WeakMap<ReadDb, { changes: number; counts: HourCount[] }>();

/**
 * Counted anew only where messages have changed: a million take a third of a second, and most of what happens to a store leaves
 * them as they are. How often they have changed (migration 38) is asked first, so that what comes between is counted again.
 */
function messagesByHour(db: ReadDb): HourCount[] {
  const changes = number(db, 'SELECT coalesce(sum(changes), 0) FROM message_changes');
  const last = lastMessages.get(db);
  if (last?.changes === changes) return last.counts;
  const counts = hours(
    db,
    `SELECT ${HOUR_OF('at_ms')} AS hour, count(*) AS rows FROM messages WHERE current = 1 AND at_ms IS NOT NULL GROUP BY 1 ORDER BY 1`,
  );
  lastMessages.set(db, { changes, counts });
  return counts;
}

/**
 * Dated rows that count, by hour, of every kind, in order. Events are counted by their keys, which are kept by hour: lines
 * that are equal in every field count once. Nothing but the length of those lists is read.
 */
export const hourCounts = (db: ReadDb) => ({
  messages: messagesByHour(db),
  events: hours(
    db,
    'SELECT hour, sum(length(keys)) / 8 AS rows FROM event_keys GROUP BY hour HAVING rows > 0 ORDER BY hour',
  ),
  orders: ordersByHour(db),
  campaigns: periods(db, 'campaigns'),
  figures: periods(db, 'figures'),
});
