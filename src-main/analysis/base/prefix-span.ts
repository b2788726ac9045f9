import type { Paths } from './paths.ts';

/** A sequence that many visits go through in this order. */
export interface Sequence {
  pages: number[];
  /** Visits it is found in. */
  visits: number;
  people: number;
}

export interface SequenceLimits {
  /** Fewest visits. */
  support: number;
  longest: number;
  /** Whether other pages may come in between. */
  gaps: boolean;
  /** Most sequences that are kept; the search stops there. */
  most: number;
}

/** Where a sequence has got to in the visits: visit and the entries after its last page. */
interface Projection {
  visit: number[];
  entry: number[];
}

function peopleIn({ person }: Paths, visits: readonly number[]): number {
  let people = 0;
  let last = 0;
  for (const visit of visits) {
    const who = person[visit] as number;
    if (who !== last) people++;
    last = who;
  }
  return people;
}

/** Pages that come next in each visit of a projection, with where they do. Each page once per visit where gaps are allowed. */
function nextPages(paths: Paths, { visit, entry }: Projection, gaps: boolean): Map<number, Projection> {
  const found = new Map<number, Projection>();
  for (let k = 0; k < visit.length; k++) {
    const v = visit[k] as number;
    const end = paths.start[v + 1] as number;
    const stop = gaps ? end : Math.min(end, (entry[k] as number) + 1);
    for (let e = entry[k] as number; e < stop; e++) {
      const page = paths.page[e] as number;
      let to = found.get(page);
      if (!to) {
        to = { visit: [], entry: [] };
        found.set(page, to);
      }
      // With gaps the first place in a visit is the best: whatever can follow a later one can follow it, too.
      if (gaps && to.visit.at(-1) === v) continue;
      to.visit.push(v);
      to.entry.push(e + 1);
    }
  }
  return found;
}

const distinct = (visits: readonly number[]): number[] =>
  visits.filter((visit, i) => i === 0 || visit !== visits[i - 1]);

/**
 * Sequences of two pages or more that at least `support` visits go through, by visits, longer ones first among equals
 * (PrefixSpan, Pei et al. 2004). Without gaps a sequence is a stretch of a visit.
 */
export function frequentSequences(paths: Paths, { support, longest, gaps, most }: SequenceLimits): Sequence[] {
  const found: Sequence[] = [];
  const grow = (pages: number[], projection: Projection): void => {
    if (pages.length >= longest) return;
    const next = [...nextPages(paths, projection, gaps)].sort(([a], [b]) => a - b);
    for (const [page, to] of next) {
      const visits = distinct(to.visit);
      if (visits.length < support) continue;
      const longer = [...pages, page];
      if (longer.length > 1) found.push({ pages: longer, visits: visits.length, people: peopleIn(paths, visits) });
      grow(longer, to);
    }
  };
  grow([], everywhere(paths, gaps));
  return found
    .sort((a, b) => b.visits - a.visits || b.pages.length - a.pages.length || compare(a.pages, b.pages))
    .slice(0, most);
}

/** Before the first page: the start of each visit, or, without gaps, each of its entries. */
function everywhere(paths: Paths, gaps: boolean): Projection {
  const all: Projection = { visit: [], entry: [] };
  for (let v = 0; v < paths.count; v++) {
    const end = gaps ? (paths.start[v] as number) + 1 : (paths.start[v + 1] as number);
    for (let e = paths.start[v] as number; e < end; e++) {
      all.visit.push(v);
      all.entry.push(e);
    }
  }
  return all;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  return a.length - b.length;
}
