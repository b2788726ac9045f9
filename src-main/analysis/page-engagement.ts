import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis } from './analysis.ts';
import { parseIdKey } from './base/keys.ts';
import { IS_VIEW, medianOf, newestFirst, topIds, VIEW } from './base/scan.ts';
import { borrowUnwritten } from './base/scratch.ts';
import { eachStretch, findSessions, type Sessions } from './base/sessions.ts';
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

/** Counts per page: views, visits begun and ended on it, people. */
class PageCounts {
  readonly #events: EventColumns;
  readonly #cells: Uint32Array;
  /** Who was seen last, and how many people and acts: at 0 of acts that are no views, at 1 of views. */
  readonly #seen = new Uint32Array(2);
  readonly #people = new Uint32Array(2);
  readonly #acts = new Uint32Array(2);

  constructor(events: EventColumns) {
    this.#events = events;
    this.#cells = new Uint32Array((events.pages + 1) * CELL);
  }

  /** One loop over all acts, without a branch. */
  #addViews(acts: Uint32Array, { from, to }: Span): void {
    const { page, person, kind } = this.#events;
    const [cells, seen, people, viewOf] = [this.#cells, this.#seen, this.#people, IS_VIEW];
    let n = 0;
    for (let a = from; a < to; a++) {
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
    this.#acts[1] = (this.#acts[1] as number) + n;
  }

  /** Counts visits from..to, of which the acts `span` count. */
  add({ acts, start }: Pick<Sessions, 'acts' | 'start'>, fromVisit: number, toVisit: number, span: Span): void {
    let [begun, ended] = [fromVisit, fromVisit];
    for (let { from } = span; from < span.to; from += BLOCK) {
      const to = Math.min(span.to, from + BLOCK);
      this.#addViews(acts, { from, to });
      const [first, last] = [begun, ended];
      while (begun < toVisit && (start[begun] as number) < to) begun++;
      while (ended < toVisit && Math.min(span.to, start[ended + 1] as number) <= to) ended++;
      this.#addEnds(acts, start, first, begun, span, ENTRIES);
      this.#addEnds(acts, start, last, ended, span, EXITS);
    }
  }

  /** Counts visits from..to at the pages they begin on, or end on. */
  #addEnds(acts: Uint32Array, start: Int32Array, from: number, to: number, span: Span, which: number): void {
    const { page, kind } = this.#events;
    const [cells, viewOf, isExit] = [this.#cells, IS_VIEW, Number(which === EXITS)];
    for (let s = from; s < to; s++) {
      // Of a visit that is cut, the first or last act that is left.
      const a = Math.max(span.from, Math.min(span.to, start[s + isExit] as number) - isExit);
      const row = acts[a] as number;
      const at = Math.imul(page[row] as number, viewOf[kind[row] as number] as number) * CELL + which;
      cells[at] = (cells[at] as number) + 1;
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
    return { views, exits, entries, people, n: this.#acts[1] as number, allPeople: this.#people[1] as number };
  }
}
type Counts = ReturnType<PageCounts['all']>;

/** Stays on the pages asked for, those of one page behind those of the one before. */
class Stays {
  /** Number of each page among those asked for; the others, and acts that are no views, have one place behind all. */
  readonly #placeOf: Int32Array;
  readonly #begins: Int32Array;
  readonly #next: Int32Array;
  readonly #stays: Int32Array;
  readonly #goesOn = new Uint8Array(BLOCK);

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

  /** Notes the stays of visits from..to, of which the acts `span` count. False where one is no whole number, or too large. */
  add(
    { at, page, kind }: EventColumns,
    { acts, start }: Pick<Sessions, 'acts' | 'start'>,
    fromVisit: number,
    toVisit: number,
    span: Span,
  ): boolean {
    const [placeOf, next, stays, goesOn, viewOf] = [this.#placeOf, this.#next, this.#stays, this.#goesOn, IS_VIEW];
    const none = next.length - 1;
    // After the very last act there is none; its visit does not go on, though its end may have been cut off.
    const end = span.to - 1;
    let visit = fromVisit;
    let inexact = 0;
    let row = acts[span.from] as number;
    let when = at[row] as number;
    for (let { from } = span; from < end; from += BLOCK) {
      const to = Math.min(end, from + BLOCK);
      goesOn.fill(1, 0, to - from);
      for (; visit < toVisit && (start[visit + 1] as number) <= to; visit++)
        goesOn[(start[visit + 1] as number) - 1 - from] = 0;
      for (let a = from; a < to; a++) {
        const counts = (viewOf[kind[row] as number] as number) & (goesOn[a - from] as number);
        const place = placeOf[Math.imul(page[row] as number, counts)] as number;
        row = acts[a + 1] as number;
        const after = at[row] as number;
        const exact = after - when;
        const stay = exact | 0;
        const put = next[place] as number;
        const isAsked = Number(place < none);
        inexact |= Number(stay !== exact) & isAsked;
        stays[put] = stay;
        next[place] = put + isAsked;
        when = after;
      }
    }
    return inexact === 0;
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
): (number | null)[] {
  const stays = new Stays(events.pages, ids, counts);
  let areWhole = true;
  eachStretch(sessions, (whole, from, to, fromAct, toAct) => {
    areWhole = stays.add(events, whole, from, to, { from: fromAct, to: toAct }) && areWhole;
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
    const pages = new PageCounts(events);
    eachStretch(sessions, (whole, from, to, fromAct, toAct) =>
      pages.add(whole, from, to, { from: fromAct, to: toAct }),
    );
    const counts = pages.all();
    const { views, exits, entries, people, n, allPeople } = counts;
    const ids = topIds(views, limit);
    const stays = medianStays(events, sessions, ids, counts);
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
