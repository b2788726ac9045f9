import type { AuditReport, ConsentCourse } from '../../../shared/audit.ts';
import { DAY_MS } from '../../../shared/time.ts';
import type { ChartData } from '../../charts/chart-data.ts';
import { formatCount, formatDay, formatValue } from '../../ui/format.ts';
import type { Locale } from '../../ui/locale.ts';

/** Marks of the chart; the newest days where there are more. */
const MOST_DAYS = 400;

/** A UTC day as it is written in a report, in words: shown in UTC, whatever the zone of the business. */
const dayWords = (day: string, locale: Locale): string => formatDay(Date.parse(day), { ...locale, zone: 'UTC' });

/**
 * Share of each UTC day's rows that were collected before an answer, after a no, or against a signal. Null when there is
 * none, or when the report was made before days were counted.
 */
export function ratePerDay({ consent }: Pick<AuditReport, 'consent'>, locale: Locale): ChartData | null {
  const { rows = {}, beforeConsent, afterOptOut, gpcIgnored } = consent.perDay;
  const known = Object.keys(rows).sort();
  const [first, last] = [known[0], known.at(-1)];
  const wrong = [beforeConsent, afterOptOut, gpcIgnored];
  if (first === undefined || last === undefined || wrong.every((days) => Object.keys(days).length === 0)) return null;
  const end = Date.parse(last);
  const start = Math.max(Date.parse(first), end - (MOST_DAYS - 1) * DAY_MS);
  const days = Array.from({ length: Math.round((end - start) / DAY_MS) + 1 }, (_, i) =>
    new Date(start + i * DAY_MS).toISOString().slice(0, 10),
  );
  const line = (id: string, label: string, tone: 1 | 2 | 3, count: Readonly<Record<string, number>>) => ({
    id,
    label,
    tone,
    values: days.map((day) => (rows[day] ? (count[day] ?? 0) / rows[day] : null)),
    people: days.map((day) => rows[day] ?? 0),
  });
  return {
    unit: 'share',
    axis: days.map((day) => dayWords(day, locale)),
    names: days.map((day) => `${dayWords(day, locale)}, of ${formatCount(rows[day] ?? 0, locale)} rows`),
    markKeys: days,
    lines: [
      line('before', 'Before an answer', 1, beforeConsent),
      line('after', 'After a no', 2, afterOptOut),
      line('gpc', 'Against a signal', 3, gpcIgnored),
    ],
    incompleteLast: false,
    notes: start > Date.parse(first) ? [`The newest ${MOST_DAYS} days; the saved report has all.`] : [],
  };
}

const SAID = { silent: 'before any answer', granted: 'after a yes', denied: 'after a no' } as const;

/** "1 Mar: 3 rows before any answer · 2 Mar: 5 rows after a yes" */
export const courseWords = ({ spans }: ConsentCourse, locale: Locale): string =>
  spans
    .map(({ phase, from, rows }) => {
      const count = `${formatValue(rows, 'count', locale)} ${rows === 1 ? 'row' : 'rows'} ${SAID[phase]}`;
      return from === null ? count : `${dayWords(from.slice(0, 10), locale)}: ${count}`;
    })
    .join(' · ');

/** One stretch of a strip, in parts of its width. */
export interface StripPart {
  phase: keyof typeof SAID;
  from: number;
  width: number;
}

const LEAST_WIDTH = 0.01;

/** Where the stretches of a person lie between the first and the last of them; by their order where rows have no time. */
export function stripOf({ spans }: ConsentCourse): StripPart[] {
  const starts = spans.map(({ from }) => (from === null ? Number.NaN : Date.parse(from)));
  const ends = spans.map(({ to }) => (to === null ? Number.NaN : Date.parse(to)));
  const first = starts[0] ?? Number.NaN;
  const length = Math.max(...ends) - first;
  const byTime = length > 0 && starts.every((start, i) => start >= (starts[i - 1] ?? first));
  return spans.map(({ phase }, i) => {
    if (!byTime) return { phase, from: i / spans.length, width: 1 / spans.length };
    const from = ((starts[i] ?? first) - first) / length;
    const next = starts[i + 1];
    const until = next === undefined ? 1 : (next - first) / length;
    return { phase, from: Math.min(from, 1 - LEAST_WIDTH), width: Math.max(LEAST_WIDTH, until - from) };
  });
}
