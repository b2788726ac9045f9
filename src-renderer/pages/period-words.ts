import type { Status } from '../../shared/contract/app.ts';
import type { Period, Preset } from '../state/period.ts';
import { fitOf, presetIn, resolvePeriod } from '../state/period.ts';
import { formatDay, formatRange } from '../ui/format.ts';
import type { Locale } from '../ui/locale.ts';

/** Names of the periods, in the order of the picker. */
export const PRESET_WORDS: Readonly<Record<Exclude<Preset, 'custom'>, string>> = {
  auto: 'What fits the data',
  all: 'Everything',
  'days-7': 'Last 7 days',
  'days-28': 'Last 28 days',
  'days-90': 'Last 90 days',
  'months-12': 'Last 12 months',
  'this-month': 'This month',
  'last-month': 'Last month',
  'this-year': 'This year',
};

type Known = Pick<Status, 'dataRange' | 'ranges' | 'fitting'>;

/** The chosen period in words with its dates. */
export function periodWords(period: Period, data: Known, locale: Locale): string {
  const range = resolvePeriod(period, locale.zone, data);
  const preset = presetIn(period.preset, data);
  if (!range) return data.dataRange ? `Everything, ${formatRange(data.dataRange, locale)}` : 'Everything';
  const dates = formatRange(range, locale);
  return preset === 'custom' ? dates : `${PRESET_WORDS[preset]}, ${dates}`;
}

/** What "last" counts back from, and how the dates that fit are chosen. */
export function periodAbout(data: Known, locale: Locale): string {
  const fit = fitOf(data);
  if (!data.dataRange || !fit) return 'There is no dated data yet.';
  const day = (ms: number) => formatDay(ms, locale);
  const last = `“Last” and “this” count back from your newest data, ${day(data.dataRange.toMs - 1)}.`;
  const rule = `“${PRESET_WORDS.auto}” is the newest 90 days when visits, messages and orders all reach into them, else everything.`;
  const strays = [
    fit.cut.start ? `before ${day(fit.range.fromMs)}` : '',
    fit.cut.end ? `after ${day(fit.range.toMs - 1)}` : '',
  ].filter((words) => words !== '');
  if (strays.length === 0) return `${last} ${rule}`;
  return `${last} ${rule} It leaves out the few rows ${strays.join(' and ')}, which lie far from all others; “${PRESET_WORDS.all}” shows them.`;
}
