import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis } from './analysis.ts';
import { differ } from './base/bits.ts';
import { parseIdKey } from './base/keys.ts';
import { IS_VIEW, medianOf, newestFirst, topIds, VIEW } from './base/scan.ts';
import { borrowUnwritten } from './base/scratch.ts';
import { eachStretch, findSessions, type Sessions, wholeOf } from './base/sessions.ts';
import { wholeMedian } from './base/whole-median.ts';

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

/** Acts looked at together: what is read of them first is still in the nearer caches when their visits are looked at. */
const BLOCK = 4096;

/** Acts from..to of `acts`. */
interface Span {
  from: number;
  to: number;
}

/** What is counted of page views on the way: they, their people, and whose was the last. */
interface Tally {
  views: number;
  people: number;
  last: number;
}

/** Reads the page of each of the acts from..to, NO_PAGE of those that are no views, and who did it. */
function readActs(
  { page, person, kind }: EventColumns,
  acts: Uint32Array,
  { from, to }: Span,
  pages: Int32Array,
  doers: Int32Array,
  tally: Tally,
): void {
  const viewOf = IS_VIEW;
  let { views, people, last } = tally;
  for (let a = from, j = 0; a < to; a++, j++) {
    const row = acts[a] as number;
    const isView = viewOf[kind[row] as number] as number;
    pages[j] = Math.imul(page[row] as number, isView);
    const who = person[row] as number;
    doers[j] = who;
    views += isView;
    people += differ(who, last) & isView;
    last ^= (who ^ last) & -isView;
  }
  Object.assign(tally, { views, people, last });
}

/** Counts acts on their pages. Short loops without a branch: the processor works on several acts at once. */
function countViews(count: number, pages: Int32Array, doers: Int32Array, cells: Int32Array): void {
  for (let j = 0; j < count; j++) {
    const at = (pages[j] as number) * CELL;
    const who = doers[j] as number;
    cells[at] = (cells[at] as number) + 1;
    cells[at + PEOPLE] = (cells[at + PEOPLE] as number) + differ(cells[at + LAST] as number, who);
    cells[at + LAST] = who;
  }
}

/** Counts per page: views, visits begun and ended on it, people. */
class PageCounts {
  readonly #events: EventColumns;
  readonly #cells: Int32Array;
  readonly #doers = new Int32Array(BLOCK);
  readonly #tally: Tally = { views: 0, people: 0, last: 0 };
  /** Page of each act counted so far, one after the other; NO_PAGE of those that are no views, or the last of their visits. */
  readonly pages: Int32Array;
  #acts = 0;

  constructor(events: EventColumns, acts: number) {
    this.#events = events;
    this.#cells = new Int32Array((events.pages + 1) * CELL);
    this.pages = borrowUnwritten(Int32Array, acts);
  }

