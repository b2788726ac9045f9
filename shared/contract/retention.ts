import * as z from 'zod';
import { id, text } from '../check.ts';
import { PURPOSES, type Purpose } from '../model.ts';
import { command, query } from './define.ts';

/** `all` = every purpose without a rule of its own for this source; `ended` = none any more, as its basis has ended. */
export const RETENTION_PURPOSES = ['all', ...PURPOSES, 'ended'] as const;

/** How long one source is kept for one purpose. `run` > 0: one import; else `format`, '' = every import. */
export interface RetentionRule {
  run: number;
  format: string;
  purpose: Purpose | 'all' | 'ended';
  /** Full calendar months before the present one; for `ended` those since the end, 0 = at once. */
  months: number;
}

/** Kinds of row that retention removes: those about people. Ads, catalogue and other tools' totals stay. */
export type RetentionRecord = 'messages' | 'orders' | 'events';

/** What is left of a month whose rows went; only where enough people stood behind it. */
export interface RetainedCount {
  /** UTC, "2025-03" */
  month: string;
  format: string;
  record: RetentionRecord;
  /** ISO 4217; '' = no money. */
  currency: string;
  rows: number;
  total: number;
}

/** What a run of the rules removes, or removed. */
export interface RetentionOutcome {
  /** Every stored version counted. */
  lines: { run: number; file: string; format: string; record: RetentionRecord; rows: number; people: number }[];
  rows: number;
  /** People of whom nothing is left, and who go with their identifiers and consents. */
  people: number;
  /** People with rows past their time that stay: frozen, or with an open request. */
  heldBack: number;
  /** Month counts that are kept. */
  counts: number;
  /** Rows that go without leaving a count, because too few people stood behind their month. */
  uncounted: number;
  /** Copies of the store from before an update, which hold the rows too and are deleted. */
  backups: number;
}

/** What is held of imports whose basis has ended, so that nothing may use it. */
export interface HeldWithoutBasis {
  /** Rows, every stored version counted, that no import whose basis holds brought too. */
  imports: {
    run: number;
    file: string;
    untilMs: number;
    rows: number;
    /** The first of these rows, by their lines in the file. */
    lines: number[];
  }[];
  rows: number;
  /** People of whom nothing else is held. */
  people: number;
  /** People with such rows whose rows must stay: frozen, or with an open request. */
  heldBack: number;
}

export const retention = {
  'retention.rules': query<{
    rules: RetentionRule[];
    /**
     * Imports and how long each is kept by these rules; null = no limit. `endedMs` = when its basis ended; null = it has not.
     * `endedMonths` = months for which it is kept after that; null = no rule.
     */
    sources: {
      run: number;
      file: string;
      format: string;
      formatTitle: string;
      months: number | null;
      endedMs: number | null;
      endedMonths: number | null;
    }[];
    retained: RetainedCount[];
  }>()('How long each source is kept, and the counts left of what went', z.strictObject({})),
  'retention.set': command<{ revision: number }>()(
    'Set how many months a source is kept for a purpose; null takes the rule away. Removes nothing yet',
    z
      .strictObject({
        run: id().default(0),
        format: text(60).default(''),
        purpose: z.enum(RETENTION_PURPOSES).default('all'),
        months: z.number().int().min(0).max(1200).nullable(),
      })
      .refine(({ run, format }) => run === 0 || format === '')
      .refine(({ purpose, months }) => months !== 0 || purpose === 'ended'),
  ),
  'retention.preview': command<RetentionOutcome>()(
    'Dry run: what the retention rules would remove now, counted; removes nothing',
    z.strictObject({}),
  ),
  'retention.ended': command<HeldWithoutBasis>()(
    'Dry run: what is held of imports whose basis has ended, so that nothing may use it; removes nothing',
    z.strictObject({}),
  ),
  'retention.apply': command<RetentionOutcome>()(
    'Remove what is past its time by the retention rules; cannot be undone',
    z.strictObject({}),
  ),
};
