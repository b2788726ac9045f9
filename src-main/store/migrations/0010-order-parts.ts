import type { Migration } from '../migration.ts';

/**
 * Which part of an order a file held (items, head, payment; '' = all of it), and the number it gives of the other part:
 * so that the parts complement one another instead of replacing or doubling each other.
 */
export const orderParts: Migration = {
  number: 10,
  name: 'order-parts',
  sql: `
    ALTER TABLE orders ADD COLUMN part TEXT NOT NULL DEFAULT '';
    ALTER TABLE orders ADD COLUMN ref TEXT NOT NULL DEFAULT '';
    CREATE INDEX orders_ref ON orders (ref) WHERE ref <> '';
    CREATE INDEX orders_payment ON orders (id) WHERE part = 'payment';
  `,
};
