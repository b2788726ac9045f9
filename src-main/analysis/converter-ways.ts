import * as z from 'zod';
import type { EventColumns } from '../../shared/columns.ts';
import { defineAnalysis, type RunContext } from './analysis.ts';
import { findConverters } from './base/converters.ts';
import { firstGoalRows } from './base/goal-rows.ts';
import { findPaths, type Paths } from './base/paths.ts';
import { frequentSequences, frequentStretches, type Sequence } from './base/prefix-span.ts';
import { newestFirst } from './base/scan.ts';
import { countVisitors, findSessions } from './base/sessions.ts';
import { falseDiscoveryRates, sameShareTest } from './base/tests.ts';
import { eachWayIn, peopleOnWays, peopleOnWaysOf, treeOf } from './base/way-people.ts';

/** Most ways that are looked at in each of the two groups. */
const MOST_WAYS = 300;

const params = z.strictObject({
  /** Page or event that makes somebody a converter; a trailing * takes all that begin so. Left out: a purchase. */
  goal: z.string().min(1).max(2000).optional(),
  limit: z.number().int().min(1).max(500).default(50),
  longest: z.number().int().min(2).max(5).default(4),
  /** Fewest people, of both groups together. */
  support: z.number().int().min(1).max(100_000).default(5),
});
type Params = z.output<typeof params>;

/** Number of the first entry of a person's visits from..to that begins at a row or after it. */
function entryFrom({ start, row }: Paths, from: number, to: number, goalRow: number): number {
  let e = start[from] as number;
  while (e < (start[to] as number) && (row[e] as number) < goalRow) e++;
  return e;
}

/** Collects parts of paths; `size` = the most visits there can be. */
class Parts {
  readonly #of: Paths;
  readonly #start: Int32Array;
  readonly #person: Uint32Array;
  readonly #page: Uint32Array;
  readonly #row: Uint32Array;
  #count = 0;
  #length = 0;

  constructor(of: Paths) {
    this.#of = of;
    this.#start = new Int32Array(of.count + 1);
    this.#person = new Uint32Array(of.count);
    this.#page = new Uint32Array(of.page.length);
    this.#row = new Uint32Array(of.page.length);
  }

  /** Visits from..to of one person, up to the entry `end`. */
  add(from: number, to: number, end: number): void {
    const { start, page, row, person } = this.#of;
    for (let v = from; v < to && (start[v] as number) < end; v++) {
      const [first, last] = [start[v] as number, Math.min(start[v + 1] as number, end)];
      this.#person[this.#count++] = person[v] as number;
      this.#page.set(page.subarray(first, last), this.#length);
      this.#row.set(row.subarray(first, last), this.#length);
      this.#length += last - first;
      this.#start[this.#count] = this.#length;
    }
  }

