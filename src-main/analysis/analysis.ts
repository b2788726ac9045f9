import type * as z from 'zod';
import type { TableName, Tables } from '../../shared/columns.ts';
import type { ContentGroup } from '../../shared/contract/kept.ts';
import type { Purpose } from '../../shared/model.ts';
import type { Result } from '../../shared/results.ts';
import type { Range } from '../../shared/time.ts';
import { withScratch } from './base/scratch.ts';

/** What every run gets besides the columns. No clock, no random: same input, same output. */
export interface RunContext {
  /** Half-open range to look at; rows outside do not count. */
  range: Range;
  /**
   * Where acts make somebody one of a segment; missing = `range`. Without chosen dates it is all there is of every table: who
   * visited before the first message can have written it.
   */
  segmentRange?: Range;
  /** IANA zone of the business. */
  zone: string;
  /** When the newest data ends; the last bucket may be incomplete. */
  dataEndMs: number;
  sessionIdleMs: number;
  /** A visit also ends at local midnight. */
  sessionEndsAtMidnight?: boolean;
  /** A visit also ends when the person comes again through another outside source. */
  sessionEndsAtSource?: boolean;
  /** ISO 4217 of the store's main currency; '' or left out while unknown. Results in `money` are in it. */
  currency?: string;
  /** Include hits marked as bots. */
  bots: boolean;
  /** Called between blocks of a long loop; throws when nobody waits for the result any more. */
  checkWanted?(): void;
  /** Groups of pages that the owner made. */
  contentGroups?: readonly ContentGroup[];
}

/** Rows behind one mark: which table, which row indices (into the columns given), in the order to be shown. */
export interface RowsBehind {
  table: TableName;
  indices: Uint32Array;
}

/**
 * One analysis: a pure function over columns. The columns it is given hold only rows that may be used for its purpose.
 * P = zod schema of the parameters, T = tables it reads.
 */
export interface Analysis<P extends z.ZodType = z.ZodType, T extends TableName = TableName> {
  id: string;
  title: string;
  question: string;
  /** How the figure is defined, in plain words, with its source where it is a published method. */
  definition: string;
  area: 'listening' | 'engagement' | 'activity' | 'customers';
  purpose: Purpose;
  reads: readonly T[];
  /** Tables it reads with some parameters only; they are loaded for those alone. */
  alsoReads?(params: z.output<P>): readonly TableName[];
  params: P;
  version: number;
  run(tables: Pick<Tables, T>, params: z.output<P>, context: RunContext): Result;
  /** Lists the rows behind the mark named `key`. */
  rows?(tables: Pick<Tables, T>, params: z.output<P>, context: RunContext, key: string): RowsBehind;
}

const eventsOf = (tables: Partial<Tables>) => tables.events;

/** Keeps the parameter and table types of a literal while checking it against the interface. Runs use memory again. */
export const defineAnalysis = <P extends z.ZodType, T extends TableName>(analysis: Analysis<P, T>): Analysis<P, T> => {
  const { run, rows } = analysis;
  return {
    ...analysis,
    run: (tables, params, context) => withScratch(eventsOf(tables), () => run(tables, params, context)),
    ...(rows && {
      rows: (tables, params, context, key) => withScratch(eventsOf(tables), () => rows(tables, params, context, key)),
    }),
  };
};
