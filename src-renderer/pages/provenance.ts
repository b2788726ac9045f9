import type { AnalysisReply } from '../../shared/contract/analyses.ts';
import type { LeftOut, Result } from '../../shared/results.ts';
import { formatN, formatOf, formatRange } from '../ui/format.ts';
import type { Locale } from '../ui/locale.ts';
import { LEFT_OUT_WORDS } from '../ui/words.ts';

/** Distinct people behind a result; null where a result does not say. */
export const peopleOf = (result: Result): number | null => (result.kind === 'matrix' ? null : result.people);

/** True when a result rests on nothing at all. */
export function isEmptyResult(result: Result): boolean {
  if (result.kind === 'table') return result.rows.length === 0;
  return result.n === 0;
}

/** "too few to conclude", when a result, or the smaller of two groups it compares, has fewer people than the small group; null otherwise. */
export function tooFew(result: Result, smallGroup: number, locale: Locale): string | null {
  const people = (result.kind === 'table' ? result.fewest : undefined) ?? peopleOf(result);
  if (people === null || people === 0 || people >= smallGroup || result.n === 0) return null;
  return `${formatOf(people, 'person', 'people', locale)}: too few to conclude`;
}

/** One sentence per reason: "12 people are left out: no consent on record for this use." */
export function leftOutWords(leftOut: readonly LeftOut[], locale: Locale): string[] {
  return leftOut.map(({ people, rows, reason }) => {
    const who =
      people > 0 ? formatOf(people, 'person is', 'people are', locale) : formatOf(rows, 'row is', 'rows are', locale);
    return `${who} left out: ${LEFT_OUT_WORDS[reason]}.`;
  });
}

/** "n = 1,234 · 1 May – 31 May 2025". */
export function basisWords(reply: AnalysisReply, locale: Locale): string {
  const parts = [formatN(reply.result.n, locale)];
  if (reply.range) parts.push(formatRange(reply.range, locale));
  if (reply.roundedTo > 1) parts.push(`counts rounded to multiples of ${reply.roundedTo}`);
  return parts.join(' · ');
}
