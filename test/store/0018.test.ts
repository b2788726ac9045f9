import { expect, test } from 'vitest';
import { SAFE_BASIS } from '../../shared/model.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { createRun, listRuns, listSet, setRunState } from '../../src-main/store/tables/runs.ts';

const aPart = (db: WriteDb, fileName: string, partOf: number | null): number => {
  const id = createRun(db, {
    fileName,
    sizeBytes: 100,
    format: 'facebook-archive',
    mapping: null,
    choices: null,
    startedMs: 1_700_000_000_000,
    sample: false,
    basis: SAFE_BASIS,
    ...(partOf === null ? {} : { partOf }),
  });
  setRunState(db, id, 'ready');
  return id;
};

test('migration 18 leaves earlier imports as they were: each stands alone', () => {
  const db = openMemory(17);
  run(
    db,
    "INSERT INTO import_runs (file_name, size_bytes, format, state, started_ms) VALUES ('a.zip', 1, 'x', 'ready', 0)",
  );
  migrate(db, { target: 18 });
  expect(schemaVersion(db)).toBe(18);
  expect(all(db, 'SELECT id, part_of FROM import_runs')).toEqual([{ id: 1, part_of: null }]);
  expect(listSet(db, 1)).toEqual([1]);
});

test('parts of one export know each other; what failed or was undone is no part any more', () => {
  const db = openMemory();
  const first = aPart(db, 'export-1.zip', null);
  const alone = aPart(db, 'other.zip', null);
  const second = aPart(db, 'export-2.zip', first);
  const third = aPart(db, 'export-3.zip', first);
  for (const id of [first, second, third]) expect(listSet(db, id)).toEqual([first, second, third]);
  expect(listSet(db, alone)).toEqual([alone]);
  expect(listRuns(db, String).map(({ id, set }) => [id, set?.id ?? null])).toEqual([
    [third, first],
    [second, first],
    [alone, null],
    [first, first],
  ]);
  setRunState(db, second, 'undone');
  expect(listSet(db, first)).toEqual([first, third]);
  expect(listSet(db, 99)).toEqual([]);
});
