import type { ReadDb, WriteDb } from '../open.ts';
import { all, iterateRaw, number, run } from '../sql.ts';
import { firstsOfSites } from './pages.ts';

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

interface Latest {
  run: number;
  title: string;
  atMs: number;
}

/** As `titlesOfPages` orders them: where two were seen at once, the later import and then the later text in bytes count. */
const isLater = (one: Latest, other: Latest): boolean =>
  (one.atMs - other.atMs || one.run - other.run || Buffer.compare(Buffer.from(one.title), Buffer.from(other.title))) >
  0;

/** The latest title of every page that has one. A shop may have a hundred thousand: no sorting, no joining. */
function latestTitles(db: ReadDb): Map<number, Latest> {
  const firsts = firstsOfSites(db);
  const latest = new Map<number, Latest>();
  let [page, run] = [0, 0];
  let titles: Latest[] = [];
  const take = (): void => {
    if (titles.length > MOST_TITLES) return;
    const id = firsts.get(page) ?? page;
    for (const title of titles) {
      const known = latest.get(id);
      if (!known || isLater(title, known)) latest.set(id, title);
    }
  };
  // By page and import: what an import tells of a page lies together.
  for (const row of iterateRaw(db, 'SELECT page_id, run_id, title, at_ms FROM page_titles ORDER BY page_id, run_id')) {
    const [ofPage, ofRun, title, atMs] = row as [number, number, string, number];
    if (ofPage !== page || ofRun !== run) {
      take();
      [page, run, titles] = [ofPage, ofRun, []];
    }
    titles.push({ run: ofRun, title, atMs });
  }
  take();
  return latest;
}

/**
 * Per page id the first id of a page whose latest title is the same, for pages as analyses know them (one for all sites);
 * 0 where none is known. No longer than the last page that has one.
 */
export function titleNumbers(db: ReadDb): Uint32Array {
  const titles = [...latestTitles(db)].sort(([a], [b]) => a - b);
  const numbers = new Uint32Array((titles.at(-1)?.[0] ?? 0) + 1);
  const first = new Map<string, number>();
  for (const [page, { title }] of titles) {
    const known = first.get(title) ?? page;
    first.set(title, known);
    numbers[page] = known;
  }
  return numbers;
}

/** Whether any page has a title. */
export const hasTitles = (db: ReadDb): boolean => number(db, 'SELECT EXISTS (SELECT 1 FROM page_titles)') === 1;
