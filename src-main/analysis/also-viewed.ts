import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { kindMask, topIds, VIEW } from './base/scan.ts';
import { ScopeReader } from './base/scope.ts';
import { tallyEvents } from './base/tally.ts';

const params = z.strictObject({
  limit: z.number().int().min(1).max(1000).default(50),
  support: z.number().int().min(2).max(10_000).default(5),
  /** Only the most visited pages are compared with each other. */
  pages: z.number().int().min(2).max(2000).default(300),
});
/** Pages of one person that are compared: crawlers in disguise would otherwise link everything with everything. */
const MOST_PER_PERSON = 60;

/** Pages looked at by the same people. */
export const alsoViewed = defineAnalysis({
  id: 'also-viewed',
  title: 'Looked at by the same people',
  question: 'Which pages go together?',
  definition:
    'For every two of the most visited pages: people who looked at both. Similarity is the cosine of the two groups of people (Sarwar et al. 2001): people who saw both, divided by the root of (people of the one × people of the other); 1 means exactly the same people.',
  area: 'activity',
  purpose: 'personalisation',
  reads: ['events'],
  params,
  version: 1,
  run({ events }, { limit, support, pages }, context) {
    const tally = tallyEvents(events, context, events.page, events.pages + 1, kindMask(VIEW));
    const compared = topIds(tally.people, pages);
    const rank = new Int32Array(events.pages + 1).fill(-1);
    compared.forEach((page, r) => {
      rank[page] = r;
    });
    const size = compared.length;
    const both = new Uint32Array(size * size);
    const seenBy = new Uint32Array(size);
    const basket = new Uint32Array(MOST_PER_PERSON);
    let held = 0;
    let current = 0;
    const close = () => {
      for (let x = 0; x < held; x++)
        for (let y = x + 1; y < held; y++) {
          const a = Math.min(basket[x] as number, basket[y] as number);
          const b = Math.max(basket[x] as number, basket[y] as number);
          both[a * size + b] = (both[a * size + b] as number) + 1;
        }
      held = 0;
    };
    const reader = new ScopeReader(events, context, kindMask(VIEW));
    for (let count = reader.read(); count >= 0; count = reader.read()) {
      for (let j = 0; j < count; j++) {
        const i = reader.rows[j] as number;
        const who = events.person[i] as number;
        const r = rank[events.page[i] as number] as number;
        if (who === 0 || r < 0) continue;
        if (who !== current) {
          close();
          current = who;
        }
        if (seenBy[r] === who || held === MOST_PER_PERSON) continue;
        seenBy[r] = who;
        basket[held++] = r;
      }
    }
    close();
    return tableOf(both, compared, tally.people, { limit, support, n: tally.n, people: tally.allPeople });
  },
});

function tableOf(
  both: Uint32Array,
  compared: readonly number[],
  people: Uint32Array,
  { limit, support, n, people: all }: { limit: number; support: number; n: number; people: number },
) {
  const size = compared.length;
  const found: { a: number; b: number; count: number; cosine: number }[] = [];
  for (let x = 0; x < size; x++) {
    for (let y = x + 1; y < size; y++) {
      const count = both[x * size + y] as number;
      if (count < support) continue;
      const a = compared[x] as number;
      const b = compared[y] as number;
      found.push({ a, b, count, cosine: count / Math.sqrt((people[a] as number) * (people[b] as number)) });
    }
  }
  found.sort((p, q) => q.cosine - p.cosine || q.count - p.count || p.a - q.a || p.b - q.b);
  return {
    kind: 'table' as const,
    columns: [
      { id: 'page', label: 'Who looked at this', type: 'page' as const },
      { id: 'also', label: 'also looked at', type: 'page' as const },
      { id: 'people', label: 'People who saw both', type: 'number' as const, unit: 'people' as const },
      { id: 'similarity', label: 'Similarity', type: 'number' as const, unit: 'score' as const },
    ],
    rows: found
      .slice(0, limit)
      .map(({ a, b, count, cosine }) => ({ key: `${a}:${b}`, cells: [a, b, count, cosine], people: count })),
    total: found.length,
    n,
    people: all,
  };
}
