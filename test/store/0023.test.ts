import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import {
  addExport,
  countExports,
  getBudget,
  listExportParts,
  listExports,
  listPastScopes,
  type NewExport,
  saveBudget,
  wasExported,
} from '../../src-main/store/tables/exports.ts';

const entry: NewExport = {
  atMs: 5000,
  kind: 'csv',
  recipient: 'accountant',
  filter: '{"range":null,"bots":false}',
  milliEpsilon: 0,
  sha256: Uint8Array.of(1, 2),
  parts: [{ analysis: 'top-pages', figures: Uint8Array.of(7) }],
  scopes: [{ purpose: 'service', record: 'events', rows: 40, people: 12 }],
};

test('migration 23: nothing was handed out yet that anybody knows of, and a budget is there', () => {
  const db = openMemory(22);
  migrate(db, { target: 23 });
  expect(schemaVersion(db)).toBe(23);
  expect([countExports(db), listPastScopes(db)]).toEqual([0, []]);
  expect(getBudget(db)).toEqual({ milliEpsilon: 2000, spent: 0 });
});

test('what was handed out comes back, newest first; what it used up adds up', () => {
  const db = openMemory();
  const first = addExport(db, entry);
  const second = addExport(db, { ...entry, atMs: 6000 });
  addExport(db, { ...entry, atMs: 7000, kind: 'noisy', milliEpsilon: 300, parts: [], scopes: [] });
  addExport(db, { ...entry, atMs: 8000, kind: 'noisy', milliEpsilon: 200, parts: [], scopes: [] });
  expect(listExports(db, 0, 2).map(({ at_ms }) => at_ms)).toEqual([8000, 7000]);
  expect(listExportParts(db, first)).toEqual(['top-pages']);
  // The same filter over the same data is kept in mind once, as of the newest file.
  expect(listPastScopes(db)).toEqual([
    { ...entry.scopes[0], exportId: second, atMs: 6000, filter: entry.filter, lastRun: 0 },
  ]);
  expect(wasExported(db, { analysis: 'top-pages', figures: Uint8Array.of(7) })).toBe(true);
  expect(wasExported(db, { analysis: 'top-pages', figures: Uint8Array.of(8) })).toBe(false);
  saveBudget(db, 900);
  expect(getBudget(db)).toEqual({ milliEpsilon: 900, spent: 500 });
});
