import type { Groups, Segment } from './segments.ts';

/** What a walk needs of a segment while it stands in it. */
export interface OpenSegment {
  groups: Groups;
  at: Float64Array;
}

/** A place in a chain: rows from..to of the open segment are the next ones of `person`. */
export interface Cursor<S extends OpenSegment> {
  segments: readonly Segment[];
  /** Index of the open segment; segments.length when the chain has ended. */
  index: number;
  open: S | null;
  group: number;
  person: number;
  from: number;
  to: number;
}

/** How a walk opens segments, and what it does with the rows it finds, in order. */
export interface Walk<S extends OpenSegment> {
  open(segment: Segment): S;
  take(open: S, from: number, to: number): void;
  /** All rows of the segment have been taken. */
  leave(open: S, segment: Segment): void;
}

const NOBODY = Number.POSITIVE_INFINITY;

function enter<S extends OpenSegment>(cursor: Cursor<S>, walk: Walk<S>): void {
  const segment = cursor.segments[cursor.index];
  if (!segment) {
    cursor.open = null;
    cursor.person = NOBODY;
    return;
  }
  cursor.open = walk.open(segment);
  cursor.group = 0;
  cursor.person = cursor.open.groups.person[0] as number;
  cursor.from = 0;
  cursor.to = cursor.open.groups.events[0] as number;
}

/** Goes on to the next group, and where there is none to the next segment. */
function step<S extends OpenSegment>(cursor: Cursor<S>, walk: Walk<S>): void {
  const open = cursor.open as S;
  const { person, events } = open.groups;
  cursor.group++;
  if (cursor.group < person.length) {
    cursor.person = person[cursor.group] as number;
    cursor.from = cursor.to;
    cursor.to = cursor.from + (events[cursor.group] as number);
    return;
  }
  walk.leave(open, cursor.segments[cursor.index] as Segment);
  cursor.index++;
  enter(cursor, walk);
}

const headOf = (cursor: Cursor<OpenSegment>): number => cursor.open?.at[cursor.from] as number;

/** Interleaves one person's rows of several chains by time; where instants are equal the older chain comes first. */
function mergePerson<S extends OpenSegment>(cursors: Cursor<S>[], walk: Walk<S>, person: number): void {
  let sharing = cursors;
  while (sharing.length > 1) {
    let best = sharing[0] as Cursor<S>;
    for (const cursor of sharing) if (headOf(cursor) < headOf(best)) best = cursor;
    // Rows may go on from this chain until another one has an earlier row – or an equal one, if that chain is older.
    let olderHead = NOBODY;
    let newerHead = NOBODY;
    let older = true;
    for (const cursor of sharing) {
      if (cursor === best) older = false;
      else if (older) olderHead = Math.min(olderHead, headOf(cursor));
      else newerHead = Math.min(newerHead, headOf(cursor));
    }
    const open = best.open as S;
    let end = best.from + 1;
    while (end < best.to && (open.at[end] as number) < olderHead && (open.at[end] as number) <= newerHead) end++;
    walk.take(open, best.from, end);
    best.from = end;
    if (end === best.to) {
      step(best, walk);
      if (best.person !== person) sharing = sharing.filter((cursor) => cursor !== best);
    }
  }
  const last = sharing[0] as Cursor<S>;
  while (last.person === person) {
    walk.take(last.open as S, last.from, last.to);
    step(last, walk);
  }
}

/** Walks through chains (oldest first) in the order of one: by person, then time, then age of the chain. */
export function walkChains<S extends OpenSegment>(chains: readonly (readonly Segment[])[], walk: Walk<S>): void {
  const cursors = chains.map((segments): Cursor<S> => {
    const cursor: Cursor<S> = { segments, index: 0, open: null, group: 0, person: NOBODY, from: 0, to: 0 };
    enter(cursor, walk);
    return cursor;
  });
  for (;;) {
    let person = NOBODY;
    let found = 0;
    let only: Cursor<S> | undefined;
    for (const cursor of cursors) {
      if (cursor.person < person) {
        person = cursor.person;
        found = 1;
        only = cursor;
      } else if (cursor.person === person) found++;
    }
    if (!only || person === NOBODY) return;
    if (found > 1) {
      const sharing = cursors.filter((cursor) => cursor.person === person);
      mergePerson(sharing, walk, person);
    } else {
      walk.take(only.open as S, only.from, only.to);
      step(only, walk);
    }
  }
}
