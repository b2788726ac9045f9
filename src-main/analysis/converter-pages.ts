import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { goalTest } from './base/goal.ts';
import { parseIdKey } from './base/keys.ts';
import { countPagesBefore } from './base/pages-before.ts';
import { IS_ACT, newestFirst } from './base/scan.ts';
import { ScopeReader } from './base/scope.ts';
import { falseDiscoveryRates, sameShareTest } from './base/tests.ts';

const params = z.strictObject({
  /** Page or event that makes somebody a converter; a trailing * takes all that begin so. Left out: a purchase. */
  goal: z.string().min(1).max(2000).optional(),
  limit: z.number().int().min(1).max(500).default(50),
  /** Fewest people, of both groups together, a page must have been seen by. */
  support: z.number().int().min(1).max(100_000).default(5),
});
type Params = z.output<typeof params>;

/** Pages somebody saw, each once, with the row it was first seen at; room that is used again for the next person. */
interface Seen {
  count: number;
  page: Uint32Array;
  row: Uint32Array;
}

/** Calls back once per person: whether they converted, and the pages seen before that. */
function walk(
  events: EventColumns,
  { goal }: Params,
  context: RunContext,
  found: (converted: boolean, seen: Seen) => void,
): void {
  const { person, page } = events;
  const reached = goalTest(events, goal);
  const reader = new ScopeReader(events, context, IS_ACT);
  const lastBy = new Uint32Array(events.pages + 1);
  // Nobody can have seen more different pages than there are.
  const seen: Seen = { count: 0, page: new Uint32Array(events.pages), row: new Uint32Array(events.pages) };
  let current = 0;
  let converted = false;
  for (let count = reader.read(); count >= 0; count = reader.read())
    for (let j = 0; j < count; j++) {
      const i = reader.rows[j] as number;
      const who = person[i] as number;
      if (who === 0) continue;
      if (who !== current) {
        if (current > 0) found(converted, seen);
        current = who;
        converted = false;
        seen.count = 0;
      }
      if (converted) continue;
      if (reached(i)) {
        converted = true;
        continue;
      }
      const id = page[i] as number;
      if (id === 0 || lastBy[id] === who) continue;
      lastBy[id] = who;
      seen.page[seen.count] = id;
      seen.row[seen.count++] = i;
    }
  if (current > 0) found(converted, seen);
}

/** What people who convert saw before that others did not. */
export const converterPages = defineAnalysis({
  id: 'converter-pages',
  title: 'What leads to success',
  question: 'Which pages do people who convert see before, and others not?',
  definition:
    'People who reach the goal, by the pages and events they saw before they first did, beside all others. The difference is tested (two-proportion z-test, Fisher’s exact test for small numbers) and the chance of error is made larger for the many pages tested (Benjamini & Hochberg 1995): below 5 % is called a difference. It is no proof that the page is the cause.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 2,
  run({ events }, chosen, context) {
    const { converters, others, yes, no } = countPagesBefore(events, context, chosen.goal);
    const ids = Array.from(yes.keys()).filter(
      (id) => id > 0 && (yes[id] as number) + (no[id] as number) >= chosen.support && converters > 0 && others > 0,
    );
    const chances = ids.map((id) =>
      sameShareTest({ hits: yes[id] as number, of: converters }, { hits: no[id] as number, of: others }),
    );
    const rates = falseDiscoveryRates(chances);
    const rows = ids.map((id, i) => {
      const [a, b] = [(yes[id] as number) / converters, (no[id] as number) / others];
      return { id, a, b, rate: rates[i] as number, people: (yes[id] as number) + (no[id] as number) };
    });
    rows.sort((x, y) => x.rate - y.rate || Math.abs(y.a - y.b) - Math.abs(x.a - x.b) || x.id - y.id);
    return {
      kind: 'table',
      columns: [
        { id: 'page', label: 'Page or event', type: 'page' },
        { id: 'converters', label: 'Seen by those who convert', type: 'number', unit: 'share' },
        { id: 'others', label: 'Seen by the others', type: 'number', unit: 'share' },
        { id: 'difference', label: 'Difference', type: 'number', unit: 'share' },
        { id: 'chance', label: 'Chance of error', type: 'number', unit: 'share' },
        { id: 'verdict', label: 'Verdict', type: 'text' },
      ],
      rows: rows.slice(0, chosen.limit).map(({ id, a, b, rate, people }) => ({
        key: String(id),
        cells: [id, a, b, a - b, rate, rate < 0.05 ? (a > b ? 'more often' : 'less often') : 'no clear difference'],
        people,
      })),
      total: rows.length,
      n: converters + others,
      people: converters + others,
      fewest: Math.min(converters, others),
    };
  },
  rows({ events }, chosen, context, key) {
    const wanted = parseIdKey(key);
    const rows: number[] = [];
    walk(events, chosen, context, (_converted, { count, page, row }) => {
      const place = page.subarray(0, count).indexOf(wanted);
      if (place >= 0) rows.push(row[place] as number);
    });
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
