import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, number, run } from '../sql.ts';
import { countRecords } from './records.ts';

/** A message that waits to be read. */
export interface UnreadMessage {
  id: number;
  text: string;
  language: string;
  author: number;
  run: number;
  own: number;
}
/** One that waits; `known` 1 = its text is as it was when it was read, only what words mean has changed. */
export interface WaitingMessage extends UnreadMessage {
  known: number;
}
const UNREAD = `FROM messages m LEFT JOIN message_readings r ON r.message_id = m.id
  WHERE m.current = 1 AND (r.version IS NULL OR r.version < ?)`;

/** Messages that count (`messages`), less those of them that are read; by indexes alone, as it is asked again and again. */
export const countUnread = (db: ReadDb, version: number, messages = countRecords(db, 'messages')): number =>
  messages - number(db, COUNT_READ, version) + number(db, COUNT_READ_OLD, version);
/** All are counted at once; those that are to be read anew are mostly few. */
export const COUNT_READ =
  'SELECT (SELECT count(*) FROM message_readings) - (SELECT count(*) FROM message_readings WHERE version < ?)';
export const COUNT_READ_OLD = `SELECT count(*) FROM messages m CROSS JOIN message_readings r ON r.message_id = m.id
  WHERE m.current = 0 AND r.version >= ?`;

/** Ids looked at in one step: so many that are all read already take a few milliseconds. */
const WINDOW = 10_000;

/**
 * Messages after `afterId` that no run of this version has read, by id: at most so many, and from one stretch of ids, so that
 * it is quick whatever the store holds. `next`: what to go on after, null at the end.
 */
export function listUnread(
  db: ReadDb,
  version: number,
  afterId: number,
  most: number,
): { rows: WaitingMessage[]; next: number | null } {
  const rows = all<WaitingMessage>(
    db,
    `SELECT m.id, m.text, m.language, m.author_id AS author, m.run_id AS run, m.own,
       coalesce(r.version = 0, 0) AS known ${UNREAD} AND m.id > ? AND m.id <= ?
     ORDER BY m.id LIMIT ?`,
    version,
    afterId,
    afterId + WINDOW,
    most,
  );
  if (rows.length === most) return { rows, next: (rows.at(-1) as WaitingMessage).id };
  return { rows, next: afterId + WINDOW < lastMessage(db) ? afterId + WINDOW : null };
}

/** Language of the message that came last ('' = unknown); null where there is none. */
export const newestLanguage = (db: ReadDb): string | null =>
  get<{ language: string }>(db, 'SELECT language FROM messages ORDER BY id DESC LIMIT 1')?.language ?? null;

const lastMessage = (db: ReadDb): number => number(db, 'SELECT max(id) FROM messages');

/**
 * An id up to which nothing waits: where all that waits came after what was read, as after most imports, the last that was
 * read, so that a million need not be looked through. Otherwise 0.
 */
export function readUpTo(db: ReadDb, version: number): number {
  const last = number(db, 'SELECT max(message_id) FROM message_readings');
  const after = number(db, 'SELECT count(*) FROM messages WHERE current = 1 AND id > ?', last);
  return after === countUnread(db, version) ? last : 0;
}

export const countReadings = (db: ReadDb): number => number(db, 'SELECT count(*) FROM message_readings');

/** The instant that the newest `most` messages begin with; null when there are not more than that. */
export const newestFrom = (db: ReadDb, most: number): number | null =>
  get<{ at: number | null }>(
    db,
    'SELECT at_ms AS at FROM messages WHERE current = 1 ORDER BY at_ms DESC LIMIT 1 OFFSET ?',
    most,
  )?.at ?? null;

/** Messages of a stretch of ids that others wrote, that are read and not kept apart, by id; `fromMs` null = of any time. */
export const listForTopics = (db: ReadDb, afterId: number, fromMs: number | null) => ({
  rows: all<UnreadMessage>(
    db,
    `SELECT m.id, m.text, m.language, m.author_id AS author, m.run_id AS run, m.own
     FROM messages m JOIN message_readings r ON r.message_id = m.id
     WHERE m.current = 1 AND m.own = 0 AND r.apart = 0 AND m.id > ? AND m.id <= ? AND (? IS NULL OR m.at_ms >= ?)
     ORDER BY m.id`,
    afterId,
    afterId + WINDOW,
    fromMs,
    fromMs,
  ),
  next: afterId + WINDOW < lastMessage(db) ? afterId + WINDOW : null,
});

/** A topic as it is kept. */
export interface TopicRow {
  id: number;
  label: string;
  ownName: string;
  mergedInto: number;
  hidden: boolean;
  signature: Record<string, number>;
}

export const listTopics = (db: ReadDb): TopicRow[] =>
  all<Omit<TopicRow, 'hidden' | 'signature'> & { hidden: number; signature: string }>(
    db,
    'SELECT id, label, own_name AS ownName, merged_into AS mergedInto, hidden, signature FROM topics ORDER BY id',
  ).map((row) => ({
    ...row,
    hidden: row.hidden === 1,
    signature: JSON.parse(row.signature) as Record<string, number>,
  }));

/** Adds a topic, or brings the words of a known one up to date; what the owner made of it stays. */
export function saveTopic(db: WriteDb, id: number | null, label: string, signature: Record<string, number>): number {
  const words = JSON.stringify(signature);
  if (id === null)
    return Number(run(db, 'INSERT INTO topics (label, signature) VALUES (?, ?)', label, words).lastInsertRowid);
  run(db, 'UPDATE topics SET label = ?, signature = ? WHERE id = ?', label, words, id);
  return id;
}

/** The owner's word on a topic. */
export const editTopic = (db: WriteDb, id: number, ownName: string, mergedInto: number, hidden: boolean): boolean =>
  run(
    db,
    'UPDATE topics SET own_name = ?, merged_into = ?, hidden = ? WHERE id = ?',
    ownName,
    mergedInto,
    hidden ? 1 : 0,
    id,
  ).changes > 0;

export const setTopic = (db: WriteDb, message: number, topic: number): void => {
  run(db, 'UPDATE message_readings SET topic_id = ? WHERE message_id = ? AND topic_id <> ?', topic, message, topic);
};

/** Topics nobody named, merged or hid, and no message is about, are forgotten. */
export function forgetTopics(db: WriteDb): void {
  run(
    db,
    `DELETE FROM topics WHERE own_name = '' AND merged_into = 0 AND hidden = 0
       AND id NOT IN (SELECT topic_id FROM message_readings) AND id NOT IN (SELECT merged_into FROM topics)`,
  );
}
