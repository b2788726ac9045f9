import { AppError } from '../../../shared/errors.ts';
import { release } from '../../../shared/release.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, prepare, run } from '../sql.ts';
import {
  columnOf,
  type EventBlock,
  type EventColumn,
  isOptional,
  makeBlock,
  OPTIONAL_COLUMNS,
  type OptionalColumn,
  PLAIN_COLUMNS,
} from './block.ts';
import { decodeInto, type Encoded, encodeColumn, encodeInts } from './encode.ts';

/** Most events a segment holds: enough to make blobs big, few enough to rewrite one quickly. */
export const SEGMENT_ROWS = 131_072;

/** A segment without its columns. */
export interface Segment {
  id: number;
  partition: number;
  chain: number;
  rows: number;
  people: number;
  first_person: number;
  last_person: number;
}

/** The persons of a segment, ascending, and how many events each has. */
export interface Groups {
  person: Uint32Array;
  events: Uint32Array;
}

const FIELDS = 'id, partition, chain, rows, people, first_person, last_person';

/** Segments of a partition in order: chains by age, and each chain's segments by person. */
export const listSegments = (db: ReadDb, partition: number): Segment[] =>
  all<Segment>(db, `SELECT ${FIELDS} FROM event_segments WHERE partition = ? ORDER BY chain, id`, partition);

/** Segments that hold events of a run, oldest chain first. */
export const listSegmentsOfRun = (db: ReadDb, runId: number): Segment[] =>
  all<Segment>(
    db,
    `SELECT ${FIELDS} FROM event_segments WHERE id IN (SELECT segment_id FROM segment_runs WHERE run_id = ?) ORDER BY chain, id`,
    runId,
  );

/** The segments of each chain, oldest chain first. */
export function chainsOf(segments: readonly Segment[]): Segment[][] {
  const chains: Segment[][] = [];
  let chain = Number.NaN;
  for (const segment of segments) {
    if (segment.chain !== chain) chains.push([]);
    chain = segment.chain;
    chains.at(-1)?.push(segment);
  }
  return chains;
}

function findEncoded(db: ReadDb, id: number, name: string): Encoded | undefined {
  const row = prepare(db, 'SELECT width, base, scale, data FROM event_columns WHERE segment_id = ? AND name = ?').get(
    id,
    name,
  );
  return row as Encoded | undefined;
}

function readEncoded(db: ReadDb, id: number, name: string): Encoded {
  const found = findEncoded(db, id, name);
  if (!found) throw new AppError('internal', { segment: id });
  return found;
}

function saveEncoded(db: WriteDb, id: number, name: string, column: Encoded): void {
  run(
    db,
    'INSERT INTO event_columns VALUES (?, ?, ?, ?, ?, ?)',
    id,
    name,
    column.width,
    column.base,
    column.scale,
    column.data,
  );
}

/** Reads a column into `target` from `offset` on; what SQLite handed out is given back at once. */
function readInto(
  db: ReadDb,
  { id, name, rows }: { id: number; name: string; rows: number },
  target: EventBlock[EventColumn],
  offset: number,
): void {
  const encoded = readEncoded(db, id, name);
  decodeInto(target, offset, encoded, rows);
  release(encoded.data);
}

/** The same for an optional column; false where the segment lacks it. */
function readOptional(
  db: ReadDb,
  { id, rows }: Segment,
  name: OptionalColumn,
  targetOf: () => EventBlock[OptionalColumn],
  offset: number,
): boolean {
  const encoded = findEncoded(db, id, name);
  if (!encoded) return false;
  decodeInto(targetOf(), offset, encoded, rows);
  release(encoded.data);
  return true;
}

export function readGroups(db: ReadDb, { id, people: rows }: Segment): Groups {
  const groups = { person: new Uint32Array(rows), events: new Uint32Array(rows) };
  readInto(db, { id, name: 'person', rows }, groups.person, 0);
  readInto(db, { id, name: 'events', rows }, groups.events, 0);
  return groups;
}

/** Decodes one column of a segment into `target` from `offset` on; an optional one that the segment lacks is unknown throughout. */
export function readColumn(
  db: ReadDb,
  segment: Segment,
  name: Exclude<EventColumn, 'person'>,
  target: EventBlock[EventColumn],
  offset: number,
): void {
  if (!isOptional(name)) readInto(db, { id: segment.id, name, rows: segment.rows }, target, offset);
  else if (!readOptional(db, segment, name, () => target as EventBlock[OptionalColumn], offset))
    target.fill(0, offset, offset + segment.rows);
}

/** Decodes as many values of a column, from row `from` on, as `target` takes. */
export function readPart<T extends EventBlock['at' | 'run' | 'line']>(
  db: ReadDb,
  { id }: Segment,
  name: 'at' | 'run' | 'line',
  target: T,
  from: number,
): T {
  const found = prepare(
    db,
    `SELECT width, base, scale, substr(data, width * ? + 1, width * ?) AS data FROM event_columns
     WHERE segment_id = ? AND name = ?`,
  ).get(from, target.length, id, name) as Encoded | undefined;
  if (!found) throw new AppError('internal', { segment: id });
  decodeInto(target, 0, found, target.length);
  return target;
}

/** Optional columns that some segment has. */
export const presentColumns = (db: ReadDb): (typeof OPTIONAL_COLUMNS)[number][] => {
  const stored = all<{ name: string }>(
    db,
    'SELECT DISTINCT name FROM event_columns WHERE name IN (SELECT value FROM json_each(?))',
    JSON.stringify(OPTIONAL_COLUMNS),
  );
  return OPTIONAL_COLUMNS.filter((name) => stored.some((row) => row.name === name));
};

