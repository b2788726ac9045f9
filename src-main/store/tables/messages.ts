import type { MessageRow } from '../../../shared/model.ts';
import type { WriteDb } from '../open.ts';
import { all, number, run } from '../sql.ts';
import { contentHash, idOfItem, place, type Saved } from './records.ts';

/** A message with its author resolved and its text scored. */
export interface StoredMessage {
  row: MessageRow;
  author: number;
  sentiment: number | null;
  sentimentVersion: number;
  language: string;
}

const PLAIN = /^[\0-\x7f]*$/;
/** Rows per statement: a statement a row takes half as long again. */
const CHUNK = 20;

/** Saves messages as `saveMessage` does, those that nobody holds yet many at a time. */
export function saveMessages(db: WriteDb, runId: number, messages: readonly StoredMessage[]): Saved[] {
  const saved: Saved[] = [];
  let indexed = highestId(db);
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
    if (fresh.length === CHUNK) {
      insertMessages(db, runId, fresh.map(hashed), 1);
      saved.push(...chunk.map(() => 'kept' as const));
    } else {
      for (const message of fresh) insertMessages(db, runId, [hashed(message)], 1);
      // What is in the table must be in the index before it can be taken out again.
      takeIn(db, indexed);
      saved.push(...chunk.map((message, i) => (isFresh[i] ? 'kept' : saveMessage(db, runId, message))));
      indexed = highestId(db);
    }
  }
  takeIn(db, indexed);
  return saved;
}

/** Highest id in use; the next message gets the one behind it, even where that was another's before. */
const highestId = (db: WriteDb): number => number(db, 'SELECT max(id) FROM messages');

/** Puts the messages behind an id into the full-text index, all in one statement. */
const takeIn = (db: WriteDb, after: number) =>
  run(db, 'INSERT INTO message_text (rowid, text) SELECT id, text FROM messages WHERE id > ?', after);

function heldKeys(db: WriteDb, network: string, chunk: readonly StoredMessage[]): Set<string> {
  const keys = chunk.map(({ row }) => row.key);
  // Exports are mostly in order: nothing is held between the first and the last key of a chunk, which one look tells.
  const [least = '', most = ''] = [keys.reduce(lesser), keys.reduce(greater)];
  const between = 'SELECT EXISTS (SELECT 1 FROM messages WHERE network = ? AND key BETWEEN ? AND ?)';
  if (number(db, between, network, least, most) === 0) return new Set();
  const marks = keys.map(() => '?').join(', ');
  const rows = all<{ key: string }>(
    db,
    `SELECT DISTINCT key FROM messages WHERE network = ? AND key IN (${marks})`,
    network,
    ...keys,
  );
  return new Set(rows.map(({ key }) => key));
}

// As SQLite compares: by the bytes of UTF-8, which differs from UTF-16 beyond the basic plane.
const isLess = (a: string, b: string): boolean =>
  PLAIN.test(a) && PLAIN.test(b) ? a < b : Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
const lesser = (a: string, b: string): string => (isLess(b, a) ? b : a);
const greater = (a: string, b: string): string => (isLess(a, b) ? b : a);

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
    (current) => {
      const id = insertMessages(db, runId, [[message, content]], current);
      run(db, 'INSERT INTO message_text (rowid, text) VALUES (?, ?)', id, row.text);
      return id;
    },
  );
}

type Value = string | number | Uint8Array | null;
/** A message with the hash of its content. */
type Hashed = readonly [StoredMessage, Uint8Array];
const hashed = (message: StoredMessage): Hashed => [message, contentOf(message)];

/** Columns whose values are bound once for all rows of a statement; each further group only where all rows agree. */
const SHARED = ['run_id', 'current', 'network'];
const GROUPS = [
  ['kind', 'author_id', 'own', 'language', 'sentiment_version'],
  ['rating', 'item_id', 'reach', 'saves', 'clicks'],
  ['replies', 'views'],
  ['reply_to_key'],
] as const;
const GROUPED = GROUPS.flat();
const OWN = ['line', 'content_hash', 'key', 'at_ms', 'text', 'likes', 'shares', 'url', 'sentiment'];

const groupedValues = (
  db: WriteDb,
  { row, author, sentimentVersion, language }: StoredMessage,
): Record<(typeof GROUPED)[number], Value> => ({
  kind: row.kind,
  author_id: author,
  own: row.own ? 1 : 0,
  language,
  sentiment_version: sentimentVersion,
  rating: row.rating,
  item_id: idOfItem(db, row.item),
  reach: row.reach ?? 0,
  saves: row.saves ?? 0,
  clicks: row.clicks ?? 0,
  replies: row.replies,
  views: row.views,
  reply_to_key: row.replyToKey,
});

/** In the order of OWN. */
const ownValues = ([{ row, sentiment }, content]: Hashed): Value[] => [
  row.line,
  content,
  row.key,
  row.atMs === null ? null : Math.round(row.atMs),
  row.text,
  row.likes,
  row.shares,
  row.url,
  sentiment,
];

/** Saves messages of one network; answers the id of the last one. */
function insertMessages(db: WriteDb, runId: number, messages: readonly Hashed[], current: 0 | 1): number {
  const grouped = messages.map(([message]) => groupedValues(db, message));
  const [first] = grouped;
  const alike = GROUPS.map((group) => group.every((name) => grouped.every((row) => row[name] === first?.[name])));
  const once = GROUPS.flatMap((group, i) => (alike[i] ? group : []));
  const each = GROUPS.flatMap((group, i) => (alike[i] ? [] : group));
  const values: Value[] = [
    runId,
    current,
    messages[0]?.[0].row.network ?? 'other',
    ...once.map((name) => first?.[name] ?? null),
  ];
  messages.forEach((message, i) => {
    values.push(...ownValues(message));
    for (const name of each) values.push(grouped[i]?.[name] ?? null);
  });
  const { lastInsertRowid } = run(db, insertion(once, each, messages.length), ...values);
  return Number(lastInsertRowid);
}

const insertions = new Map<string, string>();

/** The statement that saves so many rows, with the columns of `once` bound once. */
function insertion(once: readonly string[], each: readonly string[], rows: number): string {
  const key = `${rows} ${once.join(' ')}`;
  let text = insertions.get(key);
  if (text === undefined) {
    const shared = [...SHARED, ...once];
    const own = [...OWN, ...each];
    const marks = (count: number) => Array.from({ length: count }, () => '?').join(', ');
    const tuples = Array.from({ length: rows }, () => `(${marks(own.length)})`).join(', ');
    text = `INSERT INTO messages (${[...shared, ...own].join(', ')}) SELECT s.*, o.* FROM (SELECT ${marks(shared.length)}) s, (VALUES ${tuples}) o`;
    insertions.set(key, text);
  }
  return text;
}
