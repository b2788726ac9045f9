import { DAY_MS, instantOfLocal, zoneOffsetMs } from '../../shared/time.ts';
import type { RequestKind, RequestLaw } from '../../shared/contract/rights.ts';

/** Last instants of the days by which something must be done, Unix ms. */
export interface DueDates {
  /** Receipt must be confirmed by then; null where the law asks for no confirmation. */
  confirmByMs: number | null;
  dueMs: number;
  /** By when with the longest extension; null where there is none. */
  extendedMs: number | null;
}

/** Local midnight (as if in UTC) of the day that holds an instant. */
const localDay = (zone: string, atMs: number) => Math.floor((atMs + zoneOffsetMs(zone, atMs)) / DAY_MS) * DAY_MS;
const endOf = (zone: string, day: number) => instantOfLocal(zone, day + DAY_MS) - 1;

/** The same day of a later month, or that month's last day (Regulation 1182/71, Art. 3(2)(c)). */
function monthsLater(day: number, months: number): number {
  const date = new Date(day);
  const target = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  return target + (Math.min(date.getUTCDate(), last) - 1) * DAY_MS;
}

/** Monday to Friday. Public holidays are not known here, so the answer may be early, never late. */
function businessDaysLater(day: number, days: number): number {
  let at = day;
  for (let left = days; left > 0; ) {
    at += DAY_MS;
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return at;
}

/**
 * When a request must be answered. GDPR Art. 12(3): one month from receipt, two more with a reason. CCPA (11 CCR 7021, 7026):
 * confirm within 10 business days, answer within 45 calendar days, 45 more with a reason; an opt-out within 15 business days.
 * The end of a deadline is not moved off a weekend or holiday: earlier than the law asks, never later.
 */
export function dueDates(law: RequestLaw, kind: RequestKind, receivedMs: number, zone: string): DueDates {
  const day = localDay(zone, receivedMs);
  const at = (local: number) => endOf(zone, local);
  if (law === 'gdpr') return { confirmByMs: null, dueMs: at(monthsLater(day, 1)), extendedMs: at(monthsLater(day, 3)) };
  if (kind === 'opt-out' || kind === 'limit')
    return { confirmByMs: null, dueMs: at(businessDaysLater(day, 15)), extendedMs: null };
  return {
    confirmByMs: at(businessDaysLater(day, 10)),
    dueMs: at(day + 45 * DAY_MS),
    extendedMs: at(day + 90 * DAY_MS),
  };
}
