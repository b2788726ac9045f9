import * as z from 'zod';
import type { EventColumns } from '../../../shared/columns.ts';
import type { CellType } from '../../../shared/results.ts';
import { type Analysis, defineAnalysis } from '../analysis.ts';
import { type SessionGrouping, sessionRows, sessionTable } from './session-table.ts';

/** How visits are told apart, and what it is called. */
interface VisitsBy extends Pick<Analysis, 'id' | 'title' | 'question' | 'definition'> {
  grouping(events: EventColumns): SessionGrouping;
  /** Whether group 0 is listed (direct, not known) or stands for "none". */
  zeroCounts(events: EventColumns): boolean;
  /** Head of the first column, and what its cells are. */
  label: string;
  type: CellType;
  /** Text of a group, where it is no id that the window looks up. */
  textOf?(id: number, events: EventColumns): string;
}

/** An analysis that puts each visit into one group: a table of visits, visitors and bounce rate, with the visits behind each row. */
export const defineVisitsBy = ({ grouping, zeroCounts, label, type, textOf, ...what }: VisitsBy) =>
  defineAnalysis({
    ...what,
    area: 'activity',
    purpose: 'service',
    reads: ['events'],
    params: z.strictObject({ limit: z.number().int().min(1).max(5000).default(50) }),
    version: 1,
    run: ({ events }, { limit }, context) =>
      sessionTable(events, context, {
        grouping: grouping(events),
        limit,
        zeroCounts: zeroCounts(events),
        label,
        type,
        ...(textOf && { textOf: (id) => textOf(id, events) }),
      }),
    rows: ({ events }, _params, context, key) => sessionRows(events, context, grouping(events), key),
  });
