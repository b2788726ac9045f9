import type { ReadDb, WriteDb } from '../open.ts';
import { all, number, run } from '../sql.ts';
import { remember } from './dictionary.ts';

/** Texts that events name by number. */
export type WordTable = 'screens' | 'interface_languages';

/** Columns keep the numbers in two bytes; what comes after the last one counts as not known. */
const MAX_ID = 65_535;

/** Id of a screen (`1920×1080`) or a language (ISO 639), made if new. The empty text is 0. */
export function idOfWord(db: WriteDb, table: WordTable, text: string): number {
  if (text === '') return 0;
  return remember(db, table, text, () => {
    const known = number(db, `SELECT id FROM ${table} WHERE text = ?`, text);
    if (known > 0) return known;
    const id = number(db, `SELECT coalesce(max(id), 0) + 1 FROM ${table}`);
    if (id > MAX_ID) return 0;
    run(db, `INSERT INTO ${table} (id, text) VALUES (?, ?)`, id, text);
    return id;
  });
}

/** Texts by id; '' at 0 and where there is none. */
export function loadWords(db: ReadDb, table: WordTable): string[] {
  const words = [''];
  for (const { id, text } of all<{ id: number; text: string }>(db, `SELECT id, text FROM ${table} ORDER BY id`)) {
    while (words.length < id) words.push('');
    words.push(text);
  }
  return words;
}
