import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { commonStretches, pagesOf, type Stretch, type StretchLimits } from './common-stretches.ts';
import type { Paths } from './paths.ts';
import { topStretches } from './top-stretches.ts';

/** Their rows are not needed. */
type PathsAlone = Omit<Paths, 'row'>;

/** A sequence that many visits go through in this order. */
export interface Sequence {
  pages: number[];
  /** Visits it is found in. */
  visits: number;
  people: number;
}

export interface SequenceLimits extends StretchLimits {
  /** Whether other pages may come in between. */
  gaps: boolean;
}

/** Pages that enough visits have: only they can be part of a frequent sequence. */
interface Frequent {
  /** Rank from 1 per page; 0 = not frequent. */
  rankOf: Uint32Array;
  /** Page per rank, ascending; entry 0 is none. */
  pages: number[];
}

function frequentPages({ count, start, page }: PathsAlone, support: number): Frequent {
  let largest = 0;
  for (let e = 0; e < page.length; e++) largest = Math.max(largest, page[e] as number);
  const visits = new Uint32Array(largest + 1);
  const seen = new Uint32Array(largest + 1);
  for (let v = 0; v < count; v++) {
    const end = start[v + 1] as number;
    for (let e = start[v] as number; e < end; e++) {
      const id = page[e] as number;
      if (seen[id] === v + 1) continue;
      seen[id] = v + 1;
      visits[id] = (visits[id] as number) + 1;
    }
  }
  const rankOf = new Uint32Array(largest + 1);
  const pages = [0];
  for (let id = 0; id <= largest; id++)
    if ((visits[id] as number) >= support) {
      rankOf[id] = pages.length;
      pages.push(id);
    }
  return { rankOf, pages };
}

/** Sequences, and how many there are in all; not `isAll`: at least. */
export interface Sequences {
  sequences: Sequence[];
  total: number;
  isAll: boolean;
}

/** Where a sequence has got to: visits that hold it, and the entry after its last page in each. */
interface Projection {
  visit: Int32Array;
  entry: Int32Array;
}

/**
 * Sequences with gaps by PrefixSpan (Pei et al. 2004): the visits that hold a prefix are searched for what comes after it.
 * The first place in a visit is the best: whatever can follow a later one can follow it, too.
 */
class GapSearch {
  readonly found: Sequence[] = [];
  readonly #paths: PathsAlone;
  readonly #limits: SequenceLimits;
  readonly #frequent: Frequent;
  /** Per rank: the search within one visit that last met it. A float, because there may be more than 2³² of them. */
  readonly #met: Float64Array;
  #serial = 0;

  constructor(paths: PathsAlone, limits: SequenceLimits) {
    this.#paths = paths;
    this.#limits = limits;
    this.#frequent = frequentPages(paths, limits.support);
    this.#met = new Float64Array(this.#frequent.pages.length);
  }

  /** Calls back for the first place of each frequent page in the rest of each visit. */
  #each({ visit, entry }: Projection, found: (rank: number, visit: number, entry: number) => void): void {
    const { start, page } = this.#paths;
    const { rankOf } = this.#frequent;
    const met = this.#met;
    for (let k = 0; k < visit.length; k++) {
      const v = visit[k] as number;
      const serial = ++this.#serial;
      const end = start[v + 1] as number;
      for (let e = entry[k] as number; e < end; e++) {
        const rank = rankOf[page[e] as number] as number;
        if (rank === 0 || met[rank] === serial) continue;
        met[rank] = serial;
        found(rank, v, e);
      }
    }
  }

  grow(pages: readonly number[], projection: Projection): void {
    if (pages.length >= this.#limits.longest) return;
    const size = this.#frequent.pages.length;
    const counts = new Uint32Array(size);
    this.#each(projection, (rank) => {
      counts[rank] = (counts[rank] as number) + 1;
    });
    const next = Array.from(counts, (count): Projection | null =>
      count >= this.#limits.support ? { visit: new Int32Array(count), entry: new Int32Array(count) } : null,
    );
    const filled = new Uint32Array(size);
    this.#each(projection, (rank, visit, entry) => {
      const to = next[rank];
      if (!to) return;
      const place = filled[rank] as number;
      to.visit[place] = visit;
      to.entry[place] = entry + 1;
      filled[rank] = place + 1;
    });
    for (let rank = 1; rank < size; rank++) {
      const to = next[rank];
      if (!to) continue;
      const more = [...pages, this.#frequent.pages[rank] as number];
      if (more.length > 1) this.found.push({ pages: more, visits: to.visit.length, people: this.#peopleIn(to.visit) });
      this.grow(more, to);
      next[rank] = null;
    }
  }

  #peopleIn(visits: Int32Array): number {
    const { person } = this.#paths;
    let people = 0;
    let last = 0;
    for (let k = 0; k < visits.length; k++) {
      const who = person[visits[k] as number] as number;
      if (who !== last) people++;
      last = who;
    }
    return people;
  }
}

function findWithGaps(paths: PathsAlone, limits: SequenceLimits): Sequence[] {
  const search = new GapSearch(paths, limits);
  search.grow([], {
    visit: Int32Array.from({ length: paths.count }, (_, v) => v),
    entry: paths.start.subarray(0, paths.count),
  });
  return search.found;
}

/** Of many stretches only those that can be among the `most`, all of the last number of visits with them. */
function likelyOf(all: readonly Stretch[], most: number): Sequence[] {
  const least = Uint32Array.from(all, ({ visits }) => visits).sort()[all.length - most] ?? 0;
  return all
    .filter(({ visits }) => visits >= least)
    .map((stretch) => ({ pages: pagesOf(stretch), visits: stretch.visits, people: stretch.people }));
}

const inOrder = (sequences: Sequence[], most: number): Sequence[] =>
  sequences
    .sort((a, b) => b.visits - a.visits || b.pages.length - a.pages.length || compare(a.pages, b.pages))
    .slice(0, most);

/**
 * Sequences of two pages or more that at least `support` visits go through, by visits, longer ones first among equals.
 * Without gaps a sequence is a stretch of a visit.
 */
export function frequentSequences(paths: PathsAlone, limits: SequenceLimits): Sequences {
  const { gaps, support, longest, most } = limits;
  if (gaps) {
    const found = findWithGaps(paths, limits);
    return { total: found.length, isAll: true, sequences: inOrder(found, most) };
  }
  const found = commonStretches(paths, support, longest);
  return { total: found.length, isAll: true, sequences: inOrder(likelyOf(found, most), most) };
}

/** The same without gaps, of the visits of a period; `leftOut`: 1 by person, whose visits do not count. */
export function frequentStretches(
  events: EventColumns,
  context: RunContext,
  limits: StretchLimits,
  leftOut: Uint8Array | null = null,
): Sequences {
  const { found, isAll } = topStretches(events, context, limits, leftOut);
  return { total: found.length, isAll, sequences: inOrder(likelyOf(found, limits.most), limits.most) };
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  return a.length - b.length;
}
