import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { addSuppressed, listSuppressed, removeSuppressed } from '../../src-main/store/tables/suppressed.ts';

test('migration 11 keeps imports; none of them had left anybody out', () => {
  const db = openMemory(10);
  run(
    db,
    "INSERT INTO import_runs (id, file_name, size_bytes, format, state, started_ms, kept) VALUES (1, 'a.csv', 1, 'table-file', 'ready', 5, 3)",
  );
  migrate(db, { target: 11 });
  expect(schemaVersion(db)).toBe(11);
  expect(all(db, 'SELECT kept, suppressed FROM import_runs')).toEqual([{ kept: 3, suppressed: 0 }]);
  expect(all(db, 'SELECT * FROM requests')).toEqual([]);
});

test('of two decisions about the same person the stricter stands, in whatever order', () => {
  const db = openMemory();
  const mark = Uint8Array.of(1, 2, 3);
  const note = (suppression: 'keep' | 'drop') =>
    addSuppressed(db, { mark, kind: 'email', scope: '', suppression, atMs: 1 });
  note('keep');
  expect(listSuppressed(db)).toEqual(new Map([['010203', 'keep']]));
  note('drop');
  note('keep');
  expect(listSuppressed(db)).toEqual(new Map([['010203', 'drop']]));
  expect([removeSuppressed(db, mark), removeSuppressed(db, mark)]).toEqual([true, false]);
});
