import type { SavedSearch } from '../../../shared/contract/listening.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, run } from '../sql.ts';

/** What a search asks of columns of the messages table. */
export interface ColumnFilter {
  field: 'network' | 'kind' | 'language' | 'own';
  value: string;
  not: boolean;
}

const CONDITIONS: Readonly<Record<ColumnFilter['field'], string>> = {
  network: 'm.network = ?',
  kind: 'm.kind = ?',
  language: 'm.language = ?',
  own: "m.own = (? = 'me')",
};

/** Hits that are not among the old versions, as one text: an object for each of many thousands takes longer than the search. */
export const HITS = `SELECT group_concat(rowid) AS ids FROM
  (SELECT t.rowid FROM message_text t WHERE t.message_text MATCH ?
     AND NOT EXISTS (SELECT 1 FROM messages o INDEXED BY messages_old WHERE o.current = 0 AND o.id = t.rowid)
   ORDER BY t.rowid DESC LIMIT ?)`;

const hitsOf = (db: ReadDb, match: string, most: number): Uint32Array => {
  const ids = get<{ ids: string | null }>(db, HITS, match, most)?.ids;
  return Uint32Array.from(ids ? (JSON.parse(`[${ids}]`) as number[]) : []);
};

/**
 * Ids of the messages that count and that match, newest id first, at most `most`. `match` is in FTS5's language; '' = any
 * text. Older versions of a message are never found.
 */
export function findMessages(db: ReadDb, match: string, fields: readonly ColumnFilter[], most: number): Uint32Array {
  // Without a look at the messages themselves, each of which lies on a page of its own.
  if (match !== '' && fields.length === 0) return hitsOf(db, match, most);
  const conditions = fields.map(({ field, not }) => `${not ? 'NOT ' : ''}(${CONDITIONS[field]})`);
  const where = ['m.current = 1', ...conditions].join(' AND ');
  const text =
    match === ''
      ? `SELECT m.id FROM messages m WHERE ${where} ORDER BY m.id DESC LIMIT ?`
      : `SELECT m.id FROM message_text t CROSS JOIN messages m ON m.id = t.rowid WHERE t.message_text MATCH ? AND ${where} ORDER BY t.rowid DESC LIMIT ?`;
  const values = [...(match === '' ? [] : [match]), ...fields.map(({ value }) => value), most];
  return Uint32Array.from(all<{ id: number }>(db, text, ...values), ({ id }) => id);
}

export const listSearches = (db: ReadDb): SavedSearch[] =>
  all<SavedSearch>(db, 'SELECT id, name, kind, query FROM saved_searches ORDER BY id');

/** Saves a search under its name; one of the same name is replaced. */
export function saveSearch(db: WriteDb, search: Omit<SavedSearch, 'id'>): void {
  run(
    db,
    'INSERT INTO saved_searches (name, kind, query) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, query = excluded.query',
    search.name,
    search.kind,
    search.query,
  );
}

export function removeSearch(db: WriteDb, id: number): boolean {
  return run(db, 'DELETE FROM saved_searches WHERE id = ?', id).changes > 0;
}
