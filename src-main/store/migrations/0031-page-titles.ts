import type { Migration } from '../migration.ts';

/** Titles of pages as imports tell them, with when each was last seen: the latest is shown with the page. They go with their import, and with their page. */
export const pageTitles: Migration = {
  number: 31,
  name: 'page-titles',
  sql: `
    CREATE TABLE page_titles (
      page_id INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
      run_id INTEGER NOT NULL REFERENCES import_runs (id),
      title TEXT NOT NULL,
      at_ms REAL NOT NULL,
      PRIMARY KEY (page_id, run_id, title)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX page_titles_run ON page_titles (run_id);
  `,
};
