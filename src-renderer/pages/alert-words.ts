import type { TableResult } from '../../shared/results.ts';
import { DAY_MS } from '../../shared/time.ts';
import { formatValue } from '../ui/format.ts';
import type { Locale } from '../ui/locale.ts';
import { FOUND_WORDS } from './listening/found-words.ts';
import { changeWords, spikeWords } from './listening/trend-words.ts';

/** One alert in words. */
export interface AlertWords {
  /** Analysis that tells of it. */
  of: 'listening-alerts' | 'message-changes' | 'message-spikes';
  key: string;
  /** What grew, e.g. "Complaints". */
  title: string;
  /** By how much, with numbers. */
  text: string;
}

const TITLES: Readonly<Record<string, (name: string) => string>> = {
  amount: () => 'Many more messages',
  negative: () => 'More negative messages',
  need: (name) => `More of: ${FOUND_WORDS[name] ?? name}`,
  topic: (name) => `Topic grows: ${name}`,
  disliked: (name) => `Disliked more: ${name}`,
};

/** Alerts of a "listening-alerts" table in words, numbers first. */
export function alertWords(table: TableResult, locale: Locale): AlertWords[] {
  const place = new Map(table.columns.map(({ id }, i) => [id, i]));
  return table.rows.map(({ key, cells }) => {
    const cell = (id: string) => cells[place.get(id) ?? -1] ?? null;
    const show = (id: string, unit: 'count' | 'share' | 'people') => formatValue(Number(cell(id)), unit, locale);
    const count = `${show('messages', 'count')} messages by ${show('authors', 'people')} people`;
    const usual = `usual: ${formatValue(Math.round(Number(cell('expected'))), 'count', locale)}`;
    const shares = cell('share') === null ? '' : `; ${show('share', 'share')} instead of ${show('usual', 'share')}`;
    const title = TITLES[String(cell('what'))]?.(String(cell('name'))) ?? String(cell('name'));
    return { of: 'listening-alerts', key, title, text: `${count} (${usual}${shares})` };
  });
}

/** Days before the end of the data in which a lasting change or an unusual day is news still: files often come once a month. */
export const RECENT_DAYS = 28;

type Tables = Readonly<Record<'alerts' | 'changes' | 'spikes', TableResult | undefined>>;

/** Rows of a table that began in the newest weeks. */
function recentIn(table: TableResult, column: string, sinceMs: number): TableResult {
  const at = table.columns.findIndex(({ id }) => id === column);
  return { ...table, rows: table.rows.filter(({ cells }) => Number(cells[at]) >= sinceMs) };
}

/** Lasting changes and unusual days of the newest weeks in words, but for those that an alert of the newest week tells of. */
export function recentWords({ alerts, changes, spikes }: Tables, endMs: number, locale: Locale): AlertWords[] {
  const sinceMs = endMs - RECENT_DAYS * DAY_MS;
  const told = new Set(alerts?.rows.map(({ key }) => key));
  const lasting = changes ? recentIn(changes, 'from', sinceMs) : undefined;
  const what = lasting?.columns.findIndex(({ id }) => id === 'what') ?? -1;
  const news = lasting && { ...lasting, rows: lasting.rows.filter(({ cells }) => !told.has(`${cells[what]}:`)) };
  const days = spikes && !told.has('amount:') ? recentIn(spikes, 'at', sinceMs) : undefined;
  return [
    ...(news ? changeWords(news, locale).map((one) => ({ ...one, of: 'message-changes' as const })) : []),
    ...(days
      ? spikeWords(days, locale).map((one) => ({
          ...one,
          title: `Unusual day: ${one.title}`,
          of: 'message-spikes' as const,
        }))
      : []),
  ];
}

/** Names an alert where choices of the view are remembered, without its words: FNV-1a (Fowler, Noll & Vo) in hexadecimal. */
export function alertMark(key: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Days of data for which an alert that was put away stays away. */
export const AWAY_DAYS = 28;
