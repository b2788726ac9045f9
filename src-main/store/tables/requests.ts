import type { IdentityState, RequestKind, RequestLaw, RequestState } from '../../../shared/contract/rights.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, run } from '../sql.ts';

/** A request as stored. */
export interface RequestRow {
  id: number;
  kind: RequestKind;
  law: RequestLaw;
  channel: string;
  received_ms: number;
  confirm_by_ms: number | null;
  due_ms: number;
  extended: number;
  person_id: number | null;
  /** Fingerprint of one of the person's identifiers; outlives the person. */
  subject: Uint8Array | null;
  identity: IdentityState;
  identity_note: string;
  note: string;
  state: RequestState;
  closed_ms: number | null;
}

export function insertRequest(
  db: WriteDb,
  request: Pick<RequestRow, 'kind' | 'law' | 'channel' | 'received_ms' | 'confirm_by_ms' | 'due_ms' | 'note'>,
): number {
  const { kind, law, channel, received_ms, confirm_by_ms, due_ms, note } = request;
  const { lastInsertRowid } = run(
    db,
    'INSERT INTO requests (kind, law, channel, received_ms, confirm_by_ms, due_ms, note) VALUES (?, ?, ?, ?, ?, ?, ?)',
    kind,
    law,
    channel,
    received_ms,
    confirm_by_ms,
    due_ms,
    note,
  );
  return Number(lastInsertRowid);
}

export const getRequest = (db: ReadDb, id: number): RequestRow | undefined =>
  get<RequestRow>(db, 'SELECT * FROM requests WHERE id = ?', id);

/** Open ones first, by due date; then the closed ones, newest first. */
export const listRequests = (db: ReadDb): RequestRow[] =>
  all<RequestRow>(
    db,
    "SELECT * FROM requests ORDER BY state <> 'open', CASE WHEN state = 'open' THEN due_ms ELSE -closed_ms END, id",
  );

/** Writes a request anew. */
export function saveRequest(db: WriteDb, row: RequestRow): void {
  run(
    db,
    `UPDATE requests SET due_ms = ?, extended = ?, person_id = ?, subject = ?, identity = ?, identity_note = ?, note = ?, state = ?,
      closed_ms = ? WHERE id = ?`,
    row.due_ms,
    row.extended,
    row.person_id,
    row.subject,
    row.identity,
    row.identity_note,
    row.note,
    row.state,
    row.closed_ms,
    row.id,
  );
}

/** An earlier request for the same by the same person that is open, or was closed after `sinceMs`. */
export const findDuplicate = (db: ReadDb, row: RequestRow, sinceMs: number): number | null =>
  row.subject === null && row.person_id === null
    ? null
    : (get<{ id: number }>(
        db,
        `SELECT id FROM requests WHERE id < ? AND kind = ? AND (person_id = ? OR subject = ?)
           AND (state = 'open' OR (state = 'done' AND closed_ms >= ?)) ORDER BY id DESC LIMIT 1`,
        row.id,
        row.kind,
        row.person_id,
        row.subject,
        sinceMs,
      )?.id ?? null);
