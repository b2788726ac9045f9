import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, run } from '../sql.ts';
import { setCounter } from './counters.ts';

/** What the owner said of one message, as it is stored; see migration 21. */
export interface StoredCorrection {
  id: number;
  network: string;
  key: string;
  author: number;
  what: 'mood' | 'aspect';
  found: string;
  polarity: number | null;
  name: string;
  category: string;
  dropped: boolean;
}

/** A message to be corrected, or corrected. */
export interface CorrectedMessage {
  id: number;
  text: string;
  language: string;
  author: number;
  run: number;
  own: number;
}

const FIELDS =
  'c.id, c.network, c.key, c.author_id AS author, c.what, c.found, c.polarity, c.name, c.category, c.dropped';
type Row = Omit<StoredCorrection, 'dropped'> & { dropped: number };
const fromRow = (row: Row): StoredCorrection => ({ ...row, dropped: row.dropped === 1 });

/** Every correction of a message, oldest first. */
export const listCorrections = (db: ReadDb): StoredCorrection[] =>
  all<Row>(db, `SELECT ${FIELDS} FROM message_corrections c ORDER BY c.id`).map(fromRow);

/** Corrections of messages that count, by the id of the message. */
export function correctionsByMessage(db: ReadDb, message?: number): Map<number, StoredCorrection[]> {
  const rows = all<Row & { message: number }>(
    db,
    `SELECT ${FIELDS}, m.id AS message FROM message_corrections c
     JOIN messages m ON m.network = c.network AND m.key = c.key AND m.current = 1 WHERE ? IS NULL OR m.id = ? ORDER BY c.id`,
    message ?? null,
    message ?? null,
  );
  const found = new Map<number, StoredCorrection[]>();
  for (const { message: id, ...row } of rows) found.set(id, [...(found.get(id) ?? []), fromRow(row)]);
  return found;
}

/** The messages that count among those that were corrected, by natural key; `keyOfMessage` makes the key. */
export function correctedMessages(db: ReadDb): Map<string, CorrectedMessage> {
  const rows = all<CorrectedMessage & { network: string; key: string }>(
    db,
    `SELECT m.id, m.text, m.language, m.author_id AS author, m.run_id AS run, m.own, m.network, m.key FROM messages m
     WHERE m.current = 1 AND (m.network, m.key) IN (SELECT network, key FROM message_corrections)`,
  );
  return new Map(rows.map(({ network, key, ...message }) => [keyOfMessage(network, key), message]));
}

export const keyOfMessage = (network: string, key: string): string => `${network}\n${key}`;

/** Saves a correction in place of one of the same thing. Undefined: there is no such message. */
export function saveCorrection(
  db: WriteDb,
  message: number,
  correction: Pick<StoredCorrection, 'what' | 'found' | 'polarity' | 'name' | 'category' | 'dropped'>,
): number | undefined {
  const { what, found, polarity, name, category, dropped } = correction;
  const place = get<{ network: string; key: string; author: number }>(
    db,
    'SELECT network, key, author_id AS author FROM messages WHERE id = ? AND current = 1',
    message,
  );
  if (!place) return undefined;
  return get<{ id: number }>(
    db,
    `INSERT INTO message_corrections (network, key, author_id, what, found, polarity, name, category, dropped)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (network, key, what, found) DO UPDATE SET author_id = excluded.author_id, polarity = excluded.polarity,
       name = excluded.name, category = excluded.category, dropped = excluded.dropped RETURNING id`,
    place.network,
    place.key,
    place.author,
    what,
    found,
    polarity,
    name,
    category,
    dropped ? 1 : 0,
  )?.id;
}

export const removeCorrection = (db: WriteDb, id: number): boolean =>
  run(db, 'DELETE FROM message_corrections WHERE id = ?', id).changes > 0;

/** Takes the corrections of what a person wrote along with them. To be called while their messages are still there. */
export function removeCorrectionsOf(db: WriteDb, person: number): void {
  run(
    db,
    `DELETE FROM message_corrections WHERE author_id = ?
       OR (network, key) IN (SELECT network, key FROM messages WHERE author_id = ?)`,
    person,
    person,
  );
}

/** Of messages that went because their time was up, the corrections go, too. */
export function removeCorrectionsAt(db: WriteDb, places: readonly { scope: string; key: string }[]): void {
  for (const { scope, key } of places)
    run(
      db,
      `DELETE FROM message_corrections WHERE network = ? AND key = ?
         AND NOT EXISTS (SELECT 1 FROM messages WHERE network = ? AND key = ?)`,
      scope,
      key,
      scope,
      key,
    );
}

