import { hash } from 'node:crypto';
import type { ReadDb, WriteDb } from '../open.ts';
import { pruneOrderTexts } from '../orders/figures.ts';
import { removeOrders } from '../orders/remove.ts';
import { all, get, number, run } from '../sql.ts';

/** What saving one record did. */
export type Saved = 'kept' | 'updated' | 'duplicate';

/** Kinds of record that keep one row per version and import run (orders do so in columns, see ../orders). `weight` decides which version counts: counts only grow, so the larger is the newer. */
const RECORDS = {
  messages: { key: ['network', 'key'], weight: 'likes + shares + replies + views + reach + saves + clicks' },
  // An expression, not a bare 0: ORDER BY would take that for a column number.
  // Ads and another tool's figures are corrected downwards, too (refunded clicks, late filters): the newest file counts.
  campaigns: { key: ['network', 'key'], weight: '(0 + 0)' },
  figures: { key: ['scope', 'key'], weight: '(0 + 0)' },
  products: { key: ['scope', 'key'], weight: '(0 + 0)' },
} as const;
export type RecordTable = keyof typeof RECORDS;
export const RECORD_TABLES = Object.keys(RECORDS) as RecordTable[];

/** Hash of a record's content, for telling a repeat from a change. */
export const contentHash = (content: unknown): Uint8Array =>
  hash('sha1', JSON.stringify(content), 'buffer').subarray(0, 12);

interface Version {
  id: number;
  content_hash: Uint8Array;
  run_id: number;
  weight: number;
  /** 1 = this run noted it as a repeat. */
  repeated: number;
}

/** The version that counts: the heaviest; of equals the one whose content was brought last. Depends on nothing but what is held. */
function elect(db: WriteDb, table: RecordTable, scope: string, key: string): void {
  const { key: names, weight } = RECORDS[table];
  const same = `${names[0]} = ? AND ${names[1]} = ?`;
  run(
    db,
    `UPDATE ${table} SET current = (id = (SELECT id FROM ${table} WHERE ${same} ORDER BY ${weight} DESC, run_id DESC LIMIT 1)) WHERE ${same}`,
    scope,
    key,
    scope,
    key,
  );
}

/** Elects anew for each of the keys. */
export function electAll(db: WriteDb, table: RecordTable, keys: readonly { scope: string; key: string }[]): void {
  for (const { scope, key } of keys) elect(db, table, scope, key);
}

/**
 * Decides what to do with a record that has the same natural key as one already held.
 * A repeat of the same content is only noted; a change becomes a new version; the heavier (newer) version counts.
 * Each run holds one version per key, its own or a repeat of an older run's: of two in one file the newer one.
 */
export function place(
  db: WriteDb,
  table: RecordTable,
  record: { key: readonly [string, string]; runId: number; line: number; content: Uint8Array; weight: number },
  insert: (current: 0 | 1) => number,
): Saved {
  const { key, weight } = RECORDS[table];
  const versions = all<Version>(
    db,
    `SELECT id, content_hash, run_id, ${weight} AS weight,
       EXISTS (SELECT 1 FROM repeats r WHERE r.record = ? AND r.record_id = ${table}.id AND r.run_id = ?) AS repeated
     FROM ${table} WHERE ${key[0]} = ? AND ${key[1]} = ?`,
    table,
    record.runId,
    ...record.key,
  );
  if (versions.length === 0) {
    insert(1);
    return 'kept';
  }
  const same = versions.find((version) => Buffer.from(version.content_hash).equals(record.content));
  const held = versions.find((version) => version.run_id === record.runId || version.repeated === 1);
  if (held) {
    if (held === same || record.weight < held.weight) return 'duplicate';
    if (held.repeated === 1)
      run(db, 'DELETE FROM repeats WHERE record = ? AND record_id = ? AND run_id = ?', table, held.id, record.runId);
    else run(db, `DELETE FROM ${table} WHERE id = ?`, held.id);
  }
  if (same) run(db, 'INSERT OR IGNORE INTO repeats VALUES (?, ?, ?, ?)', table, same.id, record.runId, record.line);
  else insert(0);
  if (held || !same) elect(db, table, ...record.key);
  return held || same ? 'duplicate' : 'updated';
}

/** Removes what a run brought; what other runs repeated is handed over to them, and older versions count again. */
export function removeRecords(db: WriteDb, runId: number): void {
  for (const table of RECORD_TABLES) {
    const [scope, key] = RECORDS[table].key;
    const keys = all<{ scope: string; key: string }>(
      db,
      `SELECT ${scope} AS scope, ${key} AS key FROM ${table} WHERE run_id = ?`,
      runId,
    );
    run(db, 'DELETE FROM repeats WHERE record = ? AND run_id = ?', table, runId);
    // Hand over rows that another run holds too; it holds no other version of the same key.
    const shared = all<{ id: number; heir: number; line: number }>(
      db,
      `SELECT t.id, min(r.run_id) AS heir, r.line FROM ${table} t JOIN repeats r ON r.record = ? AND r.record_id = t.id WHERE t.run_id = ? GROUP BY t.id`,
      table,
      runId,
    );
    for (const { id, heir, line } of shared) {
      run(db, 'DELETE FROM repeats WHERE record = ? AND record_id = ? AND run_id = ?', table, id, heir);
      run(db, `UPDATE ${table} SET run_id = ?, line = ? WHERE id = ?`, heir, line, id);
    }
    run(db, `DELETE FROM ${table} WHERE run_id = ?`, runId);
    electAll(db, table, keys);
  }
  removeOrders(db, runId);
  pruneOrderTexts(db);
}

/** How many records count: all but the old versions, so that an index of those does where there is one. */
export const countRecords = (db: ReadDb, table: RecordTable): number =>
  number(db, `SELECT (SELECT count(*) FROM ${table}) - (SELECT count(*) FROM ${table} WHERE current = 0)`);

/** Id of an item by name, made if new. '' = none (0). */
export function idOfItem(db: WriteDb, name: string): number {
  if (name === '') return 0;
  const known = get<{ id: number }>(db, 'SELECT id FROM items WHERE name = ?', name);
  return known ? known.id : Number(run(db, 'INSERT INTO items (name) VALUES (?)', name).lastInsertRowid);
}
