import type { EventColumns } from '../../../shared/columns.ts';
import type { CellType, TableResult } from '../../../shared/results.ts';
import type { RowsBehind, RunContext } from '../analysis.ts';
import { parseIdKey } from './keys.ts';
import { newestFirst, topIds } from './scan.ts';
import { findSessions } from './sessions.ts';

/** How visits are grouped: an id per visit, from its first row (or its last). */
export interface SessionGrouping {
  size: number;
  /** −1 = the visit belongs to no group. */
  idOf(row: number): number;
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

/** Visits, visitors, bounce rate per group, most visits first. */
export function sessionTable(events: EventColumns, context: RunContext, options: Options): TableResult {
  const { grouping, limit, zeroCounts, label, type, textOf } = options;
  const { count, first, last, views } = findSessions(events, context);
  const { person } = events;
  const ends = grouping.by === 'last' ? last : first;
  const visits = new Uint32Array(grouping.size);
  const people = new Uint32Array(grouping.size);
  const bounces = new Uint32Array(grouping.size);
  const seen = new Uint32Array(grouping.size);
  let counted = 0;
  let allPeople = 0;
  let current = 0;
  for (let s = 0; s < count; s++) {
    const id = grouping.idOf(ends[s] as number);
    if (id < 0) continue;
    counted++;
    const row = first[s] as number;
    const who = person[row] as number;
    visits[id] = (visits[id] as number) + 1;
    if (row === last[s] && views[s] === 1) bounces[id] = (bounces[id] as number) + 1;
    if (who !== current) {
      allPeople++;
      current = who;
    }
    if (seen[id] !== who) {
      seen[id] = who;
      people[id] = (people[id] as number) + 1;
    }
  }
  const from = zeroCounts ? 0 : 1;
  const ids = topIds(visits, limit, from);
  return {
    kind: 'table',
    columns: [
      { id: 'group', label, type },
      { id: 'visits', label: 'Visits', type: 'number', unit: 'visits' },
      { id: 'visitors', label: 'Visitors', type: 'number', unit: 'people' },
      { id: 'share', label: 'Share of visits', type: 'number', unit: 'share' },
      { id: 'bounce-rate', label: 'Bounce rate', type: 'number', unit: 'share' },
    ],
    rows: ids.map((id) => ({
      key: String(id),
      cells: [
        textOf ? textOf(id) : id,
        visits[id] as number,
        people[id] as number,
        (visits[id] as number) / counted,
        (bounces[id] as number) / (visits[id] as number),
      ],
      people: people[id] as number,
    })),
    total: visits.reduce((sum, value, id) => sum + (id >= from && value > 0 ? 1 : 0), 0),
    n: counted,
    people: allPeople,
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
