import type { EventColumns } from '../../../shared/columns.ts';
import { EVENT_KINDS } from '../../../shared/model.ts';

export const PURCHASE = EVENT_KINDS.indexOf('purchase');

/** 1 per page or event that a goal names; a trailing * takes all that begin so. */
export function goalPages(events: EventColumns, goal: string): Uint8Array {
  const wanted = new Uint8Array(events.pages + 1);
  for (const id of goal.endsWith('*') ? events.pagesWithPrefix(goal.slice(0, -1)) : [events.pageId(goal)])
    if (id > 0) wanted[id] = 1;
  return wanted;
}

/** Whether a row reaches a goal: a page or event, or a purchase where none is named. */
export function goalTest(events: EventColumns, goal: string | undefined): (row: number) => boolean {
  const { kind, page } = events;
  if (goal === undefined) return (row) => kind[row] === PURCHASE;
  const wanted = goalPages(events, goal);
  return (row) => wanted[page[row] as number] === 1;
}
