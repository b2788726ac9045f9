import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { IS_ACT } from './scan.ts';
import { ScopeReader } from './scope.ts';
import { sessionBreak } from './session-breaks.ts';

/**
 * The pages and events of visits, one after the other, the same one twice in a row counted once. Entries of visit v are
 * start[v] .. start[v + 1].
 */
export interface Paths {
  count: number;
  start: Uint32Array;
  /** Page or event of each entry. */
  page: Uint32Array;
  /** Row of each entry. */
  row: Uint32Array;
  /** Person of each visit; the visits of one lie together. */
  person: Uint32Array;
}

/** Entries of one visit are cut off here: nobody walks on purpose through thousands of pages. */
const LONGEST = 500;

function larger(array: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const grown = new Uint32Array(Math.max(needed, 2 * array.length));
  grown.set(array);
  return grown;
}

/** Finds the paths of all visits of the period; `unit` person makes one path of all a person did. */
export function findPaths(events: EventColumns, context: RunContext, unit: 'visit' | 'person' = 'visit'): Paths {
  const { at, person, page } = events;
  const reader = new ScopeReader(events, context, IS_ACT);
  const breaks = unit === 'visit' ? sessionBreak(events, context) : null;
  const idle = unit === 'visit' ? context.sessionIdleMs : Number.POSITIVE_INFINITY;
  let start = new Uint32Array(1 << 12);
  let people = new Uint32Array(1 << 12);
  let pages = new Uint32Array(1 << 14);
  let rows = new Uint32Array(1 << 14);
  let count = 0;
  let length = 0;
  let current = 0;
  let previous = 0;
  let previousRow = 0;
  let first = 0;
  for (let found = reader.read(); found >= 0; found = reader.read()) {
    for (let j = 0; j < found; j++) {
      const i = reader.rows[j] as number;
      const who = person[i] as number;
      if (who === 0) continue;
      const when = at[i] as number;
      const id = page[i] as number;
      if (who !== current || when - previous > idle || breaks?.(i, previousRow, first) === true) {
        start = larger(start, count + 2);
        people = larger(people, count + 1);
        start[count] = length;
        people[count] = who;
        count++;
        current = who;
        first = i;
      } else if (pages[length - 1] === id || length - (start[count - 1] as number) >= LONGEST) {
        previous = when;
        previousRow = i;
        continue;
      }
      if (length === pages.length) {
        pages = larger(pages, length + 1);
        rows = larger(rows, length + 1);
      }
      pages[length] = id;
      rows[length] = i;
      length++;
      previous = when;
      previousRow = i;
    }
  }
  start[count] = length;
  return {
    count,
    start: start.subarray(0, count + 1),
    page: pages.subarray(0, length),
    row: rows.subarray(0, length),
    person: people.subarray(0, count),
  };
}

/** A step from one page to the next: visits and people who took it. */
export interface Transition {
  from: number;
  to: number;
  count: number;
  people: number;
}

/** How often each page is followed by each other one, most often first. 0 as `from` or `to` = the visit begins or ends. */
export function transitionsOf(paths: Paths): Transition[] {
  const found = new Map<number, Transition & { last: number }>();
  const add = (from: number, to: number, who: number) => {
    const key = from * 0x4000_0000 + to;
    const known = found.get(key);
    if (!known) {
      found.set(key, { from, to, count: 1, people: 1, last: who });
      return;
    }
    known.count++;
    if (known.last !== who) known.people++;
    known.last = who;
  };
  for (let v = 0; v < paths.count; v++) {
    const who = paths.person[v] as number;
    let before = 0;
    for (let e = paths.start[v] as number; e < (paths.start[v + 1] as number); e++) {
      const here = paths.page[e] as number;
      add(before, here, who);
      before = here;
    }
    add(before, 0, who);
  }
  return [...found.values()]
    .map(({ from, to, count, people }) => ({ from, to, count, people }))
    .sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to);
}
