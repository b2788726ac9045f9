import type { Result } from '../../shared/results.ts';
import { DAY_MS } from '../../shared/time.ts';
import type { Formats } from './formats.ts';
import type { ReportInput } from './report.ts';

/** Notes on days that a result over time shows, in words; none for other results. */
export function notesOf(
  result: Result,
  range: { fromMs: number; toMs: number } | null,
  notes: ReportInput['notes'] = [],
  formats: Formats,
): string[] {
  if (result.kind !== 'series' || result.x.type !== 'time' || !range) return [];
  return (
    notes
      // A period may begin within the day: with the first hit of a log.
      .filter(({ atMs }) => atMs + DAY_MS > range.fromMs && atMs < range.toMs)
      .map(({ atMs, text }) => `${formats.date(atMs)}: ${text}`)
  );
}
