import type { Output } from '../../../shared/contract.ts';
import type { RetentionOutcome, RetentionRecord, RetentionRule } from '../../../shared/contract/retention.ts';
import { PURPOSE_WORDS } from './words.ts';

export type Source = Output<'retention.rules'>['sources'][number];

export const RECORD_WORDS: Readonly<Record<RetentionRecord, string>> = {
  messages: 'Messages',
  orders: 'Orders',
  events: 'Visits and events',
};

export const purposeLabel = (purpose: RetentionRule['purpose']): string =>
  purpose === 'all' ? 'Every purpose' : PURPOSE_WORDS[purpose].label;

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

/** Months as typed; null when it is no whole number from 1 to 1200. */
export function monthsTyped(text: string): number | null {
  const months = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  return months >= 1 && months <= 1200 ? months : null;
}

/** What a run of the rules does besides removing rows, one sentence each. */
export function outcomeNotes(outcome: RetentionOutcome, count: (n: number) => string): string[] {
  const { people, heldBack, counts, uncounted, backups } = outcome;
  const notes = [`${count(people)} people of whom nothing else is held go with their identifiers and consents.`];
  if (heldBack > 0)
    notes.push(`${count(heldBack)} people keep their rows: they are frozen, or their request is not answered yet.`);
  if (counts > 0) notes.push(`${count(counts)} monthly counts are kept, with nobody behind them.`);
  if (uncounted > 0)
    notes.push(
      `${count(uncounted)} rows leave no count: too few people stood behind their month, so it could tell of one.`,
    );
  if (backups > 0) notes.push('Copies made before an update of Inglenook hold the same rows and go too.');
  return notes;
}
