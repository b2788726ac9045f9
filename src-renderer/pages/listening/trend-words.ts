import type { TableResult } from '../../../shared/results.ts';
import { formatDay, formatOf, formatValue } from '../../ui/format.ts';
import type { Locale } from '../../ui/locale.ts';

/** A spike or a lasting change in words. */
export interface MarkWords {
  key: string;
  title: string;
  text: string;
}

type Cells = TableResult['rows'][number]['cells'];

/** Cells of a row by the ids of their columns. */
function cellFinder({ columns }: TableResult) {
  const place = new Map(columns.map(({ id }, i) => [id, i]));
  return (cells: Cells, id: string) => cells[place.get(id) ?? -1] ?? null;
}
const daily = (value: unknown, locale: Locale): string => {
  const count = Number(value);
  return formatValue(count >= 10 ? Math.round(count) : Math.round(count * 10) / 10, 'ratio', locale);
};

/** Spikes of a "message-spikes" table in words, numbers first. */
export function spikeWords(table: TableResult, locale: Locale): MarkWords[] {
  const cell = cellFinder(table);
  return table.rows.map(({ key, cells }) => {
    const people = Number(cell(cells, 'authors'));
    const by = people > 0 ? ` by ${formatOf(people, 'person', 'people', locale)}` : '';
    const said = `${formatOf(Number(cell(cells, 'messages')), 'message', 'messages', locale)}${by}`;
    const usual = `usual on such a day: ${daily(cell(cells, 'usual'), locale)}, seldom more than ${formatValue(Number(cell(cells, 'most')), 'count', locale)}`;
    const mood = cell(cells, 'mood');
    const topic = String(cell(cells, 'topic') ?? '');
    return {
      key,
      title: formatDay(Number(cell(cells, 'at')), locale),
      text: [
        `${said} (${usual})`,
        ...(mood === null ? [] : [`net mood ${formatValue(Number(mood), 'score', locale)}`]),
        ...(topic === '' ? [] : [`mostly about ${topic}`]),
      ].join(' · '),
    };
  });
}

/** Lasting changes of a "message-changes" table in words, numbers first. */
export function changeWords(table: TableResult, locale: Locale): MarkWords[] {
  const cell = cellFinder(table);
  return table.rows.map(({ key, cells }) => {
    const isAmount = cell(cells, 'what') === 'amount';
    const before = Number(cell(cells, isAmount ? 'daily-before' : 'share-before'));
    const after = Number(cell(cells, isAmount ? 'daily-after' : 'share-after'));
    const show = (value: number) => (isAmount ? daily(value, locale) : formatValue(value, 'share', locale));
    const what = isAmount ? ['More messages', 'Fewer messages'] : ['More of it negative', 'Less of it negative'];
    const earliest = formatDay(Number(cell(cells, 'earliest')), locale);
    const latest = formatDay(Number(cell(cells, 'latest')), locale);
    const between = earliest === latest ? '' : ` · it began between ${earliest} and ${latest} (95 %)`;
    const n = formatOf(
      Number(cell(cells, 'messages')),
      isAmount ? 'message' : 'negative message',
      isAmount ? 'messages' : 'negative messages',
      locale,
    );
    return {
      key,
      title: `${after > before ? what[0] : what[1]} since ${formatDay(Number(cell(cells, 'from')), locale)}`,
      text: `${show(before)} → ${show(after)}${isAmount ? ' on an average day' : ' of the scored messages'}, ${n} since${between}`,
    };
  });
}

/** The weekly rhythm of a "message-weekdays" table in a sentence. */
export function weekdayWords(table: TableResult, locale: Locale): string {
  const cell = cellFinder(table);
  const told = (says: 'more' | 'less') =>
    table.rows
      .filter(({ cells }) => cell(cells, 'says') === says)
      .map(
        ({ cells }) =>
          `${String(cell(cells, 'weekday'))}s (${formatValue(Number(cell(cells, 'factor')), 'ratio', locale)} times an average day)`,
      );
  const parts = [
    ...(told('more').length > 0 ? [`more on ${told('more').join(', ')}`] : []),
    ...(told('less').length > 0 ? [`less on ${told('less').join(', ')}`] : []),
  ];
  if (parts.length === 0) return 'No weekday stands out: they differ by no more than chance makes.';
  return `People write ${parts.join(', and ')}. Unusual days and lasting changes are looked for without that.`;
}

/** A word behind a mark. */
export interface BehindWord {
  key: string;
  word: string;
  messages: number;
  title: string;
}

/** Words of a "listening.wordsBehind" table by the key of their mark, most telling first. */
export function wordsByMark(table: TableResult, locale: Locale): Map<string, BehindWord[]> {
  const cell = cellFinder(table);
  const found = new Map<string, BehindWord[]>();
  for (const { key, cells } of table.rows) {
    const mark = String(cell(cells, 'mark'));
    const show = (id: string) => formatValue(Number(cell(cells, id)), 'share', locale);
    const words = found.get(mark) ?? [];
    words.push({
      key,
      word: String(cell(cells, 'word')),
      messages: Number(cell(cells, 'messages')),
      title: `In ${show('share')} of these messages, ${show('usual')} of the others`,
    });
    found.set(mark, words);
  }
  return found;
}
