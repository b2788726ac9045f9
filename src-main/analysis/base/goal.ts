import type { EventColumns } from '../../../shared/columns.ts';
import { EVENT_KINDS } from '../../../shared/model.ts';

const PURCHASE = EVENT_KINDS.indexOf('purchase');

/** Whether a row reaches a goal: a page or event (a trailing * takes all that begin so), or a purchase where none is named. */
export function goalTest(events: EventColumns, goal: string | undefined): (row: number) => boolean {
  const { kind, page } = events;
  if (goal === undefined) return (row) => kind[row] === PURCHASE;
  const wanted = new Uint8Array(events.pages + 1);
  for (const id of goal.endsWith('*') ? events.pagesWithPrefix(goal.slice(0, -1)) : [events.pageId(goal)])
    if (id > 0) wanted[id] = 1;
  return (row) => wanted[page[row] as number] === 1;
}
