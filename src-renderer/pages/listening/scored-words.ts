import { formatOf, formatValue } from '../../ui/format.ts';
import type { Locale } from '../../ui/locale.ts';
import type { FigureValue } from '../summary.ts';

/** What the shares of moods rest on, by the figures of "listening-summary"; '' = no message is there to be scored. */
export function scoredWords(figures: ReadonlyMap<string, FigureValue>, locale: Locale): string {
  const scored = figures.get('scored')?.value ?? null;
  const unscored = figures.get('not-scored')?.value ?? null;
  if (scored === null || unscored === null) return '';
  const of = `Negative and positive are shares of ${formatOf(scored, 'scored message', 'scored messages', locale)}, without passed-on ones, repeats and spam`;
  if (unscored === 0) return `${of}; all of these are scored.`;
  return `${of}; ${formatValue(unscored, 'share', locale)} of these are not scored: language.`;
}
