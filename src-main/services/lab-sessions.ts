import type { EventColumns } from '../../shared/columns.ts';
import { IS_ACT } from '../analysis/base/scan.ts';
import { findSessions } from '../analysis/base/sessions.ts';
import { LAB_COLUMNS } from './lab-columns.ts';
import { contextOf, EVENT_OPTIONS, nameOf, numberOf, readEvents, rejectedLines } from './lab-table.ts';
import type { LineLab } from './line-lab.ts';

/** Acts among the rows of one visit. */
function actsIn({ kind }: EventColumns, first: number, last: number): number {
  let acts = 0;
  for (let i = first; i <= last; i++) acts += IS_ACT[kind[i] as number] as number;
  return acts;
}

const iso = (at: number): string => new Date(at).toISOString();

/** `inglenook lab sessions`: one line per visit. */
export const sessionsLab: LineLab = {
  id: 'sessions',
  title: 'Visits of each visitor',
  question: 'When did each visit begin and end, on which pages, and how long was it?',
  columns: LAB_COLUMNS.events,
  options: {
    ...EVENT_OPTIONS,
    source: { type: 'string', help: 'column of the referrer or source' },
    idle: { type: 'string', help: 'minutes without an act after which a visit ends (default 30)' },
    midnight: { type: 'boolean', help: 'a visit also ends at midnight in --zone' },
    campaign: { type: 'boolean', help: 'a visit also ends when the visitor comes through another outside source' },
  },
  output:
    'One line per visit, by visitor and time: visitor, start and end (UTC), views (events of kind `view`; all events where the file names no kinds), events, duration in seconds from the first to the last event, bounce (a single page view and nothing else), entry and exit page. Lines that cannot be read come first, as line and rejected (the column).',
  async *run(input) {
    const { events, people, pages, rejected } = await readEvents(input);
    const context = {
      ...contextOf(events.at, input.zone, numberOf(input.params, 'idle', 30, 1 / 60)),
      sessionEndsAtMidnight: input.params.midnight === true,
      sessionEndsAtSource: input.params.campaign === true,
    };
    yield* rejectedLines(rejected);
    const sessions = findSessions(events, context);
    for (let s = 0; s < sessions.count; s++) {
      const first = sessions.first[s] as number;
      const last = sessions.last[s] as number;
      const views = sessions.views[s] as number;
      const [start, end] = [events.at[first] as number, events.at[last] as number];
      yield {
        visitor: nameOf(people, events.person[first] as number),
        start: iso(start),
        end: iso(end),
        views,
        events: actsIn(events, first, last),
        duration: (end - start) / 1000,
        bounce: first === last && views === 1,
        entry: pages.texts[events.page[first] as number] ?? '',
        exit: pages.texts[events.page[last] as number] ?? '',
      };
    }
  },
};
