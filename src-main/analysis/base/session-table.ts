import type { EventColumns } from '../../../shared/columns.ts';
import type { CellType, TableResult } from '../../../shared/results.ts';
import type { RowsBehind, RunContext } from '../analysis.ts';
import { parseIdKey } from './keys.ts';
import { newestFirst, topIds } from './scan.ts';
import { eachStretch, findSessions, viewsIn } from './sessions.ts';
import { isCut, type VisitColumns } from './visit-cut.ts';

/** How visits are grouped: an id per visit, from its first row (or its last). */
export interface SessionGrouping {
  size: number;
  /** −1 = the visit belongs to no group. */
  idOf(row: number): number;
  /** The column that holds the ids, where one does: a call per visit costs more than all the rest. */
  column?: Uint32Array;
  by?: 'first' | 'last';
}

interface Options {
  grouping: SessionGrouping;
  limit: number;
  /** Whether group 0 is listed (direct) or stands for "none". */
  zeroCounts: boolean;
  label: string;
  type: CellType;
  /** Text instead of an id, for groups that are words of the program. */
  textOf?: (id: number) => string;
}

/** Visits looked at together. */
const BLOCK = 4096;
/** Numbers of a group, together so that they lie within one line of the processor's cache. */
const CELL = 4;
const VISITS = 0;
const PEOPLE = 1;
const BOUNCES = 2;
/** Who was seen last: visits of a person lie together. */
const LAST = 3;

/** What is counted of each visit. */
type Ends = Pick<VisitColumns, 'first' | 'last' | 'views'>;

/** Counts visits by group. */
class GroupCounts {
  /** Visits in a group, and their people. */
  counted = 0;
  people = 0;
  readonly #person: Uint32Array;
  readonly #grouping: SessionGrouping;
  readonly #cells: Uint32Array;
  readonly #ids = new Int32Array(BLOCK);
  #current = 0;

  constructor({ person }: EventColumns, grouping: SessionGrouping) {
    this.#person = person;
    this.#grouping = grouping;
    this.#cells = new Uint32Array(grouping.size * CELL);
  }

  /** Visits from..to of those given. */
  add(visits: Ends, from: number, to: number): void {
    for (let s = from; s < to; s += BLOCK) {
      const end = Math.min(to, s + BLOCK);
      this.#readIds(visits, s, end);
      this.#count(visits, s, end);
    }
  }

  #readIds({ first, last }: Ends, from: number, to: number): void {
    const { column, by } = this.#grouping;
    const [ids, rows] = [this.#ids, by === 'last' ? last : first];
    if (column) for (let s = from; s < to; s++) ids[s - from] = column[rows[s] as number] as number;
    else for (let s = from; s < to; s++) ids[s - from] = this.#grouping.idOf(rows[s] as number);
  }

  #count({ first, last, views }: Ends, from: number, to: number): void {
    const [ids, cells, person] = [this.#ids, this.#cells, this.#person];
    let [counted, people, current] = [this.counted, this.people, this.#current];
    for (let s = from; s < to; s++) {
      const id = ids[s - from] as number;
      if (id < 0) continue;
      const row = first[s] as number;
      const who = person[row] as number;
      const at = id * CELL;
      const bounces = Number(row === last[s]) & Number(views[s] === 1);
      counted++;
      people += Number(who !== current);
      current = who;
      cells[at + VISITS] = (cells[at + VISITS] as number) + 1;
      cells[at + BOUNCES] = (cells[at + BOUNCES] as number) + bounces;
      cells[at + PEOPLE] = (cells[at + PEOPLE] as number) + Number(cells[at + LAST] !== who);
      cells[at + LAST] = who;
    }
    [this.counted, this.people, this.#current] = [counted, people, current];
  }

  of(which: number): Uint32Array {
    const cells = this.#cells;
    return Uint32Array.from({ length: cells.length / CELL }, (_, id) => cells[id * CELL + which] as number);
  }
}

/** Counts the visits of a period by group. */
function countGroups(events: EventColumns, context: RunContext, grouping: SessionGrouping): GroupCounts {
  const counts = new GroupCounts(events, grouping);
  const one = { first: new Uint32Array(1), last: new Uint32Array(1), views: new Uint32Array(1) };
  eachStretch(findSessions(events, context), (whole, from, to, fromAct, toAct) => {
    if (!isCut(whole, from, to, fromAct, toAct)) {
      counts.add(whole, from, to);
      return;
    }
    one.first[0] = whole.acts[fromAct] as number;
    one.last[0] = whole.acts[toAct - 1] as number;
    one.views[0] = viewsIn(events.kind, whole.acts, fromAct, toAct);
    counts.add(one, 0, 1);
  });
  return counts;
}

/** Visits, visitors, bounce rate per group, most visits first. */
export function sessionTable(events: EventColumns, context: RunContext, options: Options): TableResult {
  const { grouping, limit, zeroCounts, label, type, textOf } = options;
  const counts = countGroups(events, context, grouping);
  const [visits, people, bounces] = [counts.of(VISITS), counts.of(PEOPLE), counts.of(BOUNCES)];
  const from = zeroCounts ? 0 : 1;
  const ids = topIds(visits, limit, from);
  return {
    kind: 'table',
    columns: [
      { id: 'group', label, type },
      { id: 'visits', label: 'Visits', type: 'number', unit: 'visits' },
      { id: 'visitors', label: 'Visitors', type: 'number', unit: 'people' },
      { id: 'share', label: 'Share of visits', type: 'number', unit: 'share', isPart: true },
      { id: 'bounce-rate', label: 'Bounce rate', type: 'number', unit: 'share' },
    ],
    rows: ids.map((id) => ({
      key: String(id),
      cells: [
        textOf ? textOf(id) : id,
        visits[id] as number,
        people[id] as number,
        (visits[id] as number) / counts.counted,
        (bounces[id] as number) / (visits[id] as number),
      ],
      people: people[id] as number,
    })),
    total: visits.reduce((sum, value, id) => sum + (id >= from && value > 0 ? 1 : 0), 0),
    n: counts.counted,
    people: counts.people,
  };
}

/** First (or last) rows of the visits in one group. */
export function sessionRows(
  events: EventColumns,
  context: RunContext,
  grouping: SessionGrouping,
  key: string,
): RowsBehind {
  const wanted = parseIdKey(key);
  const { first, last } = findSessions(events, context);
  const rows = grouping.by === 'last' ? last : first;
  return {
    table: 'events',
    indices: newestFirst(
      events.at,
      rows.filter((row) => wanted >= 0 && grouping.idOf(row) === wanted),
    ),
  };
}
