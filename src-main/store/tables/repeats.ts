import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, number, run } from '../sql.ts';

/** A message that another one may repeat. */
export interface Original {
  id: number;
  text: string;
  language: string;
  author: number;
  run: number;
  own: number;
}

/** "> 0" is what the index is of: without it SQLite reads all messages for each message. */
export const REPEAT_OF = `SELECT min(r.message_id) FROM message_readings r JOIN messages m ON m.id = r.message_id
  WHERE r.fingerprint = ? AND r.fingerprint > 0 AND r.message_id < ? AND m.current = 1`;

/** The first earlier message that says the same in the same words; 0 = none. */
export const repeatOf = (db: ReadDb, id: number, fingerprint: number): number =>
  fingerprint === 0 ? 0 : number(db, REPEAT_OF, fingerprint, id);

export const getOriginal = (db: ReadDb, id: number): Original | undefined =>
  get<Original>(
    db,
    'SELECT id, text, language, author_id AS author, run_id AS run, own FROM messages WHERE id = ? AND current = 1',
    id,
  );

/** Notes what a message that has been read repeats, and what its near repeats will be found by. */
export function saveRepeat(db: WriteDb, id: number, original: number, bands: Uint32Array | null): void {
  const bytes = bands && new Uint8Array(bands.buffer, bands.byteOffset, bands.byteLength);
  run(db, 'UPDATE message_readings SET repeat_of = ?, bands = ? WHERE message_id = ?', original, bytes, id);
}

/** Bands of messages that repeat nothing, of ids after `afterId`, by id, at most so many. */
export const listBands = (db: ReadDb, afterId: number, most: number): { id: number; bands: Uint32Array }[] =>
  all<{ id: number; bands: Uint8Array }>(
    db,
    `SELECT message_id AS id, bands FROM message_readings
     WHERE message_id > ? AND bands IS NOT NULL AND repeat_of = 0 ORDER BY message_id LIMIT ?`,
    afterId,
    most,
  ).map(({ id, bands }) => ({ id, bands: new Uint32Array(bands.slice().buffer) }));

/** What repeats a message that is there no more is to be read anew, topic and all (0 would keep the topic); answers how many. */
export const forgetLostOriginals = (db: WriteDb): number =>
  run(
    db,
    `UPDATE message_readings SET version = -1 WHERE repeat_of > 0 AND version >= 0
       AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.id = repeat_of AND m.current = 1)`,
  ).changes;