  /** Counts visits from..to, of which the acts `span` count. */
  add({ acts, start }: Pick<Sessions, 'acts' | 'start'>, fromVisit: number, toVisit: number, span: Span): void {
    let [begun, ended] = [fromVisit, fromVisit];
    for (let { from } = span; from < span.to; from += BLOCK) {
      const to = Math.min(span.to, from + BLOCK);
      const pages = this.pages.subarray(this.#acts);
      readActs(this.#events, acts, { from, to }, pages, this.#doers, this.#tally);
      countViews(to - from, pages, this.#doers, this.#cells);
      this.#acts += to - from;
      const [first, last] = [begun, ended];
      while (begun < toVisit && (start[begun] as number) < to) begun++;
      while (ended < toVisit && Math.min(span.to, start[ended + 1] as number) <= to) ended++;
      this.#addEntries(start, first, begun, from, pages);
      this.#addExits(start, last, ended, { from, to: span.to }, pages);
    }
  }

  /** Counts visits from..to at the pages they begin on; `pages` has those of acts from `act` on. */
  #addEntries(start: Int32Array, from: number, to: number, act: number, pages: Int32Array): void {
    const cells = this.#cells;
    for (let s = from; s < to; s++) {
      // Of a visit that is cut, the first act that is left.
      const a = Math.max(0, (start[s] as number) - act);
      const at = (pages[a] as number) * CELL + ENTRIES;
      cells[at] = (cells[at] as number) + 1;
    }
  }

  /** Counts visits from..to at the pages they end on, and takes these out of `pages`: nobody knows how long they were read. */
  #addExits(start: Int32Array, from: number, to: number, acts: Span, pages: Int32Array): void {
    const cells = this.#cells;
    for (let s = from; s < to; s++) {
      const a = Math.min(acts.to, start[s + 1] as number) - 1 - acts.from;
      const at = (pages[a] as number) * CELL + EXITS;
      cells[at] = (cells[at] as number) + 1;
      pages[a] = NO_PAGE;
    }
  }

  /** The counts; `n` page views by `allPeople` people in all. */
  all() {
    const cells = this.#cells.slice();
    cells.fill(0, NO_PAGE, CELL);
    const of = (which: number) =>
      Uint32Array.from({ length: cells.length / CELL }, (_, id) => cells[id * CELL + which] as number);
    const [views, exits, entries, people] = [VIEWS, EXITS, ENTRIES, PEOPLE].map(of) as [
      Uint32Array,
      Uint32Array,
      Uint32Array,
      Uint32Array,
    ];
    return { views, exits, entries, people, n: this.#tally.views, allPeople: this.#tally.people };
  }
}
type Counts = ReturnType<PageCounts['all']>;

/** Finds the acts whose pages have a place below `none`: notes which of the block they are, and their places. */
function findAsked(
  count: number,
  pages: Int32Array,
  placeOf: Int32Array,
  none: number,
  { which, places }: Asked,
): number {
  let found = 0;
  for (let j = 0; j < count; j++) {
    const place = placeOf[pages[j] as number] as number;
    which[found] = j;
    places[found] = place;
    found += (place - none) >>> 31;
  }
  return found;
}

/** Acts of a block that are on the pages asked for. */
interface Asked {
  which: Int32Array;
  places: Int32Array;
}

/** Notes how long it was from each of these acts to the next one. False where that is no whole number, or too large. */
function noteStays(
  at: Float64Array,
  acts: Uint32Array,
  first: number,
  count: number,
  { which, places }: Asked,
  next: Int32Array,
  stays: Int32Array,
): boolean {
  let inexact = 0;
  for (let k = 0; k < count; k++) {
    const a = first + (which[k] as number);
    const exact = (at[acts[a + 1] as number] as number) - (at[acts[a] as number] as number);
    const stay = exact | 0;
    inexact |= Number(stay !== exact);
    const place = places[k] as number;
    const put = next[place] as number;
    stays[put] = stay;
    next[place] = put + 1;
  }
  return inexact === 0;
}

/** Stays on the pages asked for, those of one page behind those of the one before. */
class Stays {
  /** Number of each page among those asked for; the others, and acts that are no views, have one place behind all. */
  readonly #placeOf: Int32Array;
  readonly #begins: Int32Array;
  readonly #next: Int32Array;
  readonly #stays: Int32Array;
  readonly #asked: Asked = { which: new Int32Array(BLOCK), places: new Int32Array(BLOCK) };

  constructor(pages: number, ids: readonly number[], { views, exits }: Counts) {
    const none = ids.length;
    this.#placeOf = new Int32Array(pages + 1).fill(none);
    this.#begins = new Int32Array(none + 1);
    let room = 0;
    for (const [place, id] of ids.entries()) {
      this.#placeOf[id] = place;
      this.#begins[place] = room;
      room += (views[id] as number) - (exits[id] as number);
    }
    this.#begins[none] = room;
    this.#next = this.#begins.slice();
    this.#stays = borrowUnwritten(Int32Array, room + 1);
  }

  /**
   * Notes the stays of the acts `span`, whose pages are in `pages`; no visit goes on behind the last of them. False where
   * a stay is no whole number, or too large.
   */
  add(at: Float64Array, acts: Uint32Array, span: Span, pages: Int32Array): boolean {
    const none = this.#next.length - 1;
    let areWhole = true;
    for (let { from } = span; from < span.to; from += BLOCK) {
      const count = Math.min(span.to, from + BLOCK) - from;
      const found = findAsked(count, pages.subarray(from - span.from), this.#placeOf, none, this.#asked);
      areWhole = noteStays(at, acts, from, found, this.#asked, this.#next, this.#stays) && areWhole;
    }
    return areWhole;
  }

  medianOf = (place: number): number | null =>
    wholeMedian(this.#stays, this.#begins[place] as number, this.#next[place] as number);
}

/** The stays on one page, whatever numbers they are. */
function plainStays({ at, page, kind }: EventColumns, { acts, start, count }: Sessions, id: number): number[] {
  const stays: number[] = [];
  for (let s = 0; s < count; s++)
    for (let a = start[s] as number; a + 1 < (start[s + 1] as number); a++) {
      const [row, next] = [acts[a] as number, acts[a + 1] as number];
      if (kind[row] === VIEW && page[row] === id) stays.push((at[next] as number) - (at[row] as number));
    }
  return stays;
}

/** Median stay on each of the pages given, in ms; null where nobody went on from it. */
function medianStays(
  events: EventColumns,
  sessions: Sessions,
  ids: readonly number[],
  counts: Counts,
  pages: Int32Array,
): (number | null)[] {
  const stays = new Stays(events.pages, ids, counts);
  let areWhole = true;
  let read = 0;
  eachStretch(sessions, ({ acts }, _fromVisit, _toVisit, from, to) => {
    areWhole = stays.add(events.at, acts, { from, to }, pages.subarray(read)) && areWhole;
    read += to - from;
  });
  // Instants are whole ms nearly everywhere, and a stay is no longer than the idle time.
  return ids.map((id, place) => (areWhole ? stays.medianOf(place) : medianOf(plainStays(events, sessions, id))));
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
    const sessions = findSessions(events, context);
    const pages = new PageCounts(events, wholeOf(sessions).acts.length);
    eachStretch(sessions, (whole, from, to, fromAct, toAct) =>
      pages.add(whole, from, to, { from: fromAct, to: toAct }),
    );
    const counts = pages.all();
    const { views, exits, entries, people, n, allPeople } = counts;
    const ids = topIds(views, limit);
    const stays = medianStays(events, sessions, ids, counts, pages.pages);
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
