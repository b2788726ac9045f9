import * as z from 'zod';
import { defineAnalysis } from './analysis.ts';
import { countPairs, pageBaskets } from './base/page-baskets.ts';
import { topIds } from './base/scan.ts';

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
    const baskets = pageBaskets(events, context);
    const { people, views, everybody } = baskets;
    const compared = topIds(people, pages);
    const both = countPairs(baskets, compared, MOST_PER_PERSON);
    return tableOf(both, compared, people, { limit, support, n: views, people: everybody });
  },
});

function tableOf(
  both: Int32Array,
  compared: readonly number[],
  people: Int32Array,
  { limit, support, n, people: all }: { limit: number; support: number; n: number; people: number },
) {
  const size = compared.length;
  const cosines = new Float64Array((size * (size - 1)) / 2);
  const cosineOf = (x: number, y: number, count: number) =>
    count / Math.sqrt((people[compared[x] as number] as number) * (people[compared[y] as number] as number));
  let total = 0;
  for (let x = 0; x < size; x++)
    for (let y = x + 1; y < size; y++) {
      const count = both[x * size + y] as number;
      if (count >= support) cosines[total++] = cosineOf(x, y, count);
    }
  // Only pairs that are shown are put together, and all that are as similar as the last of these.
  const least = cosines.subarray(0, total).sort()[total - limit] ?? 0;
  const found: { a: number; b: number; count: number; cosine: number }[] = [];
  for (let x = 0; x < size; x++)
    for (let y = x + 1; y < size; y++) {
      const count = both[x * size + y] as number;
      if (count < support) continue;
      const cosine = cosineOf(x, y, count);
      if (cosine >= least) found.push({ a: compared[x] as number, b: compared[y] as number, count, cosine });
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
    total,
    n,
    people: all,
  };
}
