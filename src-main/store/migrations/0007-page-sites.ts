import type { Migration } from '../migration.ts';

/**
 * Logs of several sites tell which one was asked: the same path on two sites is two pages to the keys by which a hit
 * is recognised again, and one page to analyses. Hits of earlier imports keep their page without a site.
 */
export const pageSites: Migration = {
  number: 7,
  name: 'page-sites',
  sql: `
    ALTER TABLE pages RENAME TO pages_before;
    CREATE TABLE pages (
      id INTEGER PRIMARY KEY,
      text TEXT NOT NULL,
      site TEXT NOT NULL DEFAULT '',
      UNIQUE (text, site)
    ) STRICT;
    INSERT INTO pages (id, text) SELECT id, text FROM pages_before;
    DROP TABLE pages_before;
  `,
};
