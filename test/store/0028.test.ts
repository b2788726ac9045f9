import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { all, run } from '../../src-main/store/sql.ts';
import { forgetLostOriginals, listBands } from '../../src-main/store/tables/repeats.ts';
import { aRun, saveReading } from './stored.ts';

function withMessages(version?: number) {
  const db = openMemory(version);
  const runId = aRun(db);
  for (const key of ['a', 'b', 'c']) {
    run(
      db,
      `INSERT INTO messages (run_id, line, content_hash, network, key, kind, own, text, language, likes, shares, replies, views)
       VALUES (?, 4, x'01', 'x', ?, 'post', 0, 'words', 'en', 1, 0, 0, 0)`,
      runId,
      key,
    );
    run(db, 'INSERT INTO message_text (rowid, text) SELECT id, text FROM messages WHERE key = ?', key);
    run(
      db,
      'INSERT INTO message_readings (message_id, version, intents, apart, fingerprint) SELECT id, 2, 128, 0, 0 FROM messages WHERE key = ?',
      key,
    );
  }
  return db;
}

test('migration 28 keeps readings; none repeats another yet', () => {
  const db = withMessages(27);
  migrate(db, { target: 28 });
  expect(schemaVersion(db)).toBe(28);
  expect(listBands(db, 0, 10)).toEqual({ ids: [], bands: new Uint32Array(0) });
  expect(forgetLostOriginals(db)).toBe(0);
});

test('a repeat of an older version of a message is read anew, once; that of the version that counts is not', () => {
  const db = withMessages();
  saveReading(db, 1, 2, {});
  saveReading(db, 2, 2, { original: 1 });
  saveReading(db, 3, 2, { original: 1 });
  const versions = () => all(db, 'SELECT message_id AS id, version FROM message_readings ORDER BY id');
  run(db, 'UPDATE messages SET current = 0 WHERE id = 1');
  run(db, 'UPDATE message_readings SET version = 0 WHERE message_id = 3');
  expect(forgetLostOriginals(db)).toBe(2);
  expect(versions()).toEqual([
    { id: 1, version: 2 },
    { id: 2, version: -1 },
    { id: 3, version: -1 },
  ]);
  expect(forgetLostOriginals(db)).toBe(0);
  // Its text changed: the reading is gone, the message is not.
  run(db, 'UPDATE messages SET current = 1 WHERE id = 1');
  run(db, 'UPDATE message_readings SET version = 2 WHERE message_id > 1');
  run(db, 'DELETE FROM message_readings WHERE message_id = 1');
  expect(forgetLostOriginals(db)).toBe(0);
});

test('bands come back as saved, those of repeats do not; a repeat is read anew when its original is gone', () => {
  const db = withMessages();
  const bands = Uint32Array.of(1, 2 ** 32 - 1, 0, 77);
  saveReading(db, 1, 2, { bands });
  saveReading(db, 2, 2, { original: 1, bands });
  saveReading(db, 3, 2, {});
  expect(listBands(db, 0, 10)).toEqual({ ids: [1], bands });
  expect(listBands(db, 1, 10).ids).toEqual([]);
  expect(forgetLostOriginals(db)).toBe(0);
  run(db, 'DELETE FROM messages WHERE id = 1');
  expect(forgetLostOriginals(db)).toBe(1);
  expect(all(db, 'SELECT message_id AS id, version FROM message_readings ORDER BY id')).toEqual([
    { id: 2, version: -1 },
    { id: 3, version: 2 },
  ]);
  expect(forgetLostOriginals(db)).toBe(0);
});