  paths(): Paths {
    const [count, length] = [this.#count, this.#length];
    return {
      count,
      start: this.#start.subarray(0, count + 1),
      page: this.#page.subarray(0, length),
      row: this.#row.subarray(0, length),
      person: this.#person.subarray(0, count),
    };
  }
}

/** Paths of those who reach the goal, up to it, and of those who do not. */
function groupsOf(events: EventColumns, { goal }: Params, context: RunContext): Paths[] {
  const goals = new Map(firstGoalRows(events, context, goal).map((row) => [events.person[row] as number, row]));
  const all = findPaths(events, context);
  const [yes, no] = [new Parts(all), new Parts(all)];
  for (let from = 0; from < all.count; ) {
    const who = all.person[from] as number;
    let to = from + 1;
    while (to < all.count && all.person[to] === who) to++;
    const goalRow = goals.get(who);
    if (goalRow === undefined) no.add(from, to, all.start[to] as number);
    else yes.add(from, to, entryFrom(all, from, to, goalRow));
    from = to;
  }
  return [yes.paths(), no.paths()];
}

/** Ways that are common: in one of a hundred visits, at least two. */
const limitsOf = (visits: number, longest: number) => ({
  support: Math.max(2, Math.ceil(visits / 100)),
  longest,
  most: MOST_WAYS,
});

/** How many people took each way that is common in one of the groups, and how many there are. */
interface Compared {
  ways: number[][];
  yes: Uint32Array;
  no: Uint32Array;
  people: { yes: number; no: number };
}

/** People of the others on each way. How many took one of their own common ways is known: only the rest is looked for. */
function peopleOfOthers(own: readonly Sequence[], ways: readonly number[][], count: (rest: number[][]) => Uint32Array) {
  const known = new Map(own.map(({ pages, people }) => [pages.join('>'), people]));
  const people = Uint32Array.from(ways, (pages) => known.get(pages.join('>')) ?? 0);
  const rest = ways.flatMap((pages, way) => (known.has(pages.join('>')) ? [] : [way]));
  if (rest.length > 0)
    for (const [k, found] of count(rest.map((way) => ways[way] as number[])).entries())
      people[rest[k] as number] = found;
  return people;
}

/**
 * Those who convert are few: their ways are written down up to the goal. Of the others nearly all of their ways are in no
 * common one.
 */
function compare(events: EventColumns, { goal, longest }: Params, context: RunContext): Compared {
  const visits = findSessions(events, context);
  const { people, visits: visitsOfConverters, isOne, before } = findConverters(events, context, goal);
  const others = limitsOf(visits.count - visitsOfConverters, longest);
  const { sequences: own } = frequentSequences(before, { ...limitsOf(before.count, longest), gaps: false });
  const { sequences: theirs } = frequentStretches(events, context, others, isOne);
  const ways = [...new Map([...own, ...theirs].map(({ pages }) => [pages.join('>'), pages])).values()];
  return {
    ways,
    yes: peopleOnWays(before, ways),
    no: peopleOfOthers(theirs, ways, (rest) => peopleOnWaysOf(events, context, rest, isOne)),
    people: { yes: people, no: countVisitors(events, visits) - people },
  };
}

/** Ways through the site of those who convert, beside those of the others. */
export const converterWays = defineAnalysis({
  id: 'converter-ways',
  title: 'Typical ways to success',
  question: 'Which ways do people who convert take before, and others not?',
  definition:
    'Ways of two to four pages or events, one directly after the other in one visit, that are common (in one of a hundred visits, at least two; the 300 most common) among those who reach the goal, before they first do, or among the others. The same page twice in a row is one step; one that the goal is reached on belongs to the way where it was seen before. The shares of people are tested as in “What leads to success”: two-proportion z-test or Fisher’s exact test, made stricter for the many ways tested (Benjamini & Hochberg 1995). It is no proof that the way is the cause.',
  area: 'activity',
  purpose: 'service',
  reads: ['events'],
  params,
  version: 3,
  run({ events }, chosen, context) {
    const { ways, yes, no, people: of } = compare(events, chosen, context);
    const both = (way: number) => (yes[way] as number) + (no[way] as number);
    const compared = ways.flatMap((_, way) => (both(way) >= chosen.support && of.yes > 0 && of.no > 0 ? [way] : []));
    const rates = falseDiscoveryRates(
      compared.map((way) =>
        sameShareTest({ hits: yes[way] as number, of: of.yes }, { hits: no[way] as number, of: of.no }),
      ),
    );
    const rows = compared.map((way, i) => {
      const [share, other] = [(yes[way] as number) / of.yes, (no[way] as number) / of.no];
      return { pages: ways[way] as number[], share, other, rate: rates[i] as number, people: both(way) };
    });
    rows.sort(
      (x, y) =>
        x.rate - y.rate ||
        Math.abs(y.share - y.other) - Math.abs(x.share - x.other) ||
        (x.pages.join('>') < y.pages.join('>') ? -1 : 1),
    );
    const shown = rows.slice(0, chosen.limit);
    const width = Math.max(2, ...shown.map(({ pages }) => pages.length));
    return {
      kind: 'table',
      columns: [
        ...Array.from({ length: width }, (_, i) => ({
          id: `page-${i + 1}`,
          label: `Page ${i + 1}`,
          type: 'page' as const,
        })),
        { id: 'converters', label: 'Taken by those who convert', type: 'number', unit: 'share' },
        { id: 'others', label: 'Taken by the others', type: 'number', unit: 'share' },
        { id: 'chance', label: 'Chance of error', type: 'number', unit: 'share' },
        { id: 'verdict', label: 'Verdict', type: 'text' },
      ],
      rows: shown.map(({ pages, share, other, rate, people }) => ({
        key: pages.join('>'),
        cells: [
          ...Array.from({ length: width }, (_, i) => pages[i] ?? null),
          share,
          other,
          rate,
          rate < 0.05 ? (share > other ? 'more often' : 'less often') : 'no clear difference',
        ],
        people,
      })),
      total: rows.length,
      n: of.yes + of.no,
      people: of.yes + of.no,
      fewest: Math.min(of.yes, of.no),
    };
  },
  rows({ events }, chosen, context, key) {
    if (!/^\d+(>\d+)+$/.test(key)) return { table: 'events', indices: new Uint32Array() };
    const tree = treeOf([key.split('>').map(Number)]);
    const rows = new Set<number>();
    for (const paths of groupsOf(events, chosen, context))
      eachWayIn(paths, tree, (_way, _visit, entry) => rows.add(paths.row[entry] as number));
    return { table: 'events', indices: newestFirst(events.at, Uint32Array.from(rows)) };
  },
});
