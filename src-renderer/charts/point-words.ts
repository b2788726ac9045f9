import { formatChange, formatOf, formatValue } from '../ui/format.ts';
import type { Locale } from '../ui/locale.ts';
import type { ChartData } from './chart-data.ts';

/** Name of a mark, with what the owner noted there. */
export function markTitle(data: ChartData, index: number): string {
  const noted = data.flags?.filter((flag) => flag.index === index).map(({ text }) => text) ?? [];
  return [data.names[index] ?? '', ...noted].join(' · ');
}

/** What a tooltip and the line read out by the keyboard say of one mark: value, change, people. */
export function pointWords(
  data: ChartData,
  lineIndex: number,
  index: number,
  locale: Locale,
): { title: string; lines: string[] } {
  const title = markTitle(data, index);
  const line = data.lines[lineIndex];
  if (!line) return { title, lines: [] };
  const value = line.values[index] ?? null;
  if (value === null) return { title, lines: [`${line.label}: no data`] };
  const words = [`${line.label}: ${formatValue(value, data.unit, locale)}`];
  const low = line.band?.low[index] ?? null;
  const high = line.band?.high[index] ?? null;
  if (low !== null && high !== null)
    words.push(`95 of 100: ${formatValue(low, data.unit, locale)} to ${formatValue(high, data.unit, locale)}`);
  const before = line.before ? undefined : data.lines.find((other) => other.before && other.id === `${line.id}:before`);
  const unfinished = data.incompleteLast && index === data.axis.length - 1;
  if (before && !unfinished) {
    const earlier = before.values[index] ?? null;
    if (earlier !== null)
      words.push(
        `${formatChange(value, earlier, data.unit, locale).text} against ${formatValue(earlier, data.unit, locale)} before`,
      );
  }
  const people = line.people[index] ?? 0;
  if (people > 0) words.push(formatOf(people, 'person', 'people', locale));
  if (unfinished) words.push('not over yet');
  return { title, lines: words };
}
