import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { saveFigure } from '../../src-main/store/tables/figures.ts';
import { saveProduct } from '../../src-main/store/tables/products.ts';
import { removeRecords } from '../../src-main/store/tables/records.ts';

const RUN = (id: number) =>
  `INSERT INTO import_runs (id, file_name, size_bytes, format, state, started_ms) VALUES (${id}, 'a.csv', 12, 'table-file', 'ready', 99)`;

test('migration 5 keeps posts and campaigns; the new counts are zero', () => {
  const db = openMemory(4);
  run(db, RUN(7));
  run(
    db,
    "INSERT INTO messages (run_id, line, content_hash, network, key, kind, own, text, language, likes, shares, replies, views) VALUES (7, 4, x'01', 'x', 'm', 'post', 0, 'Hello', 'en', 1, 0, 0, 0)",
  );
  run(
    db,
    "INSERT INTO campaigns (run_id, line, content_hash, network, key, name, from_ms, to_ms, currency, spend, impressions, clicks, conversions) VALUES (7, 5, x'02', 'meta', 'c', 'Spring', 0, 1, 'EUR', 2.5, 100, 3, 1)",
  );
  migrate(db, { target: 5 });
  expect(schemaVersion(db)).toBe(5);
  expect(all(db, 'SELECT text, likes, reach, saves, clicks FROM messages')).toEqual([
    { text: 'Hello', likes: 1, reach: 0, saves: 0, clicks: 0 },
  ]);
  expect(all(db, 'SELECT name, spend, ad_group, ad, reach, revenue FROM campaigns')).toEqual([
    { name: 'Spring', spend: 2.5, ad_group: '', ad: '', reach: 0, revenue: 0 },
  ]);
  expect(all(db, 'SELECT choices FROM import_runs')).toEqual([{ choices: null }]);
});

test('a figure of a newer file counts, the same figure again is a repeat, and undo brings the older one back', () => {
  const db = openMemory();
  for (const id of [1, 2]) run(db, RUN(id));
  const figure = (value: number, line: number) =>
    ({
      type: 'figure',
      line,
      network: 'web',
      scope: 'shop.example',
      metric: 'visits',
      dimension: 'page',
      item: '/tea',
      fromMs: 0,
      toMs: 86_400_000,
      value,
      currency: '',
    }) as const;
  expect(saveFigure(db, 1, figure(10, 2))).toBe('kept');
  expect(saveFigure(db, 2, figure(10, 2))).toBe('duplicate');
  expect(saveFigure(db, 2, figure(9, 3))).toBe('duplicate');
  expect(all(db, 'SELECT value, run_id FROM figures WHERE current = 1')).toEqual([{ value: 9, run_id: 2 }]);
  removeRecords(db, 2);
  expect(all(db, 'SELECT value, run_id FROM figures WHERE current = 1')).toEqual([{ value: 10, run_id: 1 }]);
});

test('a product is one row however often it is imported', () => {
  const db = openMemory();
  for (const id of [1, 2]) run(db, RUN(id));
  const product = {
    type: 'product',
    line: 2,
    scope: 'shop',
    key: 'tea-pot',
    name: 'Tea pot',
    sku: 'T1',
    category: 'Pots',
    price: 12.5,
    currency: 'EUR',
    stock: 3,
    active: true,
  } as const;
  expect(saveProduct(db, 1, product)).toBe('kept');
  expect(saveProduct(db, 2, product)).toBe('duplicate');
  expect(saveProduct(db, 2, { ...product, price: 13 })).toBe('duplicate');
  expect(all(db, 'SELECT price FROM products WHERE current = 1')).toEqual([{ price: 13 }]);
});
