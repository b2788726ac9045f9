import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { eachTermSearch, type TermSearch } from './base/searches.ts';
import { newestFirst } from './base/scan.ts';

const params = z.strictObject({
  limit: z.number().int().min(1).max(1000).default(50),
  /** `without-result`: only terms that found nothing at least once, those that found nothing most often first. */
  show: z.enum(['all', 'without-result']).default('all'),
});
type Params = z.output<typeof params>;

/** What is counted of one term. */
interface TermCount {
  term: number;
  searches: number;
  people: number;
  lastPerson: number;
  found: number;
  counted: number;
  wentOn: number;
  again: number;
  left: number;
  bought: number;
}

const newCount = (term: number): TermCount => ({
  term,
  searches: 0,
  people: 0,
  lastPerson: 0,
  found: 0,
  counted: 0,
  wentOn: 0,
  again: 0,
  left: 0,
  bought: 0,
});

function add(count: TermCount, { after, found, isCounted, bought }: TermSearch, who: number): void {
  count.searches++;
  if (count.lastPerson !== who) count.people++;
  count.lastPerson = who;
  if (found) count.found++;
  if (isCounted) count.counted++;
  if (bought) count.bought++;
  if (after === 'went-on') count.wentOn++;
  else if (after === 'again') count.again++;
  else count.left++;
}

/** Terms by what was counted of them. Rows come by person, so that people are told apart by the last one. */
function countTerms(events: EventColumns, context: RunContext, show: Params['show']) {
  const counts: TermCount[] = [];
  const made: [term: number, who: number][] = [];
  const words = eachTermSearch(events, context, (search) => {
    const who = events.person[search.row] as number;
    made.push([search.term, who]);
    counts[search.term] ??= newCount(search.term);
    add(counts[search.term] as TermCount, search, who);
  });
  const known = counts.filter((count) => count !== undefined);
  const missed = ({ searches, found }: TermCount) => searches - found;
  const listed = show === 'all' ? known : known.filter((count) => missed(count) > 0);
  listed.sort(
    (a, b) =>
      (show === 'all' ? 0 : missed(b) - missed(a)) ||
      b.searches - a.searches ||
      ((words[a.term] ?? '') < (words[b.term] ?? '') ? -1 : 1),
  );
  const isListed = new Set(listed.map(({ term }) => term));
  const people = new Set(made.flatMap(([term, who]) => (isListed.has(term) ? [who] : [])));
  return { listed, words, people: people.size };
}

/** How it is known whether something was found. */
function toldBy({ searches, counted }: TermCount): string {
  if (counted === searches) return 'result count';
  return counted === 0 ? 'next step' : 'both';
}

/** What people typed into the search of the site, and whether it found something. */
export const searchTerms = defineAnalysis({
  id: 'search-terms',
  title: 'Search terms on the site',
  question: 'Which words do people search for on the site, and which find nothing?',
  definition:
    'Searches in visits whose term is known, by the term (lower case, at most 80 characters). The same term again right after it is the same search: its next page. With result: by the number of results where the source tells it (Matomo, Google Analytics, Segment and others, where they are set up so), else by what came next: who went on to a page or event has found something, who searched for something else or left has not; “told by” says which of the two: result count or next step. Bought after: a purchase later in the same visit. Terms that look personal or name somebody are not kept; they are counted together as “(not kept: personal data)”. “(other)” are terms beyond the first 20,000 of an import. What came in with an earlier version, or without people, has no terms here.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 1,
  run({ events }, { limit, show }, context) {
    const { listed, words, people } = countTerms(events, context, show);
    return {
      kind: 'table',
      columns: [
        { id: 'term', label: 'Term', type: 'text' },
        { id: 'searches', label: 'Searches', type: 'number', unit: 'count' },
        { id: 'people', label: 'People', type: 'number', unit: 'people' },
        { id: 'found', label: 'With result', type: 'number', unit: 'share' },
        { id: 'missed', label: 'Without result', type: 'number', unit: 'share' },
        { id: 'told', label: 'Told by', type: 'text' },
        { id: 'went-on', label: 'Went on from there', type: 'number', unit: 'share' },
        { id: 'again', label: 'Searched for something else', type: 'number', unit: 'share' },
        { id: 'left', label: 'Left', type: 'number', unit: 'share' },
        { id: 'bought', label: 'Bought after', type: 'number', unit: 'share' },
      ],
      rows: listed.slice(0, limit).map((count) => {
        const share = (part: number) => part / count.searches;
        const { searches, found, wentOn, again, left, bought } = count;
        return {
          key: words[count.term] ?? '',
          cells: [
            words[count.term] ?? '',
            searches,
            count.people,
            share(found),
            share(searches - found),
            toldBy(count),
            share(wentOn),
            share(again),
            share(left),
            share(bought),
          ],
          people: count.people,
        };
      }),
      total: listed.length,
      n: listed.reduce((sum, { searches }) => sum + searches, 0),
      people,
    };
  },
  rows({ events }, { show }, context, key) {
    const found: [term: number, row: number][] = [];
    const words = eachTermSearch(events, context, ({ row, term, found: isFound }) => {
      if (show === 'all' || !isFound) found.push([term, row]);
    });
    const rows = found.filter(([term]) => words[term] === key).map(([, row]) => row);
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
