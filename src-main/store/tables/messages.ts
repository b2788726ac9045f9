import type { MessageRow } from '../../../shared/model.ts';
import type { WriteDb } from '../open.ts';
import { run } from '../sql.ts';
import { contentHash, idOfItem, place, type Saved } from './records.ts';

/** A message with its author resolved and its text scored. */
export interface StoredMessage {
  row: MessageRow;
  author: number;
  sentiment: number | null;
  sentimentVersion: number;
  language: string;
}

/** Saves a message under its natural key (network, key). */
export function saveMessage(db: WriteDb, runId: number, message: StoredMessage): Saved {
  const { row } = message;
  const content = contentHash([
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
    message.author,
    // Only where an export has them: what older imports brought keeps its hash.
    ...[row.reach, row.saves, row.clicks].filter((count) => count !== undefined),
  ]);
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

function insertMessage(
  db: WriteDb,
  runId: number,
  { row, author, sentiment, sentimentVersion, language }: StoredMessage,
  content: Uint8Array,
  current: 0 | 1,
): number {
  const { lastInsertRowid } = run(
    db,
    `INSERT INTO messages (run_id, line, current, content_hash, network, key, kind, at_ms, author_id, own, text, language, rating,
      likes, shares, replies, views, reply_to_key, url, item_id, sentiment, sentiment_version, reach, saves, clicks)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
  );
  return Number(lastInsertRowid);
}
