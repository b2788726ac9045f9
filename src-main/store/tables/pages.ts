import type { ReadDb, WriteDb } from '../open.ts';
import { all, number, run } from '../sql.ts';
import { remember } from './dictionary.ts';

/**
 * Id of a page path or event name, made if new. Ids start at 1; the empty text is 0. The same path on another `site`
 * ('' = not told) has an id of its own, by which equal hits on two sites are told apart.
 */
export function idOfPage(db: WriteDb, text: string, site = ''): number {
  if (text === '') return 0;
  return remember(db, 'pages', site === '' ? text : `${site}\n${text}`, () => {
    const known = number(db, 'SELECT id FROM pages WHERE text = ? AND site = ?', text, site);
    return known > 0
      ? known
      : Number(run(db, 'INSERT INTO pages (text, site) VALUES (?, ?)', text, site).lastInsertRowid);
  });
}

/** Id of a page path or event name in loaded columns, whatever the site; 0 where no event has it. */
export const findPage = (db: ReadDb, text: string): number =>
  number(db, 'SELECT coalesce(min(id), 0) FROM pages WHERE text = ?', text);

/** Pages of a site, each with the one that stands for its path in analyses: the first with that text. */
export function firstsOfSites(db: ReadDb): Map<number, number> {
  const rows = all<{ id: number; first: number }>(
    db,
    `SELECT p.id, f.first FROM pages p
     JOIN (SELECT text, min(id) AS first FROM pages GROUP BY text HAVING count(*) > 1) f ON f.text = p.text
     WHERE p.id <> f.first`,
  );
  return new Map(rows.map(({ id, first }) => [id, first]));
}

/** Replaces in `ids` the pages of a site by the one that stands for their path in analyses. */
export function mergeSites(db: ReadDb, ids: Uint32Array): void {
  const firsts = firstsOfSites(db);
  if (firsts.size === 0) return;
  for (let i = 0; i < ids.length; i++) {
    const first = firsts.get(ids[i] as number);
    if (first !== undefined) ids[i] = first;
  }
}

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