/** A word's meaning in this business, as it is stored. */
export interface StoredWord {
  id: number;
  word: string;
  polarity: 0 | 1 | 2 | null;
  category: string;
  name: string;
}

export const listOwnWords = (db: ReadDb): StoredWord[] =>
  all<StoredWord>(db, 'SELECT id, word, polarity, category, name FROM own_words ORDER BY word');

/** What the owner's words belong to, by what they are counted as. */
export const ownCategories = (db: ReadDb): Map<string, string> =>
  new Map(listOwnWords(db).flatMap(({ word, name, category }) => (category === '' ? [] : [[name || word, category]])));

/** Saves the meaning of a word in place of an older one; answers its id. */
export function saveOwnWord(db: WriteDb, { word, polarity, category, name }: Omit<StoredWord, 'id'>): number {
  const saved = get<{ id: number }>(
    db,
    `INSERT INTO own_words (word, polarity, category, name) VALUES (?, ?, ?, ?)
     ON CONFLICT (word) DO UPDATE SET polarity = excluded.polarity, category = excluded.category, name = excluded.name
     RETURNING id`,
    word,
    polarity,
    category,
    name,
  );
  return saved?.id ?? 0;
}

/** Takes the meaning of a word away; answers the word. */
export const removeOwnWord = (db: WriteDb, id: number): string | undefined =>
  get<{ word: string }>(db, 'DELETE FROM own_words WHERE id = ? RETURNING word', id)?.word;

/** What was learnt from corrections, as it was saved; undefined = nothing. */
export const loadLayer = (db: ReadDb): string | undefined =>
  get<{ json: string }>(db, 'SELECT json FROM own_layers')?.json;

export const saveLayer = (db: WriteDb, json: string): void => {
  run(db, 'INSERT OR REPLACE INTO own_layers (id, json) VALUES (1, ?)', json);
};

export const removeLayer = (db: WriteDb): boolean => run(db, 'DELETE FROM own_layers').changes > 0;

/** The index's language: a word or phrase as it stands. A NUL would end the query. */
const phrase = (word: string): string => `"${word.replaceAll('\0', ' ').replaceAll('"', '""')}"`;

/** Marks the messages that hold one of the words as not read: what they mean has changed. */
export function markUnread(db: WriteDb, words: Iterable<string>): number {
  let marked = 0;
  for (const word of words)
    marked += run(
      db,
      `UPDATE message_readings SET version = 0
       WHERE version > 0 AND message_id IN (SELECT rowid FROM message_text WHERE message_text MATCH ?)`,
      phrase(word),
    ).changes;
  if (marked > 0) setCounter(db, 'read-version', 0);
  return marked;
}

/** Marks the messages whose score is not the models' as not read: the models' have changed. */
export function markOwnScores(db: WriteDb): void {
  const marked = run(
    db,
    'UPDATE message_readings SET version = 0 WHERE message_id IN (SELECT message_id FROM own_scores)',
  ).changes;
  if (marked > 0) setCounter(db, 'read-version', 0);
}

/** Whether there is any score that is not the models'. */
export const hasOwnScores = (db: ReadDb): boolean => get(db, 'SELECT 1 FROM own_scores LIMIT 1') !== undefined;

/** Notes a score that is not the models'; null = it is theirs. */
export function setOwnScore(db: WriteDb, message: number, score: number | null): void {
  if (score === null) run(db, 'DELETE FROM own_scores WHERE message_id = ?', message);
  else run(db, 'INSERT OR REPLACE INTO own_scores VALUES (?, ?)', message, score);
}

/** Messages by others that hold a word and that nobody corrected: of the newest ones a fixed few, whatever their ids. */
export const messagesWith = (db: ReadDb, word: string, looked: number, most: number) =>
  all<CorrectedMessage & { network: string; key: string }>(
    db,
    `SELECT m.id, m.text, m.language, m.author_id AS author, m.run_id AS run, m.own, m.network, m.key
     FROM (SELECT rowid FROM message_text WHERE message_text MATCH ? ORDER BY rowid DESC LIMIT ?) t
     JOIN messages m ON m.id = t.rowid JOIN message_readings r ON r.message_id = m.id
     WHERE m.current = 1 AND m.own = 0 AND r.apart = 0
       AND (m.network, m.key) NOT IN (SELECT network, key FROM message_corrections WHERE what = 'mood')
     ORDER BY m.key, m.network LIMIT ?`,
    phrase(word),
    looked,
    most,
  );
