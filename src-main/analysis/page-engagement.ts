import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseIdKey } from './base/keys.ts';
import { IS_VIEW, medianOf, newestFirst, topIds, VIEW } from './base/scan.ts';
import { findSessions, type Sessions } from './base/sessions.ts';

/** Numbers of a page, together so that they lie within one line of the processor's cache. */
const CELL = 8;
const VIEWS = 0;
const EXITS = 1;
const ENTRIES = 2;
const PEOPLE = 3;
/** Who was seen last on the page: acts of a person lie together. */
const LAST = 4;

/** Acts that are no page views are counted as page 0, which stands for none and is never shown: that needs no branch. */
const NO_PAGE = 0;

/** Counts views and people per page; answers how many views there are in all, and how many people looked at any. One loop over all acts, without a branch. */
function countViews({ page, person, kind }: EventColumns, acts: Uint32Array, cells: Uint32Array) {
  const viewOf = IS_VIEW;
  // Who was seen last, and how many people: at 0 of acts that are no views, at 1 of views.
  const [seen, people] = [new Uint32Array(2), new Uint32Array(2)];
  let n = 0;
  for (let a = 0; a < acts.length; a++) {
    const row = acts[a] as number;
    const who = person[row] as number;
    const isView = viewOf[kind[row] as number] as number;
    const at = Math.imul(page[row] as number, isView) * CELL;
    n += isView;
    cells[at] = (cells[at] as number) + 1;
    cells[at + PEOPLE] = (cells[at + PEOPLE] as number) + Number(cells[at + LAST] !== who);
    cells[at + LAST] = who;
    people[isView] = (people[isView] as number) + Number(seen[isView] !== who);
    seen[isView] = who;
  }
  return { n, allPeople: people[1] as number };
}

/** Counts per page: views, visits begun and ended on it, people. */
function countPages(events: EventColumns, context: RunContext) {
  const { page, kind, pages } = events;
  const { acts, start, count } = findSessions(events, context);
  const cells = new Uint32Array((pages + 1) * CELL);
  const { n, allPeople } = countViews(events, acts, cells);
  const viewOf = IS_VIEW;
  for (let s = 0; s < count; s++) {
    const [first, last] = [acts[start[s] as number] as number, acts[(start[s + 1] as number) - 1] as number];
    const entry = Math.imul(page[first] as number, viewOf[kind[first] as number] as number) * CELL + ENTRIES;
    const exit = Math.imul(page[last] as number, viewOf[kind[last] as number] as number) * CELL + EXITS;
    cells[entry] = (cells[entry] as number) + 1;
    cells[exit] = (cells[exit] as number) + 1;
  }
  cells.fill(0, NO_PAGE, CELL);
  const of = (which: number) => Uint32Array.from({ length: pages + 1 }, (_, id) => cells[id * CELL + which] as number);
  return { views: of(VIEWS), exits: of(EXITS), entries: of(ENTRIES), people: of(PEOPLE), n, allPeople };
}

/** Acts looked at together. */
const BLOCK = 4096;

/** Median stay on each of the pages given, in ms; null where nobody went on from it. */
function medianStays(
  { at, page, kind, pages }: EventColumns,
  { acts, start, count }: Sessions,
  ids: readonly number[],
  { views, exits }: ReturnType<typeof countPages>,
): (number | null)[] {
  // All other pages, and acts that are no views, have one place behind those of the pages: it is written over again and again.
  const none = ids.length;
  const placeOf = new Int32Array(pages + 1).fill(none);
  // The stays of one page after those of the one before.
  const next = new Int32Array(none + 1);
  let room = 0;
  for (const [place, id] of ids.entries()) {
    placeOf[id] = place;
    next[place] = room;
    room += (views[id] as number) - (exits[id] as number);
  }
  next[none] = room;
  const begins = next.slice();
  const stays = new Float64Array(room + 1);
  const viewOf = IS_VIEW;
  const goesOn = new Uint8Array(BLOCK);
  let visit = 0;
  for (let from = 0; from < acts.length; from += BLOCK) {
    const to = Math.min(acts.length, from + BLOCK);
    goesOn.fill(1);
    for (; visit < count && (start[visit + 1] as number) <= to; visit++)
      goesOn[(start[visit + 1] as number) - 1 - from] = 0;
    let when = at[acts[from] as number] as number;
    for (let a = from; a < to; a++) {
      const row = acts[a] as number;
      // The very last act has none after it; its visit does not go on.
      const after = at[acts[Math.min(a + 1, acts.length - 1)] as number] as number;
      const counts = (viewOf[kind[row] as number] as number) & (goesOn[a - from] as number);
      const place = placeOf[Math.imul(page[row] as number, counts)] as number;
      const put = next[place] as number;
      stays[put] = after - when;
      next[place] = put + Number(place < none);
      when = after;
    }
  }
  return ids.map((_, place) => medianOf(stays.subarray(begins[place], next[place])));
}

/** Time on pages, and how often visits end on them. */
export const pageEngagement = defineAnalysis({
  id: 'page-engagement',
  title: 'Time on pages',
  question: 'Which pages hold people, and on which do they leave?',
  definition:
    'Time on a page is the time to the next act of the same visit (median). It is unknown for the last page of a visit, which is left out of it: nothing tells a log when somebody stops reading. Exit rate: views of the page that were the last act of their visit.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(1000).default(50) }),
  version: 1,
  run({ events }, { limit }, context) {
    const counts = countPages(events, context);
    const { views, exits, entries, people, n, allPeople } = counts;
    const ids = topIds(views, limit);
    const stays = medianStays(events, findSessions(events, context), ids, counts);
    return {
      kind: 'table',
      columns: [
        { id: 'page', label: 'Page', type: 'page' },
        { id: 'views', label: 'Page views', type: 'number', unit: 'count' },
        { id: 'visitors', label: 'Visitors', type: 'number', unit: 'people' },
        { id: 'time', label: 'Time on page (median)', type: 'number', unit: 'ms' },
        { id: 'entries', label: 'Visits begun here', type: 'number', unit: 'visits' },
        { id: 'exit-rate', label: 'Exit rate', type: 'number', unit: 'share' },
      ],
      rows: ids.map((id, place) => ({
        key: String(id),
        cells: [
          id,
          views[id] as number,
          people[id] as number,
          stays[place] as number | null,
          entries[id] as number,
          (exits[id] as number) / (views[id] as number),
        ],
        people: people[id] as number,
      })),
      total: views.reduce((sum, count, id) => sum + (id > 0 && count > 0 ? 1 : 0), 0),
      n,
      people: allPeople,
    };
  },
  rows({ events }, _params, context, key) {
    const wanted = parseIdKey(key);
    const isOnPage = (row: number) => events.kind[row] === VIEW && events.page[row] === wanted;
    const found = wanted > 0 ? findSessions(events, context).acts.filter(isOnPage) : new Uint32Array(0);
    return { table: 'events', indices: newestFirst(events.at, found) };
  },
});
