import type { Migration } from '../migration.ts';

/** Where orders of two systems look like the same sales, the owner may say which ones count (docs/decisions/0012). */
export const saleChoices: Migration = {
  number: 19,
  name: 'sale-choices',
  sql: `
    -- Shops and kinds of file by name, as in order_scopes. They are kept when an import is undone: it may come again.
    CREATE TABLE sale_choices (
      id INTEGER PRIMARY KEY,
      counted TEXT NOT NULL,
      left_out TEXT NOT NULL,
      CHECK (counted <> left_out)
    ) STRICT;
    -- One choice for two systems, whichever of them counts.
    CREATE UNIQUE INDEX sale_choices_pair ON sale_choices (min(counted, left_out), max(counted, left_out));
  `,
};
