import type { Result } from '../../shared/results.ts';
import { DAY_MS } from '../../shared/time.ts';
import type { Formats } from './formats.ts';
import type { ReportInput } from './report.ts';

/** A note on a day: the number it has in the picture, the place along its x axis, and its words. */
export interface NoteMark {
  number: number;
  index: number;
  text: string;
}

/** The bucket an instant falls into; the first for one before it: a period may begin within a day. */
function bucketOf(starts: readonly number[], atMs: number): number {
  const next = starts.findIndex((start) => start > atMs);
  return Math.max(0, (next < 0 ? starts.length : next) - 1);
}

/** Notes on days that a result over time shows, in order; none for other results. */
export function noteMarks(
  result: Result,
  range: { fromMs: number; toMs: number } | null,
  notes: ReportInput['notes'] = [],
  formats: Formats,
): NoteMark[] {
  if (result.kind !== 'series' || result.x.type !== 'time' || !range) return [];
  const { starts } = result.x;
  return (
    notes
      // A period may begin within the day: with the first hit of a log.
      .filter(({ atMs }) => atMs + DAY_MS > range.fromMs && atMs < range.toMs)
      .map(({ atMs, text }, i) => ({
        number: i + 1,
        index: bucketOf(starts, atMs),
        text: `${formats.date(atMs)}: ${text}`,
      }))
  );
}
