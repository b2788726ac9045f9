import { hash } from 'node:crypto';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, number, run } from '../sql.ts';

/** What saving one record did. */
export type Saved = 'kept' | 'updated' | 'duplicate';

/** Kinds of record that keep one version per import run. `weight` decides which version counts: counts only grow, so the larger is the newer. */
const RECORDS = {
  messages: { key: ['network', 'key'], weight: 'likes + shares + replies + views' },
  // An expression, not a bare 0: ORDER BY would take that for a column number.
  orders: { key: ['scope', 'key'], weight: '(0 + 0)' },
  campaigns: { key: ['network', 'key'], weight: 'impressions + clicks' },
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
}

/**
 * Decides what to do with a record that has the same natural key as one already held.
 * A repeat of the same content is only noted; a change becomes a new version; the heavier (newer) version counts.
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
    `SELECT id, content_hash, run_id, ${weight} AS weight FROM ${table} WHERE ${key[0]} = ? AND ${key[1]} = ? ORDER BY current DESC`,
    ...record.key,
  );
  const current = versions[0];
  if (!current) {
    insert(1);
    return 'kept';
  }
  const same = versions.find((version) => Buffer.from(version.content_hash).equals(record.content));
  if (same) {
    if (same.run_id !== record.runId)
      run(db, 'INSERT OR IGNORE INTO repeats VALUES (?, ?, ?, ?)', table, same.id, record.runId, record.line);
    return 'duplicate';
  }
  const newer = record.weight >= current.weight;
  const own = versions.find((version) => version.run_id === record.runId);
  if (own) {
    // The same key twice in one file: keep the newer one.
    if (!newer) return 'duplicate';
    run(db, `DELETE FROM ${table} WHERE id = ?`, own.id);
  }
  if (newer) run(db, `UPDATE ${table} SET current = 0 WHERE ${key[0]} = ? AND ${key[1]} = ?`, ...record.key);
  insert(newer ? 1 : 0);
  return own ? 'duplicate' : 'updated';
}

/** Removes what a run brought; what other runs repeated is handed over to them, and older versions count again. */
export function removeRecords(db: WriteDb, runId: number): void {
  for (const table of RECORD_TABLES) {
    const [scope, key] = RECORDS[table].key;
    run(db, 'DELETE FROM repeats WHERE record = ? AND run_id = ?', table, runId);
    // Hand over rows that another run holds too.
    const shared = all<{ id: number; heir: number; line: number }>(
      db,
      `SELECT t.id, min(r.run_id) AS heir, r.line FROM ${table} t JOIN repeats r ON r.record = ? AND r.record_id = t.id WHERE t.run_id = ? GROUP BY t.id`,
      table,
      runId,
    );
    for (const { id, heir, line } of shared) {
      // The heir may already hold another version of the same key (it changed twice): then the repeat is all there is to drop.
      const taken = get(
        db,
        `SELECT 1 FROM ${table} a JOIN ${table} b ON a.${scope} = b.${scope} AND a.${key} = b.${key} WHERE a.id = ? AND b.run_id = ?`,
        id,
        heir,
      );
      run(db, 'DELETE FROM repeats WHERE record = ? AND record_id = ? AND run_id = ?', table, id, heir);
      if (!taken) run(db, `UPDATE ${table} SET run_id = ?, line = ? WHERE id = ?`, heir, line, id);
    }
    const keys = all<{ scope: string; key: string }>(
      db,
      `SELECT ${scope} AS scope, ${key} AS key FROM ${table} WHERE run_id = ? AND current = 1`,
      runId,
    );
    run(
      db,
      `DELETE FROM repeats WHERE record = ? AND record_id IN (SELECT id FROM ${table} WHERE run_id = ?)`,
      table,
      runId,
    );
    run(db, `DELETE FROM ${table} WHERE run_id = ?`, runId);
    for (const entry of keys) {
      const best = get<{ id: number }>(
        db,
        `SELECT id FROM ${table} WHERE ${scope} = ? AND ${key} = ? ORDER BY ${RECORDS[table].weight} DESC, run_id DESC LIMIT 1`,
        entry.scope,
        entry.key,
      );
      if (best) run(db, `UPDATE ${table} SET current = 1 WHERE id = ?`, best.id);
    }
  }
  run(
    db,
    'DELETE FROM items WHERE NOT EXISTS (SELECT 1 FROM order_lines l WHERE l.item_id = items.id) AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.item_id = items.id)',
  );
}

export const countRecords = (db: ReadDb, table: RecordTable): number =>
  number(db, `SELECT count(*) FROM ${table} WHERE current = 1`);

/** Id of an item by name, made if new. '' = none (0). */
export function idOfItem(db: WriteDb, name: string): number {
  if (name === '') return 0;
  const known = get<{ id: number }>(db, 'SELECT id FROM items WHERE name = ?', name);
  return known ? known.id : Number(run(db, 'INSERT INTO items (name) VALUES (?)', name).lastInsertRowid);
}
