import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { EVENT_KINDS } from '../../shared/model.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseIdKey } from './base/keys.ts';
import { IS_ACT, newestFirst, outOfScope } from './base/scan.ts';
import { findSessions } from './base/sessions.ts';

const SEARCH = EVENT_KINDS.indexOf('search');

type After = 'went-on' | 'again' | 'left';

/** Calls back for every search in a visit: its row, and what came next. */
function walk(events: EventColumns, context: RunContext, found: (row: number, after: After) => void): void {
  const { kind, flags } = events;
  const hidden = outOfScope(context);
  const { first, last, count } = findSessions(events, context);
  for (let s = 0; s < count; s++) {
    let search = -1;
    for (let i = first[s] as number; i <= (last[s] as number); i++) {
      if (IS_ACT[kind[i] as number] === 0 || ((flags[i] as number) & hidden) !== 0) continue;
      const isSearch = kind[i] === SEARCH;
      if (search >= 0) found(search, isSearch ? 'again' : 'went-on');
      search = isSearch ? i : -1;
    }
    if (search >= 0) found(search, 'left');
  }
}

interface Term {
  searches: number;
  people: Set<number>;
  again: number;
  left: number;
}

/** Searches on the site, and what people did after them. */
export const siteSearch = defineAnalysis({
  id: 'site-search',
  title: 'Site search',
  question: 'What do people look for on the site, and do they find it?',
  definition:
    'Searches in visits, by term (or by address, where the file keeps no terms). What came next stands for whether something was found: went on to a page or event; searched again; or left. Files do not say how many results a search had.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params: z.strictObject({ limit: z.number().int().min(1).max(1000).default(50) }),
  version: 1,
  run({ events }, { limit }, context) {
    const terms = new Map<number, Term>();
    const everybody = new Set<number>();
    let n = 0;
    walk(events, context, (row, after) => {
      n++;
      const id = events.page[row] as number;
      const term = terms.get(id) ?? { searches: 0, people: new Set(), again: 0, left: 0 };
      terms.set(id, term);
      term.searches++;
      term.people.add(events.person[row] as number);
      everybody.add(events.person[row] as number);
      if (after === 'again') term.again++;
      if (after === 'left') term.left++;
    });
    const sorted = [...terms].sort(([a, x], [b, y]) => y.searches - x.searches || a - b);
    return {
      kind: 'table',
      columns: [
        { id: 'term', label: 'Search', type: 'page' },
        { id: 'searches', label: 'Searches', type: 'number', unit: 'count' },
        { id: 'people', label: 'People', type: 'number', unit: 'people' },
        { id: 'went-on', label: 'Went on from there', type: 'number', unit: 'share' },
        { id: 'again', label: 'Searched again', type: 'number', unit: 'share' },
        { id: 'left', label: 'Left', type: 'number', unit: 'share' },
      ],
      rows: sorted.slice(0, limit).map(([id, { searches, people, again, left }]) => ({
        key: String(id),
        cells: [id, searches, people.size, (searches - again - left) / searches, again / searches, left / searches],
        people: people.size,
      })),
      total: terms.size,
      n,
      people: everybody.size,
    };
  },
  rows({ events }, _params, context, key) {
    const wanted = parseIdKey(key);
    const found: number[] = [];
    walk(events, context, (row) => {
      if (events.page[row] === wanted) found.push(row);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
