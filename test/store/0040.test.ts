import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { run } from '../../src-main/store/sql.ts';
import {
  addExportPeople,
  countExportPeople,
  listExportsOf,
  moveExportPeople,
} from '../../src-main/store/tables/export-people.ts';
import { addExport } from '../../src-main/store/tables/exports.ts';
import { addInterest, listInterests } from '../../src-main/store/tables/interests.ts';

const list = (atMs: number) => ({
  atMs,
  kind: 'audience',
  recipient: 'ad-platform' as const,
  filter: '{"range":null,"bots":false}',
  milliEpsilon: 0,
  sha256: Uint8Array.of(1),
  parts: [{ analysis: 'email', figures: new Uint8Array(0) }],
  scopes: [],
});

test('migration 40: of files handed out before, nobody was in one; lists from now on know theirs, until they are gone', () => {
  const db = openMemory(39);
  for (const id of [1, 2, 3]) run(db, 'INSERT INTO people (id) VALUES (?)', id);
  const before = addExport(db, list(1000));
  migrate(db, { target: 40 });
  expect(schemaVersion(db)).toBe(40);
  expect(countExportPeople(db, before)).toBe(0);
  const [a, b] = [addExport(db, list(2000)), addExport(db, list(3000))];
  addExportPeople(db, a, [1, 2, 2]);
  addExportPeople(db, b, [2, 3]);
  expect(listExportsOf(db, 2)).toEqual([
    { export: b, atMs: 3000, recipient: 'ad-platform' },
    { export: a, atMs: 2000, recipient: 'ad-platform' },
  ]);
  // Merged: 1 was in one of the two that 2 is in.
  moveExportPeople(db, 2, 1);
  expect(listExportsOf(db, 1).map((one) => one.export)).toEqual([b, a]);
  run(db, 'DELETE FROM people WHERE id = 1');
  expect([countExportPeople(db, a), countExportPeople(db, b)]).toEqual([0, 1]);
});

test('every wording of an interest is kept, the newest first', () => {
  const db = openMemory();
  addInterest(db, { purpose: 'service', text: 'To know what sells.', atMs: 1 });
  addInterest(db, { purpose: 'service', text: 'To know what sells and what is read.', atMs: 2 });
  expect(listInterests(db).map(({ text }) => text)).toEqual([
    'To know what sells and what is read.',
    'To know what sells.',
  ]);
});
