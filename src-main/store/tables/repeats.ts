import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, run } from '../sql.ts';

/** A message that another one may repeat. */
export interface Original {
  id: number;
  text: string;
  language: string;
  author: number;
  run: number;
  own: number;
}

/** "> 0" is what the index is of: without it SQLite reads all messages for each message. In the order of ids, so that the first one ends it. */
const SAME_BEFORE = `SELECT r.message_id FROM message_readings r JOIN messages m ON m.id = r.message_id
  WHERE r.fingerprint = value AND r.fingerprint > 0 AND r.message_id < ? AND m.current = 1 ORDER BY r.message_id LIMIT 1`;
export const FIRST_SAME = `SELECT value AS fingerprint, (${SAME_BEFORE}) AS first FROM json_each(?)`;

/** By fingerprint (not 0): the first message before `id` that says the same in the same words. */
export const firstSame = (db: ReadDb, fingerprints: readonly number[], id: number): Map<number, number> =>
  new Map(
    all<{ fingerprint: number; first: number | null }>(db, FIRST_SAME, id, JSON.stringify(fingerprints)).flatMap(
      ({ fingerprint, first }) => (first === null ? [] : [[fingerprint, first] as const]),
    ),
  );

/** Ids and fingerprints of messages from one id to another that are long enough to have one, by id. */
export const listFingerprints = (db: ReadDb, from: number, to: number): { id: number; fingerprint: number }[] =>
  all(
    db,
    `SELECT r.message_id AS id, r.fingerprint FROM message_readings r JOIN messages m ON m.id = r.message_id
     WHERE r.message_id BETWEEN ? AND ? AND r.fingerprint > 0 AND m.current = 1 ORDER BY r.message_id`,
    from,
    to,
  );

const ORIGINAL = 'SELECT id, text, language, author_id AS author, run_id AS run, own FROM messages';

export const getOriginal = (db: ReadDb, id: number): Original | undefined =>
  get<Original>(db, `${ORIGINAL} WHERE id = ? AND current = 1`, id);

/** Those of some messages that are still there, in any order. */
export const listOriginals = (db: ReadDb, ids: readonly number[]): Original[] =>
  all<Original>(db, `${ORIGINAL} WHERE id IN (SELECT value FROM json_each(?)) AND current = 1`, JSON.stringify(ids));

/** Bands of messages, by id: four for each. */
export interface StoredBands {
  ids: number[];
  bands: Uint32Array;
}

/**
 * Bands of messages that repeat nothing, of ids after `afterId`, by id, at most so many: as two texts, since a row for each of a
 * million messages would be felt. Bytes that are put together are a text for SQLite, which is kept as it is and turned back.
 */
export function listBands(db: ReadDb, afterId: number, most: number): StoredBands {
  const row = get<{ ids: string | null; bytes: Uint8Array | null }>(
    db,
    `SELECT group_concat(message_id) AS ids, CAST(group_concat(bands, '') AS BLOB) AS bytes FROM
       (SELECT message_id, bands FROM message_readings
        WHERE message_id > ? AND bands IS NOT NULL AND repeat_of = 0 ORDER BY message_id LIMIT ?)`,
    afterId,
    most,
  );
  // Copied, as the bytes need not lie where four of them make a number. They are as in memory, lowest first.
  const bytes = Uint8Array.from(row?.bytes ?? []);
  return { ids: JSON.parse(`[${row?.ids ?? ''}]`) as number[], bands: new Uint32Array(bytes.buffer) };
}

/**
 * Repeats of a message that is there no more. With a message its reading goes, and older versions have an index: the messages
 * themselves, of which each would be a page to fetch, are not looked at (60,000 repeats among a million: 55 ms instead of 200).
 */
export const LOST_REPEATS = `SELECT message_id FROM message_readings r WHERE repeat_of > 0
  AND (repeat_of IN (SELECT id FROM messages WHERE current = 0)
    OR NOT EXISTS (SELECT 1 FROM message_readings o WHERE o.message_id = r.repeat_of))`;

/** What repeats a message that is there no more is to be read anew, topic and all (0 would keep the topic); answers how many. */
export const forgetLostOriginals = (db: WriteDb): number =>
  run(
    db,
    `UPDATE message_readings SET version = -1 WHERE version >= 0 AND message_id IN (${LOST_REPEATS})
       AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.id = repeat_of AND m.current = 1)`,
  ).changes;
