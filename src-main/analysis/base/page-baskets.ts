import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { eachBlockOfNobody } from './act-blocks.ts';
import { differ } from './bits.ts';
import { IS_VIEW } from './scan.ts';
import { borrowUnwritten } from './scratch.ts';
import { eachStretch, findSessions, wholeOf } from './sessions.ts';

/** Set where another person begins. */
const BEGINS = 1 << 31;

/** The pages that each person looked at, each once, in the order in which they first did. Good until the question ends. */
export interface PageBaskets {
  count: number;
  /** Pages of one person after the other; below 0 (see BEGINS) where one begins. */
  page: Int32Array;
  /** By page: people who looked at it. */
  people: Int32Array;
  /** Views in the period, also of nobody, and people who have some. */
  views: number;
  everybody: number;
}

/** Reads the baskets of all people of a period. Acts of a person lie together. */
export function pageBaskets(events: EventColumns, context: RunContext): PageBaskets {
  const { kind, page, person } = events;
  const visits = findSessions(events, context);
  const baskets = borrowUnwritten(Int32Array, wholeOf(visits).acts.length + 1);
  // Who was seen last at each page, and how many, side by side.
  const seen = new Int32Array(2 * (events.pages + 1));
  const isView = IS_VIEW;
  let [count, views, everybody, current] = [0, 0, 0, 0];
  const read = (acts: Uint32Array, from: number, to: number): void => {
    let [next, sum, people, before] = [count, views, everybody, current];
    for (let a = from; a < to; a++) {
      const row = acts[a] as number;
      const who = person[row] as number;
      const id = page[row] as number;
      const counts = isView[kind[row] as number] as number;
      const last = seen[2 * id] as number;
      const isNew = differ(last, who) & counts;
      const begins = differ(before, who) & counts;
      // Written down always, and written over by the next where it is not new.
      baskets[next] = id | (begins << 31);
      next += isNew;
      sum += counts;
      people += begins;
      seen[2 * id] = last ^ ((last ^ who) & -counts);
      seen[2 * id + 1] = (seen[2 * id + 1] as number) + isNew;
      before ^= (before ^ who) & -counts;
    }
    [count, views, everybody, current] = [next, sum, people, before];
  };
  eachStretch(visits, ({ acts }, _from, _to, fromAct, toAct) => read(acts, fromAct, toAct));
  eachBlockOfNobody(events, context, ({ rows, count: acts }) => {
    for (let j = 0; j < acts; j++) views += isView[kind[rows[j] as number] as number] as number;
  });
  const people = Int32Array.from({ length: events.pages + 1 }, (_, id) => seen[2 * id + 1] as number);
  return { count, page: baskets, people, views, everybody };
}

/**
 * For every two of some pages: people who looked at both, by the places of the two among those given (place of the first ×
 * their number + place of the second, which is larger). Of each person the first `most` of these pages count.
 */
export function countPairs({ count, page, people }: PageBaskets, pages: readonly number[], most: number): Int32Array {
  const size = pages.length;
  const rank = new Int32Array(people.length).fill(-1);
  for (const [place, id] of pages.entries()) rank[id] = place;
  const both = new Int32Array(size * size);
  const basket = new Int32Array(most + 1);
  let held = 0;
  for (let k = 0; k < count; k++) {
    const own = page[k] as number;
    if (own < 0) held = 0;
    const place = rank[own & ~BEGINS] as number;
    if (place < 0 || held === most) continue;
    const row = place * size;
    for (let x = 0; x < held; x++) {
      const cell = row + (basket[x] as number);
      both[cell] = (both[cell] as number) + 1;
    }
    basket[held++] = place;
  }
  // Which of the two was seen first does not count.
  for (let a = 0; a < size; a++)
    for (let b = a + 1; b < size; b++)
      both[a * size + b] = (both[a * size + b] as number) + (both[b * size + a] as number);
  return both;
}
