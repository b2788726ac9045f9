import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { peopleOf } from './doers.ts';
import { firstGoalRows } from './goal-rows.ts';
import { PathList } from './path-list.ts';
import { eachPathRun, type PathRun } from './path-runs.ts';
import type { Paths } from './paths.ts';
import { borrow } from './scratch.ts';

/** People who reach a goal in the period. */
export interface Converters {
  /** How many they are, and how many visits they have in the period. */
  people: number;
  visits: number;
  /** By person: 1 = is one of them. Good until the question ends. */
  isOne: Uint8Array;
  /** Their paths up to where they first reach the goal. Rows are not told. */
  before: Omit<Paths, 'row'>;
}

function highest(numbers: Uint32Array): number {
  let most = 0;
  for (let k = 0; k < numbers.length; k++) most = Math.max(most, numbers[k] as number);
  return most;
}

/** Entries of a visit that begin before a row: the page a goal is reached on is one of them where it was seen before. */
function entriesBefore({ page }: EventColumns, run: PathRun, visit: number, goalRow: number): number {
  const { start, acts, act } = run;
  const length = (start[visit + 1] as number) - (start[visit] as number);
  let [count, before] = [0, -1];
  for (let a = act[visit] as number; a < (act[visit + 1] as number) && count < length; a++) {
    const row = acts[a] as number;
    if (row >= goalRow) break;
    const id = page[row] as number;
    if (id !== before) count++;
    before = id;
  }
  return count;
}

/** The first of the visits from..to of a run that begins behind a row: in steps twice as long each, then half. */
function visitBehind({ acts, act }: PathRun, from: number, to: number, row: number): number {
  const isBehind = (visit: number) => visit >= to || (acts[act[visit] as number] as number) > row;
  let step = 1;
  while (!isBehind(from + step - 1)) step *= 2;
  let place = from + (step >> 1) - 1;
  for (step >>= 2; step > 0; step >>= 1) if (!isBehind(place + step)) place += step;
  return place + 1;
}

/** Finds who reaches a goal (see goalTest), and the ways they took before. */
export function findConverters(events: EventColumns, context: RunContext, goal: string | undefined): Converters {
  const goals = firstGoalRows(events, context, goal);
  const isOne = borrow(Uint8Array, 1 + highest(peopleOf(events, context)));
  for (const row of goals) isOne[events.person[row] as number] = 1;
  const before = new PathList();
  let [visits, reached, last] = [0, 0, 0];
  // Goals and visits are in the order of the columns, in which the visits of a person lie together.
  eachPathRun(events, context, (run) => {
    const { from, to, start, page, person, acts, act } = run;
    let v = from;
    for (; v < to && person[v] === last; v++) visits++;
    while (v < to && reached < goals.length) {
      const goalRow = goals[reached] as number;
      const who = events.person[goalRow] as number;
      const behind = visitBehind(run, v, to, goalRow);
      let first = behind;
      while (first > v && person[first - 1] === who) first--;
      visits += behind - first;
      for (v = first; v < behind - 1; v++) before.add(page, start[v] as number, start[v + 1] as number, who);
      if (v < behind) {
        const begin = start[v] as number;
        before.add(page, begin, begin + entriesBefore(events, run, v, goalRow), who);
        v++;
      }
      // The goal is reached in a run to come.
      if (v === to && (acts[(act[to] as number) - 1] as number) < goalRow) return;
      reached++;
      last = who;
      for (; v < to && person[v] === last; v++) visits++;
    }
  });
  return { people: goals.length, visits, isOne, before: before.paths() };
}
