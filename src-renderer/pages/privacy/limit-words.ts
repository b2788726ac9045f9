import type { PurposeLimit } from '../../../shared/contract/limits.ts';
import type { Purpose } from '../../../shared/model.ts';
import { DAY_MS, HOUR_MS } from '../../../shared/time.ts';
import { dateOf, startOfDate } from '../../state/period.ts';
import { formatCount, formatDay } from '../../ui/format.ts';
import type { Locale } from '../../ui/locale.ts';

/** Limits as they stand in the fields: local dates, the last one included, and a number. */
export interface LimitDraft {
  from: string;
  until: string;
  days: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What the fields begin with. */
export const draftOf = ({ fromMs, untilMs, consentDays }: PurposeLimit, zone: string): LimitDraft => ({
  from: fromMs === null ? '' : dateOf(zone, fromMs),
  until: untilMs === null ? '' : dateOf(zone, untilMs - 1),
  days: consentDays === null ? '' : String(consentDays),
});

/** The moment at which a local date is over; days with a change of clocks are 23 or 25 hours long. */
const endOfDate = (zone: string, date: string): number =>
  startOfDate(zone, dateOf(zone, startOfDate(zone, date) + DAY_MS + 2 * HOUR_MS));

/** The limit that the fields say, or which of them is wrong. */
export function limitIn(
  purpose: Purpose,
  { from, until, days }: LimitDraft,
  zone: string,
): { limit: PurposeLimit; wrong: null } | { limit: null; wrong: 'until' | 'days' } {
  const fromMs = DATE.test(from) ? startOfDate(zone, from) : null;
  const untilMs = DATE.test(until) ? endOfDate(zone, until) : null;
  const number = days.trim();
  if (number !== '' && !(/^\d{1,4}$/.test(number) && Number(number) >= 1 && Number(number) <= 3650))
    return { limit: null, wrong: 'days' };
  if (fromMs !== null && untilMs !== null && fromMs >= untilMs) return { limit: null, wrong: 'until' };
  return { limit: { purpose, fromMs, untilMs, consentDays: number === '' ? null : Number(number) }, wrong: null };
}

/** "until 31 Dec 2026 · a consent holds for 395 days"; says where today lies outside. `today` = local date. */
export function limitWords(limit: PurposeLimit, today: string, locale: Locale): string {
  const { from, until } = draftOf(limit, locale.zone);
  const day = (date: string) => formatDay(startOfDate(locale.zone, date), locale);
  const parts = [
    from !== '' && (from > today ? `not before ${day(from)}` : `since ${day(from)}`),
    until !== '' && (until < today ? `ended on ${day(until)}` : `until ${day(until)}`),
    limit.consentDays !== null && `a consent holds for ${formatCount(limit.consentDays, locale)} days`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'no limits' : parts.join(' · ');
}
