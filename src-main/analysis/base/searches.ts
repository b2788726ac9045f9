import { type EventColumns, PROPERTY_TYPES, type PropertySets } from '../../../shared/columns.ts';
import { EVENT_KINDS } from '../../../shared/model.ts';
import { SEARCH_RESULTS, SEARCH_TERM, searchPageNames } from '../../../shared/site-search.ts';
import type { RunContext } from '../analysis.ts';
import { valuesOf } from './properties.ts';
import { RareActs, rareRows } from './rare-rows.ts';
import { findSessions, wholeOf } from './sessions.ts';

const SEARCH = EVENT_KINDS.indexOf('search');
const VIEW = EVENT_KINDS.indexOf('view');
const PURCHASE = EVENT_KINDS.indexOf('purchase');
const TEXT = PROPERTY_TYPES.indexOf('text');

/** 1 per page that shows what a search has found. */
function searchPages(events: EventColumns, pages: readonly string[] = searchPageNames): Uint8Array {
  const mask = new Uint8Array(events.pages + 1);
  for (const name of pages)
    for (const id of name.endsWith('*') ? events.pagesWithPrefix(name.slice(0, -1)) : [events.pageId(name)])
      mask[id] = Number(id > 0);
  return mask;
}

/** What was typed, for sets of properties that tell it: the number of the term, −1 for none. */
export function termsOf({ propertySets }: EventColumns) {
  const { values, ofSet } = valuesOf(propertySets, SEARCH_TERM);
  const words = values.map(({ type, words }) => (type === PROPERTY_TYPES[TEXT] ? words : '(other)'));
  return { words, ofSet };
}

/** Whether a row is a search: an event that a file calls so, or a view of a page that shows what was found or tells what was typed. */
export function searchTest(events: EventColumns, pages?: readonly string[]): (row: number) => boolean {
  const { kind, page, properties } = events;
  const shows = searchPages(events, pages);
  const { ofSet } = termsOf(events);
  return (row) =>
    kind[row] === SEARCH ||
    (kind[row] === VIEW && (shows[page[row] as number] === 1 || (ofSet[properties[row] ?? 0] ?? -1) >= 0));
}

/** What came next: a page or event, another search, nothing more in the visit. */
export type After = 'went-on' | 'again' | 'left';

/** Calls back for every search in a visit: its row, and what came next. */
export function eachSearch(
  events: EventColumns,
  context: RunContext,
  isSearch: (row: number) => boolean,
  found: (row: number, after: After) => void,
): void {
  const { acts, start, count } = findSessions(events, context);
  for (let s = 0; s < count; s++) {
    const end = start[s + 1] as number;
    for (let a = start[s] as number; a < end; a++) {
      const row = acts[a] as number;
      if (!isSearch(row)) continue;
      if (a + 1 === end) found(row, 'left');
      else found(row, isSearch(acts[a + 1] as number) ? 'again' : 'went-on');
    }
  }
}

/** One search for a term. */
export interface TermSearch {
  /** Row of the first of its acts. */
  row: number;
  /** Number of the term, in `words`. */
  term: number;
  after: After;
  /** Whether something was found; by the number of results where the source tells it, else by what came next. */
  found: boolean;
  isCounted: boolean;
  /** A purchase came later in the visit. */
  bought: boolean;
}

/** Rows whose set tells a term, found once for the columns; null where they are many. */
const known = new WeakMap<Uint32Array, { sets: PropertySets; rows: Uint32Array | null }>();

function rowsWithTerm({ properties, propertySets: sets }: EventColumns, ofSet: Int32Array): Uint32Array | null {
  const found = known.get(properties);
  if (found?.sets === sets) return found.rows;
  const rows = rareRows(
    properties,
    Uint8Array.from(ofSet, (term) => Number(term >= 0)),
  );
  known.set(properties, { sets, rows });
  return rows;
}

/** Calls back for the acts from..to of every visit of the period that may have a search for a term, in their order. */
function eachVisitWithTerm(
  events: EventColumns,
  context: RunContext,
  ofSet: Int32Array,
  found: (acts: Uint32Array, from: number, to: number) => void,
): void {
  const rare = rowsWithTerm(events, ofSet);
  if (rare?.length === 0) return;
  const visits = findSessions(events, context);
  if (!rare) {
    const { acts, start, count } = visits;
    for (let s = 0; s < count; s++) found(acts, start[s] as number, start[s + 1] as number);
    return;
  }
  const whole = wholeOf(visits);
  const { fromMs, toMs } = context.range;
  const timeOf = (a: number): number => events.at[whole.acts[a] as number] as number;
  let last = 0;
  new RareActs(events.at, rare, whole, context.range).eachBefore(events.length, (block) => {
    context.checkWanted?.();
    for (let j = 0; j < block.count; j++) {
      const visit = block.visits[j] as number;
      if (visit === last) continue;
      last = visit;
      // An act of it is in the period, so that there are some left.
      let [from, to] = [whole.start[visit - 1] as number, whole.start[visit] as number];
      while (timeOf(from) < fromMs) from++;
      while (timeOf(to - 1) >= toMs) to--;
      found(whole.acts, from, to);
    }
  });
}

/** Calls back for every search whose term is known. The same term again right after it is the same search: a further page of what was found, or a second record of it. */
export function eachTermSearch(
  events: EventColumns,
  context: RunContext,
  take: (search: TermSearch) => void,
): readonly string[] {
  const { words, ofSet } = termsOf(events);
  const results = valuesOf(events.propertySets, SEARCH_RESULTS);
  const setOf = (row: number) => events.properties[row] ?? 0;
  const isSearch = searchTest(events);
  const termAt = (row: number) => (isSearch(row) ? (ofSet[setOf(row)] ?? -1) : -1);
  const countAt = (row: number) => results.values[results.ofSet[setOf(row)] ?? -1]?.number ?? Number.NaN;
  eachVisitWithTerm(events, context, ofSet, (acts, first, end) => {
    let lastPurchase = -1;
    for (let a = first; a < end; a++) if (events.kind[acts[a] as number] === PURCHASE) lastPurchase = a;
    for (let a = first; a < end; ) {
      const row = acts[a] as number;
      const term = termAt(row);
      let results = countAt(row);
      let next = a + 1;
      if (term >= 0)
        for (; next < end && isSearch(acts[next] as number); next++) {
          const other = termAt(acts[next] as number);
          if (other >= 0 && other !== term) break;
          const told = countAt(acts[next] as number);
          if (!Number.isNaN(told)) results = told;
        }
      if (term >= 0) {
        const after: After = next === end ? 'left' : isSearch(acts[next] as number) ? 'again' : 'went-on';
        const isCounted = !Number.isNaN(results);
        const found = isCounted ? results > 0 : after === 'went-on';
        take({ row, term, after, found, isCounted, bought: lastPurchase >= next });
      }
      a = next;
    }
  });
  return words;
}
