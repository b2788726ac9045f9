import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { mergePersonRows, removePerson } from '../../src-main/store/tables/erase.ts';
import { nextPersonId, removeSightings } from '../../src-main/store/tables/people.ts';
import {
  forgetDropped,
  hasDropped,
  keepFigures,
  listDropped,
  ownNumbers,
} from '../../src-main/store/tables/person-numbers.ts';
import { splitOff } from '../../src-main/store/tables/split.ts';

const dropped = (db: WriteDb) => listDropped(db).map(({ number, keep }) => (keep ? -number : number));

/** People 1, 2, 3 with an identifier each, 1 with two, all seen by the import 1. */
function people(db: WriteDb): void {
  run(
    db,
    "INSERT INTO import_runs (id, file_name, size_bytes, format, state, started_ms) VALUES (1, 'f', 1, 'x', 'ready', 0)",
  );
  for (const [id, person] of [1, 2, 3, 1].entries()) {
    run(db, 'INSERT OR IGNORE INTO people (id) VALUES (?)', person);
    run(db, "INSERT INTO identifiers VALUES (?, ?, 'email', '', ?)", id + 1, new Uint8Array(16).fill(id + 1), person);
    run(db, 'INSERT INTO sightings VALUES (1, ?)', id + 1);
  }
}

test('migration 41: whoever was there before is known by their id, and goes under it', () => {
  const db = openMemory(40);
  people(db);
  migrate(db, { target: 41 });
  expect(schemaVersion(db)).toBe(41);
  expect(ownNumbers(db).size).toBe(0);
  expect(hasDropped(db)).toBe(false);
  removePerson(db, 2);
  expect(dropped(db)).toEqual([2]);
  forgetDropped(db, listDropped(db));
  expect(hasDropped(db)).toBe(false);
});

test('an import that is undone takes the numbers of its people along, and nobody gets them again', () => {
  const db = openMemory();
  people(db);
  removeSightings(db, 1);
  expect(all(db, 'SELECT * FROM people')).toEqual([]);
  expect(dropped(db)).toEqual([1, 2, 3]);
  expect(nextPersonId(db)).toBe(4);
});

test('two who became one go under both numbers; merging alone takes none away', () => {
  const db = openMemory();
  people(db);
  mergePersonRows(db, 3, 1);
  expect(dropped(db)).toEqual([]);
  expect([...ownNumbers(db)]).toEqual([[1, 3]]);
  mergePersonRows(db, 1, 2);
  expect([...ownNumbers(db)]).toEqual([[2, 3]]);
  removePerson(db, 2);
  expect(dropped(db)).toEqual([1, 2, 3]);
});

test('one who became two: both go under the number they shared, and neither takes the other’s own along', () => {
  for (const [first, later] of [
    [1, 4],
    [4, 1],
  ] as const) {
    const db = openMemory();
    people(db);
    expect(splitOff(db, { person: 1, identifier: 4, imports: new Set() }).person).toBe(4);
    // 1 is both of them in older backups; 5 is new.
    expect([...ownNumbers(db)]).toEqual([[1, 5]]);
    expect(nextPersonId(db)).toBe(6);
    removePerson(db, first);
    expect(dropped(db)).toEqual(first === 1 ? [1, 5] : [1, 4]);
    forgetDropped(db, listDropped(db));
    removePerson(db, later);
    expect(dropped(db)).toEqual(later === 1 ? [1, 5] : [1, 4]);
  }
});

test('whether the figures stay is noted before somebody goes', () => {
  const db = openMemory();
  people(db);
  mergePersonRows(db, 3, 1);
  keepFigures(db, 1);
  removePerson(db, 1);
  removePerson(db, 2);
  expect(dropped(db)).toEqual([-1, 2, -3]);
});
