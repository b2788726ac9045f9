import type { Output } from '../../../shared/contract.ts';
import type {
  HeldWithoutBasis,
  RetentionOutcome,
  RetentionRecord,
  RetentionRule,
} from '../../../shared/contract/retention.ts';
import { formatDay, formatOf } from '../../ui/format.ts';
import type { Locale } from '../../ui/locale.ts';
import { PURPOSE_WORDS } from './words.ts';

export type Source = Output<'retention.rules'>['sources'][number];

export const RECORD_WORDS: Readonly<Record<RetentionRecord, string>> = {
  messages: 'Messages',
  orders: 'Orders',
  events: 'Visits and events',
};

export function purposeLabel(purpose: RetentionRule['purpose']): string {
  if (purpose === 'ended') return 'Nothing any more: its basis has ended';
  return purpose === 'all' ? 'Every purpose' : PURPOSE_WORDS[purpose].label;
}

/** How long a rule keeps. */
export function ruleWords({ purpose, months }: Pick<RetentionRule, 'purpose' | 'months'>, locale: Locale): string {
  if (purpose !== 'ended') return formatOf(months, 'month', 'months', locale);
  return months === 0 ? 'goes at once' : `${formatOf(months, 'month', 'months', locale)} after the end`;
}

/** The last day on which a basis held. */
const lastDay = (endedMs: number, locale: Locale): string => formatDay(endedMs - 1, locale);

/** How long an import is kept by the rules. */
export function keptWords({ months, endedMs, endedMonths }: Source, locale: Locale): string {
  const kept = months === null ? 'no limit' : formatOf(months, 'month', 'months', locale);
  if (endedMs === null) return kept;
  const rule = endedMonths === null ? kept : ruleWords({ purpose: 'ended', months: endedMonths }, locale);
  return `${rule}; its basis ended on ${lastDay(endedMs, locale)}`;
}

/** Imports whose basis has ended and that no rule takes away for it. */
export const endedWithoutRule = (sources: readonly Source[]): Source[] =>
  sources.filter(({ endedMs, endedMonths }) => endedMs !== null && endedMonths === null);

/** What is held though nothing may use it, one sentence for each import, then for people. */
export function endedNotes({ imports, people, heldBack }: HeldWithoutBasis, locale: Locale): string[] {
  const notes = imports.map(({ file, run, untilMs, rows }) => {
    const held =
      rows === 0
        ? 'no row that only it brought'
        : `${formatOf(rows, 'row', 'rows', locale)} that nothing may use any more`;
    return `Basis ended on ${lastDay(untilMs, locale)}: ${held}, of import ${run}, ${file}.`;
  });
  if (people > 0) notes.push(`${formatOf(people, 'person', 'people', locale)} of whom nothing else is held.`);
  if (heldBack > 0)
    notes.push(
      `${formatOf(heldBack, 'person keeps', 'people keep', locale)} such rows: frozen, or with a request that is not answered yet.`,
    );
  return notes;
}

/** Sources a rule can be set for, as one id each: every import, every import of a kind, one import. */
export function placeOptions(sources: readonly Source[]): { id: string; label: string }[] {
  const formats = new Map(sources.map(({ format, formatTitle }) => [format, formatTitle]));
  return [
    { id: 'every', label: 'Every import' },
    ...[...formats].map(([format, title]) => ({ id: `format:${format}`, label: `Every import of: ${title}` })),
    ...sources.map(({ run, file }) => ({ id: `run:${run}`, label: `Import ${run}: ${file}` })),
  ];
}

/** The source behind an id of `placeOptions`. */
export function placeOf(id: string): Pick<RetentionRule, 'run' | 'format'> {
  if (id.startsWith('run:')) return { run: Number(id.slice(4)), format: '' };
  return { run: 0, format: id.startsWith('format:') ? id.slice(7) : '' };
}

export function placeLabel({ run, format }: Pick<RetentionRule, 'run' | 'format'>, sources: readonly Source[]): string {
  if (run > 0) return `Import ${run}: ${sources.find((source) => source.run === run)?.file ?? 'undone'}`;
  if (format === '') return 'Every import';
  return `Every import of: ${sources.find((source) => source.format === format)?.formatTitle ?? format}`;
}

/** Months as typed; null when it is no whole number from the fewest to 1200. */
export function monthsTyped(text: string, fewest: number): number | null {
  const months = /^\d{1,4}$/.test(text.trim()) ? Number(text) : -1;
  return months >= fewest && months <= 1200 ? months : null;
}

/** What a run of the rules does besides removing rows, one sentence each. */
export function outcomeNotes(outcome: RetentionOutcome, count: (n: number) => string): string[] {
  const { people, heldBack, counts, uncounted, backups } = outcome;
  const notes = [
    people === 1
      ? '1 person of whom nothing else is held goes with identifiers and consents.'
      : `${count(people)} people of whom nothing else is held go with their identifiers and consents.`,
  ];
  if (heldBack > 0)
    notes.push(
      `${heldBack === 1 ? '1 person keeps' : `${count(heldBack)} people keep`} their rows: frozen, or with a request that is not answered yet.`,
    );
  if (counts > 0)
    notes.push(
      `${counts === 1 ? '1 monthly count is' : `${count(counts)} monthly counts are`} kept, with nobody behind them.`,
    );
  if (uncounted > 0)
    notes.push(
      `${uncounted === 1 ? '1 row leaves' : `${count(uncounted)} rows leave`} no count: too few people stood behind their month, so it could tell of one.`,
    );
  if (backups > 0) notes.push('Copies made before an update of Inglenook hold the same rows and go too.');
  return notes;
}
