import type { Range } from '../../shared/time.ts';
import { formatRange } from '../ui/format.ts';
import type { Locale } from '../ui/locale.ts';

/** The filter that a result was made under, in one sentence. */
export function filterWords(range: Range | null, bots: boolean, locale: Locale): string {
  const when = range ? formatRange(range, locale) : 'everything there is';
  return `${when}, days in the zone ${locale.zone}, ${bots ? 'robots included' : 'without robots'}, without visits of your own staff.`;
}
