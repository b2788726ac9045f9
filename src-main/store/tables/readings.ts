import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, number, run } from '../sql.ts';

/** A message that waits to be read. */
export interface UnreadMessage {
  id: number;
  text: string;
  language: string;
}
/** What reading a message gave, as it is stored. */
interface Reading {
  intents: number;
  apart: number;
  fingerprint: number;
  aspects: readonly { group: string; category: string; polarity: number }[];
}

const UNREAD = `FROM messages m LEFT JOIN message_readings r ON r.message_id = m.id
  WHERE m.current = 1 AND (r.version IS NULL OR r.version < ?)`;

export const countUnread = (db: ReadDb, version: number): number => number(db, `SELECT count(*) ${UNREAD}`, version);

/** Messages after `afterId` that no run of this version has read, by id. */
export const listUnread = (db: ReadDb, version: number, afterId: number, most: number): UnreadMessage[] =>
  all<UnreadMessage>(
    db,
    `SELECT m.id, m.text, m.language ${UNREAD} AND m.id > ? ORDER BY m.id LIMIT ?`,
    version,
    afterId,
    most,
  );

function idOfGroup(db: WriteDb, name: string): number {
  const known = get<{ id: number }>(db, 'SELECT id FROM aspect_groups WHERE name = ?', name);
  return known ? known.id : Number(run(db, 'INSERT INTO aspect_groups (name) VALUES (?)', name).lastInsertRowid);
}

/** Whether an earlier message says the same in the same words. */
export const isRepeat = (db: ReadDb, id: number, fingerprint: number): boolean =>
  fingerprint > 0 &&
  get(
    db,
    `SELECT 1 FROM message_readings r JOIN messages m ON m.id = r.message_id
     WHERE r.fingerprint = ? AND r.message_id < ? AND m.current = 1 LIMIT 1`,
    fingerprint,
    id,
  ) !== undefined;

/** Saves a reading in place of an older one; the topic stays until topics are found anew. */
export function saveReading(db: WriteDb, id: number, version: number, reading: Reading): void {
  run(
    db,
    `INSERT INTO message_readings (message_id, version, intents, apart, fingerprint) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (message_id) DO UPDATE SET version = excluded.version, intents = excluded.intents, apart = excluded.apart,
       fingerprint = excluded.fingerprint`,
    id,
    version,
    reading.intents,
    reading.apart,
    reading.fingerprint,
  );
  run(db, 'DELETE FROM message_aspects WHERE message_id = ?', id);
  reading.aspects.forEach(({ group, category, polarity }, position) => {
    run(
      db,
      'INSERT INTO message_aspects VALUES (?, ?, ?, ?, ?)',
      id,
      position,
      idOfGroup(db, group),
      category,
      polarity,
    );
  });
}

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
