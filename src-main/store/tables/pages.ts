import type { ReadDb, WriteDb } from '../open.ts';
import { all, number, run } from '../sql.ts';
import { remember } from './dictionary.ts';

/** Id of a page path or event name, made if new. Ids start at 1; the empty text is 0. */
export function idOfPage(db: WriteDb, text: string): number {
  if (text === '') return 0;
  return remember(db, 'pages', text, () => {
    const known = findPage(db, text);
    return known > 0 ? known : Number(run(db, 'INSERT INTO pages (text) VALUES (?)', text).lastInsertRowid);
  });
}

/** Id of a page path or event name; 0 where no event has it. */
export const findPage = (db: ReadDb, text: string): number => number(db, 'SELECT id FROM pages WHERE text = ?', text);

/** Ids of the pages whose text starts with `prefix`, ascending. */
export function findPages(db: ReadDb, prefix: string): Uint32Array {
  // A range rather than LIKE: exact case, no wildcards, and the index serves it. U+10FFFF sorts behind every text.
  const rows = all<{ id: number }>(
    db,
    'SELECT id FROM pages WHERE text >= ? AND text < ? ORDER BY id',
    prefix,
    `${prefix}\u{10ffff}`,
  );
  return Uint32Array.from(rows, (row) => row.id);
}

/** Texts of pages by id; unknown ids are left out. */
export function textOfPages(db: ReadDb, ids: Iterable<number>): Map<number, string> {
  const texts = new Map<number, string>();
  const rows = all<{ id: number; text: string }>(
    db,
    'SELECT id, text FROM pages WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify([...new Set(ids)]),
  );
  for (const { id, text } of rows) texts.set(id, text);
  return texts;
}
