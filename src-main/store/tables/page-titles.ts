import type { ReadDb, WriteDb } from '../open.ts';
import { all, number, run } from '../sql.ts';

/** A page that had more titles than this in one import names who looked at it ("Thank you, Ann"), not itself: none is shown. */
export const MOST_TITLES = 5;

/** A title that a page had, and when it was last seen (Unix ms). */
export interface PageTitle {
  page: number;
  title: string;
  atMs: number;
}

/** Notes titles that an import tells. One beyond the most is kept, as a sign that there are too many. */
export function noteTitles(db: WriteDb, runId: number, titles: readonly PageTitle[]): void {
  for (const { page, title, atMs } of titles) {
    if (page === 0) continue;
    const seen = run(
      db,
      'UPDATE page_titles SET at_ms = max(at_ms, ?) WHERE page_id = ? AND run_id = ? AND title = ?',
      atMs,
      page,
      runId,
      title,
    );
    if (seen.changes > 0) continue;
    const known = number(db, 'SELECT count(*) FROM page_titles WHERE page_id = ? AND run_id = ?', page, runId);
    if (known <= MOST_TITLES) run(db, 'INSERT INTO page_titles VALUES (?, ?, ?, ?)', page, runId, title, atMs);
  }
}

export const removeTitles = (db: WriteDb, runId: number): void =>
  void run(db, 'DELETE FROM page_titles WHERE run_id = ?', runId);

/** The latest title of each page, on whichever site it has it; pages without one are left out. */
export function titlesOfPages(db: ReadDb, ids: Iterable<number>): Map<number, string> {
  const rows = all<{ id: number; title: string }>(
    db,
    `SELECT p.id, t.title FROM pages p
     JOIN pages s ON s.text = p.text
     JOIN page_titles t ON t.page_id = s.id
     WHERE p.id IN (SELECT value FROM json_each(?))
       AND (SELECT count(*) FROM page_titles o WHERE o.page_id = t.page_id AND o.run_id = t.run_id) <= ?
     ORDER BY t.at_ms, t.run_id, t.title`,
    JSON.stringify([...new Set(ids)]),
    MOST_TITLES,
  );
  return new Map(rows.map(({ id, title }) => [id, title]));
}

/** Whether any page has a title. */
export const hasTitles = (db: ReadDb): boolean => number(db, 'SELECT EXISTS (SELECT 1 FROM page_titles)') === 1;
