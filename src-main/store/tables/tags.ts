import type { WriteDb } from '../open.ts';
import { get, run } from '../sql.ts';

function idOfTag(db: WriteDb, name: string): number {
  const known = get<{ id: number }>(db, 'SELECT id FROM hashtags WHERE name = ?', name);
  return known ? known.id : Number(run(db, 'INSERT INTO hashtags (name) VALUES (?)', name).lastInsertRowid);
}

/** Saves the hashtags of a message that has been read, in place of older ones; each name once. */
export function saveTags(db: WriteDb, message: number, names: readonly string[]): void {
  run(db, 'DELETE FROM message_tags WHERE message_id = ?', message);
  for (const name of names) run(db, 'INSERT INTO message_tags VALUES (?, ?)', message, idOfTag(db, name));
}
