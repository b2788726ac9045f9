import type { MessageRow } from '../../../shared/model.ts';
import type { WriteDb } from '../open.ts';
import { all, run } from '../sql.ts';
import { contentHash, idOfItem, place, type Saved } from './records.ts';

/** A message with its author resolved and its text scored. */
export interface StoredMessage {
  row: MessageRow;
  author: number;
  sentiment: number | null;
  sentimentVersion: number;
  language: string;
}

/** Rows per statement: a statement a row takes half as long again. */
const CHUNK = 20;

/** Saves messages as `saveMessage` does, those that nobody holds yet many at a time. */
export function saveMessages(db: WriteDb, runId: number, messages: readonly StoredMessage[]): Saved[] {
  const saved: Saved[] = [];
  for (let from = 0; from < messages.length; from += CHUNK) {
    const chunk = messages.slice(from, from + CHUNK);
    const network = chunk[0]?.row.network ?? 'other';
    const alike = chunk.length === CHUNK && chunk.every(({ row }) => row.network === network);
    const held = alike ? heldKeys(db, network, chunk) : null;
    const isFresh = chunk.map(({ row }) => {
      if (!held || held.has(row.key)) return false;
      // Of a key that comes twice, the second is no longer nobody's.
      held.add(row.key);
      return true;
    });
    const fresh = chunk.filter((_, i) => isFresh[i]);
    if (fresh.length === CHUNK) insertChunk(db, runId, fresh);
    else for (const message of fresh) insertMessage(db, runId, message, contentOf(message), 1);
    saved.push(...chunk.map((message, i) => (isFresh[i] ? 'kept' : saveMessage(db, runId, message))));
  }
  return saved;
}

function heldKeys(db: WriteDb, network: string, chunk: readonly StoredMessage[]): Set<string> {
  const marks = Array.from({ length: CHUNK }, () => '?').join(', ');
  const rows = all<{ key: string }>(
    db,
    `SELECT DISTINCT key FROM messages WHERE network = ? AND key IN (${marks})`,
    network,
    ...chunk.map(({ row }) => row.key),
  );
  return new Set(rows.map(({ key }) => key));
}

/** Hash of what a message says, as far as a repeat of it would say the same. */
function contentOf({ row, author }: StoredMessage): Uint8Array {
  return contentHash([
    row.kind,
    row.atMs,
    row.text,
    row.rating,
    row.likes,
    row.shares,
    row.replies,
    row.views,
    row.own,
    row.item,
    author,
    // Only where an export has them: what older imports brought keeps its hash.
    ...[row.reach, row.saves, row.clicks].filter((count) => count !== undefined),
  ]);
}

/** Saves a message under its natural key (network, key). */
export function saveMessage(db: WriteDb, runId: number, message: StoredMessage): Saved {
  const { row } = message;
  const content = contentOf(message);
  return place(
    db,
    'messages',
    {
      key: [row.network, row.key],
      runId,
      line: row.line,
      content,
      weight:
        row.likes + row.shares + row.replies + row.views + (row.reach ?? 0) + (row.saves ?? 0) + (row.clicks ?? 0),
    },
    (current) => insertMessage(db, runId, message, content, current),
  );
}

const COLUMNS =
  'run_id, line, current, content_hash, network, key, kind, at_ms, author_id, own, text, language, rating, likes, shares, replies, views, reply_to_key, url, item_id, sentiment, sentiment_version, reach, saves, clicks';
const MARKS = `(${COLUMNS.split(', ')
  .map(() => '?')
  .join(', ')})`;
const INSERT_ONE = `INSERT INTO messages (${COLUMNS}) VALUES ${MARKS}`;
const INSERT_CHUNK = `INSERT INTO messages (${COLUMNS}) VALUES ${Array.from({ length: CHUNK }, () => MARKS).join(', ')}`;

const valuesOf = (
  db: WriteDb,
  runId: number,
  { row, author, sentiment, sentimentVersion, language }: StoredMessage,
  content: Uint8Array,
  current: 0 | 1,
): (string | number | Uint8Array | null)[] => [
  runId,
  row.line,
  current,
  content,
  row.network,
  row.key,
  row.kind,
  row.atMs === null ? null : Math.round(row.atMs),
  author,
  row.own ? 1 : 0,
  row.text,
  language,
  row.rating,
  row.likes,
  row.shares,
  row.replies,
  row.views,
  row.replyToKey,
  row.url,
  idOfItem(db, row.item),
  sentiment,
  sentimentVersion,
  row.reach ?? 0,
  row.saves ?? 0,
  row.clicks ?? 0,
];

function insertMessage(
  db: WriteDb,
  runId: number,
  message: StoredMessage,
  content: Uint8Array,
  current: 0 | 1,
): number {
  const { lastInsertRowid } = run(db, INSERT_ONE, ...valuesOf(db, runId, message, content, current));
  return Number(lastInsertRowid);
}

function insertChunk(db: WriteDb, runId: number, messages: readonly StoredMessage[]): void {
  const values = messages.flatMap((message) => valuesOf(db, runId, message, contentOf(message), 1));
  run(db, INSERT_CHUNK, ...values);
}