/** Writes each group's person once per event. */
export function spreadPersons(target: Uint32Array, offset: number, groups: Groups): void {
  let at = offset;
  for (let g = 0; g < groups.person.length; g++) {
    const person = groups.person[g] as number;
    const end = at + (groups.events[g] as number);
    while (at < end) target[at++] = person;
  }
}

/** A whole segment, decoded; into `block` where one with enough room is given. */
export function readSegment(
  db: ReadDb,
  segment: Segment,
  groups: Groups = readGroups(db, segment),
  block: EventBlock = makeBlock(segment.rows),
): EventBlock {
  spreadPersons(block.person, 0, groups);
  for (const name of PLAIN_COLUMNS) readColumn(db, segment, name, block[name], 0);
  for (const name of OPTIONAL_COLUMNS) {
    if (!readOptional(db, segment, name, () => columnOf(block, name), 0)) block[name].fill(0, 0, segment.rows);
  }
  return block;
}

function groupsOf(persons: Uint32Array, rows: number): Groups {
  let people = 0;
  for (let i = 0; i < rows; i++) if (i === 0 || persons[i] !== persons[i - 1]) people++;
  const groups = { person: new Uint32Array(people), events: new Uint32Array(people) };
  let g = -1;
  for (let i = 0; i < rows; i++) {
    if (i === 0 || persons[i] !== persons[i - 1]) groups.person[++g] = persons[i] as number;
    groups.events[g] = (groups.events[g] as number) + 1;
  }
  return groups;
}

function isKnown(values: EventBlock[(typeof OPTIONAL_COLUMNS)[number]], rows: number): boolean {
  if (values.length > 0) for (let i = 0; i < rows; i++) if (values[i] !== 0) return true;
  return false;
}

function saveColumns(db: WriteDb, id: number, block: EventBlock, rows: number, groups: Groups): void {
  saveEncoded(db, id, 'person', encodeInts(groups.person, groups.person.length));
  saveEncoded(db, id, 'events', encodeInts(groups.events, groups.events.length));
  for (const name of PLAIN_COLUMNS) saveEncoded(db, id, name, encodeColumn(name, block, rows));
  for (const name of OPTIONAL_COLUMNS)
    if (isKnown(block[name], rows)) saveEncoded(db, id, name, encodeColumn(name, block, rows));
  countRuns(db, id, block, rows);
}

/** Notes how many rows of a segment each run has. */
function countRuns(db: WriteDb, id: number, block: EventBlock, rows: number): void {
  const byRun = new Map<number, number>();
  let current = block.run[0] as number;
  let start = 0;
  for (let i = 1; i <= rows; i++) {
    if (i < rows && block.run[i] === current) continue;
    byRun.set(current, (byRun.get(current) ?? 0) + i - start);
    current = block.run[i] as number;
    start = i;
  }
  for (const [runId, count] of byRun) run(db, 'INSERT INTO segment_runs VALUES (?, ?, ?)', runId, id, count);
}

function summaryOf(block: EventBlock, rows: number, groups: Groups) {
  let fromMs = block.at[0] as number;
  let toMs = fromMs;
  for (let i = 1; i < rows; i++) {
    const at = block.at[i] as number;
    if (at < fromMs) fromMs = at;
    if (at > toMs) toMs = at;
  }
  return {
    people: groups.person.length,
    first: block.person[0] as number,
    last: block.person[rows - 1] as number,
    fromMs,
    toMs,
  };
}

/** Stores the first `rows` events of a block, which are in the order of a segment. */
export function saveSegment(db: WriteDb, partition: number, chain: number, block: EventBlock, rows: number): void {
  const groups = groupsOf(block.person, rows);
  const about = summaryOf(block, rows, groups);
  const { lastInsertRowid } = run(
    db,
    `INSERT INTO event_segments (partition, chain, rows, people, first_person, last_person, from_ms, to_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    partition,
    chain,
    rows,
    about.people,
    about.first,
    about.last,
    about.fromMs,
    about.toMs,
  );
  saveColumns(db, Number(lastInsertRowid), block, rows, groups);
}

/** Writes a segment anew in its place in the chain; without rows it goes. */
export function replaceSegment(db: WriteDb, id: number, block: EventBlock, rows: number): void {
  if (rows === 0) {
    deleteSegment(db, id);
    return;
  }
  run(db, 'DELETE FROM event_columns WHERE segment_id = ?', id);
  run(db, 'DELETE FROM segment_runs WHERE segment_id = ?', id);
  const groups = groupsOf(block.person, rows);
  const about = summaryOf(block, rows, groups);
  run(
    db,
    'UPDATE event_segments SET rows = ?, people = ?, first_person = ?, last_person = ?, from_ms = ?, to_ms = ? WHERE id = ?',
    rows,
    about.people,
    about.first,
    about.last,
    about.fromMs,
    about.toMs,
    id,
  );
  saveColumns(db, id, block, rows, groups);
}

/** Writes anew which run and line each row comes from; everything else stays. */
export function replaceOrigin(db: WriteDb, id: number, block: EventBlock, rows: number): void {
  for (const name of ['run', 'line'] as const) {
    run(db, 'DELETE FROM event_columns WHERE segment_id = ? AND name = ?', id, name);
    saveEncoded(db, id, name, encodeColumn(name, block, rows));
  }
  run(db, 'DELETE FROM segment_runs WHERE segment_id = ?', id);
  countRuns(db, id, block, rows);
}

export function deleteSegment(db: WriteDb, id: number): void {
  run(db, 'DELETE FROM event_segments WHERE id = ?', id);
}
