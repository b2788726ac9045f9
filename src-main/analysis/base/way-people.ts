import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { pairReader } from './pair-reader.ts';
import { PathList } from './path-list.ts';
import { eachPathRun } from './path-runs.ts';
import type { Paths } from './paths.ts';

/** Entries looked at together. */
const BLOCK = 4096;

/** Ways that begin alike, by their next page. */
interface Branch {
  next: Map<number, Branch>;
  /** Way that ends here; −1 = none. */
  way: number;
}
const branch = (): Branch => ({ next: new Map(), way: -1 });

export function treeOf(ways: readonly (readonly number[])[]): Branch {
  const root = branch();
  ways.forEach((pages, way) => {
    let at = root;
    for (const page of pages) {
      const next = at.next.get(page) ?? branch();
      at.next.set(page, next);
      at = next;
    }
    at.way = way;
  });
  return root;
}

/** Calls back for each place of each visit at which a way begins. */
export function eachWayIn(
  { count, start, page }: Pick<Paths, 'count' | 'start' | 'page'>,
  tree: Branch,
  found: (way: number, visit: number, entry: number) => void,
): void {
  for (let v = 0; v < count; v++) {
    const end = start[v + 1] as number;
    for (let begin = start[v] as number; begin < end; begin++) {
      let at = tree.next.get(page[begin] as number);
      for (let e = begin + 1; at && e < end; e++) {
        at = at.next.get(page[e] as number);
        if (at && at.way >= 0) found(at.way, v, begin);
      }
    }
  }
}

/** People per way, each once. Visits of a person lie together. */
export function peopleOnWays(paths: Omit<Paths, 'row'>, ways: readonly (readonly number[])[]): Uint32Array {
  const [people, last] = [new Uint32Array(ways.length), new Uint32Array(ways.length)];
  eachWayIn(paths, treeOf(ways), (way, visit) => {
    const who = paths.person[visit] as number;
    if (last[way] !== who) people[way] = (people[way] as number) + 1;
    last[way] = who;
  });
  return people;
}

/** A reader of the pairs that ways are made of. */
function readerOf(ways: readonly (readonly number[])[], pages: number) {
  const rank = new Int32Array(pages + 1);
  const ranked = new Set(ways.flat());
  for (const [place, page] of [...ranked].entries()) rank[page] = place + 1;
  const width = ranked.size + 1;
  const isWanted = new Uint8Array(width * width);
  for (const way of ways)
    for (let k = 1; k < way.length; k++)
      isWanted[(rank[way[k - 1] as number] as number) * width + (rank[way[k] as number] as number)] = 1;
  return pairReader(rank, width, isWanted);
}

/**
 * People per way in the visits of a period, each once; `leftOut`: 1 by person, whose visits do not count. Only where steps of
 * ways follow each other is looked for them.
 */
export function peopleOnWaysOf(
  events: EventColumns,
  context: RunContext,
  ways: readonly (readonly number[])[],
  leftOut: Uint8Array,
): Uint32Array {
  const parts = new PathList();
  const read = readerOf(ways, events.pages);
  const entries = new Int32Array(BLOCK + 1);
  eachPathRun(events, context, ({ from, to, start, page, person }) => {
    const end = start[to] as number;
    let [visit, first, last] = [from, 0, -1];
    const close = (): void => {
      if (last >= 0) parts.add(page, first, last + 1, person[visit] as number);
      last = -1;
    };
    for (let block = (start[from] as number) + 1; block < end; block += BLOCK) {
      const found = read(page, block, Math.min(end, block + BLOCK), entries);
      for (let k = 0; k < found; k++) {
        const entry = entries[k] as number;
        const isOn = entry === last + 1 && entry < (start[visit + 1] as number);
        if (!isOn) {
          close();
          while ((start[visit + 1] as number) <= entry) visit++;
          if (entry === start[visit] || leftOut[person[visit] as number] === 1) continue;
          first = entry - 1;
        }
        last = entry;
      }
    }
    close();
  });
  return peopleOnWays(parts.paths(), ways);
}
