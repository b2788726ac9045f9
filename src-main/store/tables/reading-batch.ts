import type { WriteDb } from '../open.ts';
import { get, prepare, run } from '../sql.ts';

/** What reading a message gave, as it is stored. */
export interface StoredReading {
  id: number;
  intents: number;
  apart: number;
  fingerprint: number;
  aspects: readonly { group: string; category: string; polarity: number }[];
  tags: readonly string[];
  /** What it repeats, 0 = nothing, and what its near repeats will be found by. */
  original: number;
  bands: Uint32Array | null;
  /** 0 = none; null = the one that there is stays. */
  topic: number | null;
}

type Value = string | number | Uint8Array | null;
/** Rows per statement: a statement a row takes half as long again. */
const CHUNK = 20;

/** Runs a statement for rows of `width` values each, many at a time. */
function insertAll(db: WriteDb, head: string, width: number, rows: readonly Value[][], tail = ''): void {
  const tuple = `(${Array.from({ length: width }, () => '?').join(', ')})`;
  const text = (count: number) => `${head} VALUES ${Array.from({ length: count }, () => tuple).join(', ')} ${tail}`;
  const full = Math.floor(rows.length / CHUNK) * CHUNK;
  if (full > 0) {
    const statement = prepare(db, text(CHUNK));
    for (let from = 0; from < full; from += CHUNK) statement.run(...rows.slice(from, from + CHUNK).flat());
  }
  if (full < rows.length) {
    const statement = prepare(db, text(1));
    for (const row of rows.slice(full)) statement.run(...row);
  }
}

const SAVE = `INSERT INTO message_readings
  (message_id, version, intents, apart, fingerprint, repeat_of, bands, topic_id)`;
const REPLACE = `ON CONFLICT (message_id) DO UPDATE SET version = excluded.version, intents = excluded.intents,
  apart = excluded.apart, fingerprint = excluded.fingerprint, repeat_of = excluded.repeat_of, bands = excluded.bands`;

/** Ids of names in a table of names; those that are new are added in the order in which they come. */
function idsOf(db: WriteDb, table: 'aspect_groups' | 'hashtags', names: Iterable<string>): Map<string, number> {
  const ids = new Map<string, number>();
  for (const name of names) {
    if (ids.has(name)) continue;
    const known = get<{ id: number }>(db, `SELECT id FROM ${table} WHERE name = ?`, name);
    ids.set(name, known ? known.id : Number(run(db, `INSERT INTO ${table} (name) VALUES (?)`, name).lastInsertRowid));
  }
  return ids;
}

/** Saves readings in place of older ones. */
export function saveReadings(db: WriteDb, version: number, readings: readonly StoredReading[]): void {
  const rowOf = ({ id, intents, apart, fingerprint, original, bands, topic }: StoredReading): Value[] => [
    id,
    version,
    intents,
    apart,
    fingerprint,
    original,
    bands && new Uint8Array(bands.buffer, bands.byteOffset, bands.byteLength),
    topic ?? 0,
  ];
  const rows = (keepsTopic: boolean) => readings.filter(({ topic }) => (topic === null) === keepsTopic).map(rowOf);
  insertAll(db, SAVE, 8, rows(false), `${REPLACE}, topic_id = excluded.topic_id`);
  insertAll(db, SAVE, 8, rows(true), REPLACE);
  const ids = JSON.stringify(readings.map(({ id }) => id));
  for (const table of ['message_aspects', 'message_tags'])
    run(db, `DELETE FROM ${table} WHERE message_id IN (SELECT value FROM json_each(?))`, ids);
  saveAspects(db, readings);
  saveTags(db, readings);
}

function saveAspects(db: WriteDb, readings: readonly StoredReading[]): void {
  const groups = idsOf(
    db,
    'aspect_groups',
    readings.flatMap(({ aspects }) => aspects.map(({ group }) => group)),
  );
  const rows = readings.flatMap(({ id, aspects }) =>
    aspects.map(({ group, category, polarity }, position): Value[] => [
      id,
      position,
      groups.get(group) as number,
      category,
      polarity,
    ]),
  );
  insertAll(db, 'INSERT INTO message_aspects (message_id, position, group_id, category, polarity)', 5, rows);
}

function saveTags(db: WriteDb, readings: readonly StoredReading[]): void {
  const tags = idsOf(
    db,
    'hashtags',
    readings.flatMap((reading) => reading.tags),
  );
  const rows = readings.flatMap((reading) => reading.tags.map((tag): Value[] => [reading.id, tags.get(tag) as number]));
  insertAll(db, 'INSERT INTO message_tags (message_id, tag_id)', 2, rows);
}
