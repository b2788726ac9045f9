import { DAY_MS, type Range } from '../../../shared/time.ts';

export type RetentionPeriod = 'day' | 'week' | 'month';

/** The step that gives a readable grid for a range: days up to three weeks, weeks up to half a year, months beyond. */
export function periodFor(range: Range | null): RetentionPeriod {
  const days = range ? (range.toMs - range.fromMs) / DAY_MS : Number.POSITIVE_INFINITY;
  if (days <= 21) return 'day';
  return days <= 184 ? 'week' : 'month';
}

/** Name of a cohort from its local date (YYYY-MM-DD); the date is already local, so no zone is applied again. */
export function cohortName(date: string, period: RetentionPeriod, locale: string): string {
  const atMs = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(atMs)) return date;
  const options: Intl.DateTimeFormatOptions =
    period === 'month' ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'short', year: 'numeric' };
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(atMs);
}
