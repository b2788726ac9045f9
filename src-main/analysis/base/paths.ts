import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { PairTable } from './pair-table.ts';
import { LONGEST_PATH } from './path-runs.ts';
import { findSessions } from './sessions.ts';

/**
 * The pages and events of visits, one after the other, the same one twice in a row counted once. Entries of visit v are
 * start[v] .. start[v + 1].
 */
export interface Paths {
  count: number;
  start: Int32Array;
  /** Page or event of each entry. */
  page: Uint32Array;
  /** Row of each entry. */
  row: Uint32Array;
  /** Person of each visit; the visits of one lie together. */
  person: Uint32Array;
}

/** Finds the paths of all visits of the period; `unit` person makes one path of all a person did. */
export function findPaths(events: EventColumns, context: RunContext, unit: 'visit' | 'person' = 'visit'): Paths {
  const unbroken = {
    ...context,
    sessionIdleMs: Number.POSITIVE_INFINITY,
    sessionEndsAtMidnight: false,
    sessionEndsAtSource: false,
  };
  const sessions = findSessions(events, unit === 'visit' ? context : unbroken);
  const { count, acts } = sessions;
  const { person, page } = events;
  const start = new Int32Array(count + 1);
  const people = new Uint32Array(count);
  const pages = new Uint32Array(acts.length);
  const rows = new Uint32Array(acts.length);
  let length = 0;
  for (let v = 0; v < count; v++) {
    const from = length;
    start[v] = from;
    people[v] = person[sessions.first[v] as number] as number;
    const end = sessions.start[v + 1] as number;
    let before = -1;
    for (let a = sessions.start[v] as number; a < end && length - from < LONGEST_PATH; a++) {
      const row = acts[a] as number;
      const id = page[row] as number;
      if (id === before) continue;
      pages[length] = id;
      rows[length] = row;
      length++;
      before = id;
    }
  }
  start[count] = length;
  return { count, start, page: pages.subarray(0, length), row: rows.subarray(0, length), person: people };
}

/** Paths but for those of people who are left out (1 by person). */
export function pathsWithout(paths: Paths, leftOut: Uint8Array | null): Paths {
  if (!leftOut) return paths;
  const { start, page, row, person } = paths;
  const own = {
    start: new Int32Array(start.length),
    page: new Uint32Array(page.length),
    row: new Uint32Array(row.length),
    person: new Uint32Array(person.length),
  };
  let [count, length] = [0, 0];
  for (let v = 0; v < paths.count; v++) {
    if (leftOut[person[v] as number] === 1) continue;
    own.person[count++] = person[v] as number;
    for (let e = start[v] as number; e < (start[v + 1] as number); e++) {
      own.page[length] = page[e] as number;
      own.row[length++] = row[e] as number;
    }
    own.start[count] = length;
  }
  return {
    count,
    start: own.start.subarray(0, count + 1),
    page: own.page.subarray(0, length),
    row: own.row.subarray(0, length),
    person: own.person.subarray(0, count),
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
  const table = new PairTable();
  for (let v = 0; v < paths.count; v++) {
    const who = paths.person[v] as number;
    const end = paths.start[v + 1] as number;
    let before = 0;
    for (let e = paths.start[v] as number; e < end; e++) {
      const here = paths.page[e] as number;
      table.add(before, here, v + 1, who);
      before = here;
    }
    table.add(before, 0, v + 1, who);
  }
  return Array.from({ length: table.size }, (_, n) => ({
    from: table.a(n),
    to: table.b(n),
    count: table.times(n),
    people: table.people(n),
  })).sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to);
}
