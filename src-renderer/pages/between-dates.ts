import { DAY_MS, HOUR_MS } from '../../shared/time.ts';
import { dateOf, startOfDate } from '../state/period.ts';
import { formatDay } from '../ui/format.ts';
import type { Locale } from '../ui/locale.ts';

/** From and until (exclusive) when something holds, Unix ms; null = no limit. */
interface Between {
  fromMs: number | null;
  untilMs: number | null;
}

/** The same as it stands in two fields: local dates, the last one included; '' = no limit. */
export interface DatesDraft {
  from: string;
  until: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What the fields begin with. */
export const datesDraftOf = ({ fromMs, untilMs }: Between, zone: string): DatesDraft => ({
  from: fromMs === null ? '' : dateOf(zone, fromMs),
  until: untilMs === null ? '' : dateOf(zone, untilMs - 1),
});

/** The moment at which a local date is over; days with a change of clocks are 23 or 25 hours long. */
const endOfDate = (zone: string, date: string): number =>
  startOfDate(zone, dateOf(zone, startOfDate(zone, date) + DAY_MS + 2 * HOUR_MS));

/** What the fields say; null when the last day comes before the first. */
export function betweenDates({ from, until }: DatesDraft, zone: string): Between | null {
  const fromMs = DATE.test(from) ? startOfDate(zone, from) : null;
  const untilMs = DATE.test(until) ? endOfDate(zone, until) : null;
  return fromMs !== null && untilMs !== null && fromMs >= untilMs ? null : { fromMs, untilMs };
}

/** "since 1 Jan 2026", "until 31 Dec 2026"; says where today lies outside. `today` = local date. */
export function betweenWords(between: Between, today: string, locale: Locale): string[] {
  const { from, until } = datesDraftOf(between, locale.zone);
  const day = (date: string) => formatDay(startOfDate(locale.zone, date), locale);
  return [
    ...(from === '' ? [] : [from > today ? `not before ${day(from)}` : `since ${day(from)}`]),
    ...(until === '' ? [] : [until < today ? `ended on ${day(until)}` : `until ${day(until)}`]),
  ];
}

/** What dates as typed mean today, where today lies outside; else null. `today` = local date. */
export function outsideWords({ from, until }: DatesDraft, today: string): string | null {
  if (until !== '' && until < today)
    return 'These dates are over: nobody in the import is used now. All of it is still held; Privacy, Keeping says how it goes.';
  return from !== '' && from > today ? 'Until the first of these days nobody in the import is used.' : null;
}
