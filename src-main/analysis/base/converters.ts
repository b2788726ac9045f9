import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import { peopleOf } from './doers.ts';
import { goalPages, PURCHASE } from './goal.ts';
import { eachPathRun, type PathRun } from './path-runs.ts';
import { PathList } from './path-list.ts';
import type { Paths } from './paths.ts';
import { borrow } from './scratch.ts';
import { findSessions, wholeOf } from './sessions.ts';
import { kindsOfVisits } from './visit-kinds.ts';

/** Entries looked at together. */
const BLOCK = 4096;

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

/** Tells of each visit of a run that reaches the goal, and of the first entry that does, counted from that of the visit. */
type GoalReader = (run: PathRun, found: (visit: number, entry: number) => void) => void;

/** Entries of pages that are wanted. */
function pageReader(wanted: Uint8Array): GoalReader {
  const hits = new Int32Array(BLOCK + 1);
  return ({ from, to, start, page }, found) => {
    const end = start[to] as number;
    let visit = from;
    let before = -1;
    for (let block = start[from] as number; block < end; block += BLOCK) {
      const blockEnd = Math.min(end, block + BLOCK);
      let count = 0;
      for (let e = block; e < blockEnd; e++) {
        // Written down always, and written over by the next where it is not wanted.
        hits[count] = e;
        count += wanted[page[e] as number] as number;
      }
      for (let k = 0; k < count; k++) {
        const entry = hits[k] as number;
        while ((start[visit + 1] as number) <= entry) visit++;
        if (visit !== before) found(visit, entry - (start[visit] as number));
        before = visit;
      }
    }
  };
}

/** Entries that begin with a purchase: of the visits that have one. */
function purchaseReader(events: EventColumns, context: RunContext): GoalReader {
  const whole = wholeOf(findSessions(events, context));
  const kinds = kindsOfVisits(events, whole);
  return (run, found) => {
    const isWhole = run.act === whole.start;
    for (let v = run.from; v < run.to; v++) {
      if (isWhole && (((kinds[v] as number) >> PURCHASE) & 1) === 0) continue;
      const entry = purchaseEntry(events, run, v);
      if (entry >= 0) found(v, entry);
    }
  };
}

function purchaseEntry({ page, kind }: EventColumns, { start, acts, act }: PathRun, visit: number): number {
  const length = (start[visit + 1] as number) - (start[visit] as number);
  let before = -1;
  for (let a = act[visit] as number, entry = -1; entry < length - 1; a++) {
    const row = acts[a] as number;
    const id = page[row] as number;
    if (id === before) continue;
    before = id;
    entry++;
    if (kind[row] === PURCHASE) return entry;
  }
  return -1;
}

/** Where each converter first reaches the goal: number of the visit in the period, and of the entry in it. */
interface Goals {
  visit: number[];
  entry: number[];
}

/** Notes who reaches the goal, and where. Visits of a person lie together, and runs are in their order. */
function findGoals(events: EventColumns, context: RunContext, read: GoalReader, isOne: Uint8Array): Goals {
  const goals: Goals = { visit: [], entry: [] };
  let visits = 0;
  eachPathRun(events, context, (run) => {
    read(run, (visit, entry) => {
      const who = run.person[visit] as number;
      if (isOne[who] === 1) return;
      isOne[who] = 1;
      goals.visit.push(visits + visit - run.from);
      goals.entry.push(entry);
    });
    visits += run.to - run.from;
  });
  return goals;
}

function highest(numbers: Uint32Array): number {
  let most = 0;
  for (let k = 0; k < numbers.length; k++) most = Math.max(most, numbers[k] as number);
  return most;
}

/** Finds who reaches a goal (see goalTest), and the ways they took before. */
export function findConverters(events: EventColumns, context: RunContext, goal: string | undefined): Converters {
  const isOne = borrow(Uint8Array, 1 + highest(peopleOf(events, context)));
  const read = goal === undefined ? purchaseReader(events, context) : pageReader(goalPages(events, goal));
  const goals = findGoals(events, context, read, isOne);
  const list = new PathList();
  let [number, converter, current, all] = [0, -1, 0, 0];
  eachPathRun(events, context, ({ from, to, start, page, person }) => {
    for (let v = from; v < to; v++) {
      const who = person[v] as number;
      if (isOne[who] === 0) continue;
      all++;
      if (who !== current) converter++;
      current = who;
      const place = number + v - from - (goals.visit[converter] as number);
      const begin = start[v] as number;
      const end = place < 0 ? (start[v + 1] as number) : begin + (goals.entry[converter] as number);
      if (place <= 0 && end > begin) list.add(page, begin, end, who);
    }
    number += to - from;
  });
  return { people: goals.visit.length, visits: all, isOne, before: list.paths() };
}
