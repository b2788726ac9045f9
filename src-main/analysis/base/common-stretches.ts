import { PairTable } from './pair-table.ts';
import type { Paths } from './paths.ts';

/** Which stretches, or other sequences, are wanted. */
export interface StretchLimits {
  /** Fewest visits. */
  support: number;
  longest: number;
  /** Most that are kept. */
  most: number;
}

/** A stretch of visits, as a step on from a shorter one. */
export interface Stretch {
  /** The stretch without its last page; null = that is a page alone, `first`. */
  before: Stretch | null;
  first: number;
  last: number;
  visits: number;
  people: number;
}

/** Paths, or parts of them in which all steps are likely to be common. */
export interface Walks extends Pick<Paths, 'count' | 'start' | 'page' | 'person'> {
  /** Visit that each is a part of, in the order of the visits; left out: each is a visit. */
  visit?: Int32Array;
}

/** Pages of a stretch, from the first. */
export function pagesOf(stretch: Stretch): number[] {
  const pages: number[] = [];
  for (let one: Stretch | null = stretch; one; one = one.before) pages.push(one.last);
  return [stretch.first, ...pages.reverse()];
}

/** Steps to an entry of a visit, in the order of the visits; `from` is the page, or the number of the stretch, before it. */
interface Steps {
  count: number;
  from: Int32Array;
  entry: Int32Array;
  visit: Int32Array;
}

// Room for the most there can be: memory that is never written to is never taken from the system.
const stepsFor = (size: number): Steps => ({
  count: 0,
  from: new Int32Array(size),
  entry: new Int32Array(size),
  visit: new Int32Array(size),
});

const MOST_TIMES = 0xffff;

/**
 * How often steps come whose pairs fall into one slot: no pair comes more often than its slot (Park, Chen & Yu 1995). Of a
 * walk of millions of different pairs, nearly all are too rare, and this tells so without a table of all of them.
 */
class Slots {
  readonly #times: Uint16Array;
  readonly #mask: number;
  readonly #least: number;

  /** For about this many steps; `least` times are enough. */
  constructor(steps: number, least: number) {
    const bits = Math.max(8, Math.min(20, Math.ceil(Math.log2(steps + 1)) - 1));
    this.#times = new Uint16Array(1 << bits);
    this.#mask = (1 << bits) - 1;
    this.#least = Math.min(least, MOST_TIMES);
  }

  #slotOf(a: number, b: number): number {
    const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & this.#mask;
  }

  add(a: number, b: number): void {
    const slot = this.#slotOf(a, b);
    const times = this.#times[slot] as number;
    this.#times[slot] = times + Number(times < MOST_TIMES);
  }

  /** 1 where the pair may have come often enough; a number, as nobody guesses which has. */
  mayBeEnough(a: number, b: number): number {
    return Number((this.#times[this.#slotOf(a, b)] as number) >= this.#least);
  }
}

/** The steps from one page to the next that may be common. */
function firstSteps({ count, start, page }: Walks, support: number): Steps {
  const slots = new Slots(page.length, support);
  for (let v = 0; v < count; v++) {
    const end = start[v + 1] as number;
    for (let e = (start[v] as number) + 1; e < end; e++) slots.add(page[e - 1] as number, page[e] as number);
  }
  const { from, entry, visit } = stepsFor(page.length + 1);
  let kept = 0;
  for (let v = 0; v < count; v++) {
    const end = start[v + 1] as number;
    for (let e = (start[v] as number) + 1; e < end; e++) {
      const before = page[e - 1] as number;
      // Written down always, and written over by the next where it is not kept.
      from[kept] = before;
      entry[kept] = e;
      visit[kept] = v;
      kept += slots.mayBeEnough(before, page[e] as number);
    }
  }
  return { count: kept, from, entry, visit };
}

/** All steps from one page to the next. */
function allSteps({ count, start, page }: Walks): Steps {
  const { from, entry, visit } = stepsFor(page.length);
  let steps = 0;
  for (let v = 0; v < count; v++) {
    const end = start[v + 1] as number;
    for (let e = (start[v] as number) + 1; e < end; e++) {
      from[steps] = page[e - 1] as number;
      entry[steps] = e;
      visit[steps++] = v;
    }
  }
  return { count: steps, from, entry, visit };
}

/** Only the steps that may be common, in the place of all of them. */
function onlyLikely(steps: Steps, { page }: Walks, support: number): Steps {
  const { count, from, entry, visit } = steps;
  const slots = new Slots(count, support);
  for (let k = 0; k < count; k++) slots.add(from[k] as number, page[entry[k] as number] as number);
  let kept = 0;
  for (let k = 0; k < count; k++) {
    const before = from[k] as number;
    const e = entry[k] as number;
    from[kept] = before;
    entry[kept] = e;
    visit[kept] = visit[k] as number;
    kept += slots.mayBeEnough(before, page[e] as number);
  }
  return { count: kept, from, entry, visit };
}

/** Counts the steps, and writes the number of each in the table in the place of where it comes from. */
function countSteps({ count, from, entry, visit }: Steps, { page, person, visit: visits }: Walks): PairTable {
  const table = new PairTable();
  for (let k = 0; k < count; k++) {
    const v = visit[k] as number;
    const group = 1 + (visits === undefined ? v : (visits[v] as number));
    from[k] = table.add(from[k] as number, page[entry[k] as number] as number, group, person[v] as number);
  }
  return table;
}

/** Steps on from where stretches that are kept end, in the place of those to there. `numbers` of the stretches; −1 = not kept. */
function stepsOn({ count, from, entry, visit }: Steps, { start }: Walks, numbers: Int32Array): Steps {
  let kept = 0;
  for (let k = 0; k < count; k++) {
    const number = numbers[from[k] as number] as number;
    const next = (entry[k] as number) + 1;
    const v = visit[k] as number;
    from[kept] = number;
    entry[kept] = next;
    visit[kept] = v;
    kept += Number(number >= 0) & Number(next < (start[v + 1] as number));
  }
  return { count: kept, from, entry, visit };
}

/**
 * Stretches of two pages or more that at least `support` visits have, one page longer in each round: what is frequent
 * begins with what was frequent in the round before (Agrawal & Srikant 1995), and each round looks only at the places
 * where those end.
 */
function grow(first: Steps, paths: Walks, support: number, longest: number): Stretch[] {
  const all: Stretch[] = [];
  let heads: Stretch[] | null = null;
  let steps = first;
  for (let length = 2; length <= longest; length++) {
    const table = countSteps(steps, paths);
    const numbers = new Int32Array(table.size).fill(-1);
    const kept: Stretch[] = [];
    for (let n = 0; n < table.size; n++) {
      const visits = table.groups(n);
      if (visits < support) continue;
      const before = heads?.[table.a(n)] ?? null;
      numbers[n] = kept.length;
      kept.push({ before, first: before?.first ?? table.a(n), last: table.b(n), visits, people: table.people(n) });
    }
    if (kept.length === 0) break;
    for (const stretch of kept) all.push(stretch);
    heads = kept;
    steps = onlyLikely(stepsOn(steps, paths, numbers), paths, support);
  }
  return all;
}

/** Stretches of two pages or more that at least `support` visits have. */
export const commonStretches = (paths: Walks, support: number, longest: number): Stretch[] =>
  grow(firstSteps(paths, support), paths, support, longest);

/** The same, of parts of visits that hold all steps which so many visits have. */
export const stretchesOf = (parts: Walks, support: number, longest: number): Stretch[] =>
  grow(allSteps(parts), parts, support, longest);
