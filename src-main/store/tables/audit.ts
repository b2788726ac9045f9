import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, number, run } from '../sql.ts';

/** One entry of the append-only log. `hash` covers the entry and the previous hash. */
export interface AuditRow {
  seq: number;
  at_ms: number;
  action: string;
  facts: string;
  previous: Uint8Array;
  hash: Uint8Array;
}

export const lastAudit = (db: ReadDb): AuditRow | undefined =>
  get<AuditRow>(db, 'SELECT * FROM audit ORDER BY seq DESC LIMIT 1');
/** Adds an entry and notes that the log ends with it; to be called in a transaction. */
export const insertAudit = (db: WriteDb, row: AuditRow): void => {
  run(
    db,
    'INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?)',
    row.seq,
    row.at_ms,
    row.action,
    row.facts,
    row.previous,
    row.hash,
  );
  run(
    db,
    'INSERT INTO audit_head (id, seq, hash) VALUES (1, ?, ?) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash',
    row.seq,
    row.hash,
  );
};
/** Where the log ended when it was last written. */
export const auditHead = (db: ReadDb): { seq: number; hash: Uint8Array } | undefined =>
  get(db, 'SELECT seq, hash FROM audit_head WHERE id = 1');
export const countAudit = (db: ReadDb): number => number(db, 'SELECT count(*) FROM audit');
export const listAudit = (db: ReadDb, offset: number, limit: number): AuditRow[] =>
  all<AuditRow>(db, 'SELECT * FROM audit ORDER BY seq DESC LIMIT ? OFFSET ?', limit, offset);
/** The whole log from the start, streamed. */
export const iterateAudit = (db: ReadDb): IterableIterator<AuditRow> =>
  db.prepare('SELECT * FROM audit ORDER BY seq').iterate() as IterableIterator<AuditRow>;
