import type { ReadDb, WriteDb } from '../db.ts';
import { all, get, run } from '../sql.ts';

/** Number of a currency or channel, made if new; '' is 0. */
export function idOfWord(db: WriteDb, text: string): number {
  if (text === '') return 0;
  const known = get<{ id: number }>(db, 'SELECT id FROM order_words WHERE text = ?', text);
  return known ? known.id : Number(run(db, 'INSERT INTO order_words (text) VALUES (?)', text).lastInsertRowid);
}

/** Currencies and channels by their number. */
export const wordsOf = (db: ReadDb): Map<number, string> =>
  new Map(all<{ id: number; text: string }>(db, 'SELECT id, text FROM order_words').map(({ id, text }) => [id, text]));

/** Number of a shop or file within which order numbers are unique, made if new. */
export function idOfScope(db: WriteDb, text: string): number {
  const known = get<{ id: number }>(db, 'SELECT id FROM order_scopes WHERE text = ?', text);
  return known ? known.id : Number(run(db, 'INSERT INTO order_scopes (text) VALUES (?)', text).lastInsertRowid);
}

/** Shops by their number. */
export const scopesOf = (db: ReadDb): Map<number, string> =>
  new Map(all<{ id: number; text: string }>(db, 'SELECT id, text FROM order_scopes').map(({ id, text }) => [id, text]));
