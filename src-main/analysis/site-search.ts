import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { parseIdKey } from './base/keys.ts';
import { newestFirst, topIds } from './base/scan.ts';
import { eachSearch, searchTest } from './base/searches.ts';

const params = z.strictObject({
  limit: z.number().int().min(1).max(1000).default(50),
  /** Pages that show what a search has found; a trailing * takes all that begin so. Left out: /search, /suche, /recherche and the like. */
  pages: z.array(z.string().min(1).max(2000)).max(50).optional(),
});
type Params = z.output<typeof params>;

/** Counts per name or page of a search, by its number in the dictionary of pages. */
function countTerms(events: EventColumns, chosen: Params, context: RunContext) {
  const column = () => new Uint32Array(events.pages + 1);
  const terms = { searches: column(), people: column(), again: column(), left: column() };
  const add = (counts: Uint32Array, id: number) => {
    counts[id] = (counts[id] as number) + 1;
  };
  const seen = column();
  let n = 0;
  let everybody = 0;
  let current = 0;
  eachSearch(events, context, searchTest(events, chosen.pages), (row, after) => {
    const id = events.page[row] as number;
    const who = events.person[row] as number;
    n++;
    if (who !== current) everybody++;
    current = who;
    add(terms.searches, id);
    if (after === 'again') add(terms.again, id);
    if (after === 'left') add(terms.left, id);
    if (seen[id] === who) return;
    seen[id] = who;
    add(terms.people, id);
  });
  return { ...terms, n, everybody };
}

/** Searches on the site, and what people did after them. */
export const siteSearch = defineAnalysis({
  id: 'site-search',
  title: 'Site search',
  question: 'What do people look for on the site, and do they find it?',
  definition:
    'Searches in visits: events that a file calls so, and views of pages whose address says so (/search, /suche, /recherche and the like), or tells what was typed (/?s=), by that name or address. What came next stands for whether something was found: went on to a page or event; searched again (or asked for the next page of what was found); or left.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 3,
  run({ events }, chosen, context) {
    const { searches, people, again, left, n, everybody } = countTerms(events, chosen, context);
    const of = (counts: Uint32Array, id: number) => counts[id] as number;
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
      rows: topIds(searches, chosen.limit, 0).map((id) => {
        const all = of(searches, id);
        const wentOn = all - of(again, id) - of(left, id);
        const shares = [wentOn / all, of(again, id) / all, of(left, id) / all];
        return { key: String(id), cells: [id, all, of(people, id), ...shares], people: of(people, id) };
      }),
      total: searches.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
      n,
      people: everybody,
    };
  },
  rows({ events }, chosen, context, key) {
    const wanted = parseIdKey(key);
    const found: number[] = [];
    eachSearch(events, context, searchTest(events, chosen.pages), (row) => {
      if (events.page[row] === wanted) found.push(row);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(found)) };
  },
});
