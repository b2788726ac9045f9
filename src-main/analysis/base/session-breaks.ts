import type { EventColumns } from '../../../shared/columns.ts';
import { CHANNELS } from '../../../shared/model.ts';
import type { RunContext } from '../analysis.ts';
import { dayFinder } from './zone.ts';

const DIRECT = CHANNELS.indexOf('direct');
const INTERNAL = CHANNELS.indexOf('internal');

/** Whether a new visit begins at `row`, whose act before was `previous` in a visit that began at `first`. */
export type SessionBreak = (row: number, previous: number, first: number) => boolean;

/**
 * What ends a visit besides idle time, as the business chose; null when nothing does. Like Universal Analytics: at
 * midnight (of the business's zone), and when somebody comes from outside again, from another source than before.
 */
export function sessionBreak(events: EventColumns, context: RunContext): SessionBreak | null {
  const { at, source, channelOfSource, siteOfSource } = events;
  const breaks: SessionBreak[] = [];
  if (context.sessionEndsAtMidnight) {
    const dayOf = dayFinder(context.zone, context.range);
    breaks.push((row, previous) => dayOf(at[row] as number) !== dayOf(at[previous] as number));
  }
  if (context.sessionEndsAtSource) {
    // The source of a visit is that of its latest act that came from outside; direct and internal acts do not change it.
    let visit = -1;
    let current = 0;
    const isOutside = (id: number) => {
      const channel = channelOfSource[id] as number;
      return id > 0 && channel !== DIRECT && channel !== INTERNAL;
    };
    breaks.push((row, _previous, first) => {
      if (visit !== first) {
        visit = first;
        current = siteOfSource[source[first] as number] as number;
      }
      const id = source[row] as number;
      return isOutside(id) && siteOfSource[id] !== current;
    });
  }
  if (breaks.length === 0) return null;
  return (row, previous, first) => breaks.some((breakAt) => breakAt(row, previous, first));
}
