import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { type Counted, RARE_MEASURES, type RareMeasure, rareRowsOf } from './cell-counts.ts';
import { RareActs } from './rare-rows.ts';
import { findSessions, wholeOf } from './sessions.ts';

/** Of what is asked for and only few acts have: these acts. Null where they are many. */
export function raresOf(
  events: EventColumns,
  context: RunContext,
  wanted: readonly Counted[],
): [RareMeasure, RareActs][] | null {
  const whole = wholeOf(findSessions(events, context));
  const rares: [RareMeasure, RareActs][] = [];
  for (const measure of RARE_MEASURES) {
    if (!wanted.includes(measure)) continue;
    const rows = rareRowsOf(measure, events);
    if (!rows) return null;
    rares.push([measure, new RareActs(events.at, rows, whole, context.range)]);
  }
  return rares;
}
