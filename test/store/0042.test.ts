import { expect, test } from 'vitest';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all, get, run } from '../../src-main/store/sql.ts';
import { getCounter, setCounter } from '../../src-main/store/tables/counters.ts';
import { saveOwnThings } from '../../src-main/store/tables/own-things.ts';
import { loadTopicQuality } from '../../src-main/store/tables/topic-models.ts';
import { aRun } from './stored.ts';

function named(db: WriteDb, runId: number, id: number, group: number): void {
  run(
    db,
    `INSERT INTO messages (id, run_id, line, content_hash, network, key, kind, own, text, language, likes, shares, replies, views)
     VALUES (?, ?, 4, x'01', 'x', ?, 'post', 0, 'words', 'en', 1, 0, 0, 0)`,
    id,
    runId,
    `k${id}`,
  );
  run(
    db,
    'INSERT INTO message_readings (message_id, version, intents, apart, fingerprint) VALUES (?, 1, 128, 0, 0)',
    id,
  );
  run(db, "INSERT INTO message_aspects VALUES (?, 0, ?, 'food', 1)", id, group);
}

test('migration 42: topics found before have no figures; what was corrected is learnt from anew, and else nothing is looked at', () => {
  for (const isCorrected of [true, false]) {
    const db = openMemory(41);
    run(
      db,
      "INSERT INTO topic_models (id, readings, topics, stems, shares, lifts) VALUES (1, 5, '[]', '[]', x'', x'')",
    );
    setCounter(db, 'read-version', 5);
    if (isCorrected) run(db, "INSERT INTO own_words (word, polarity, category, name) VALUES ('mug', 2, 'goods', '')");
    migrate(db, { target: 42 });
    expect(schemaVersion(db)).toBe(42);
    expect(getCounter(db, 'read-version')).toBe(isCorrected ? 0 : 5);
    expect(loadTopicQuality(db)).toEqual({ coherence: null, diversity: null, texts: 0 });
    expect(get(db, 'SELECT 1 FROM own_things')).toBeUndefined();
  }
});

test('what is learnt for a thing changes the messages that name it, and only when it is something else', () => {
  const db = openMemory();
  const runId = aRun(db);
  run(db, "INSERT INTO aspect_groups (id, name) VALUES (1, 'mug'), (2, 'lid')");
  for (const [id, group] of [
    [5, 1],
    [6, 1],
    [3000, 1],
    [9000, 2],
  ] as const)
    named(db, runId, id, group);
  const changes = () =>
    new Map(
      all<{ block: number; changes: number }>(db, 'SELECT block, changes FROM message_changes').map((row) => [
        row.block,
        row.changes,
      ]),
    );
  const changed = (things: Parameters<typeof saveOwnThings>[1]): number[] => {
    const before = changes();
    saveOwnThings(db, things);
    return [...changes()].filter(([block, count]) => count !== before.get(block)).map(([block]) => block);
  };
  const mug = { found: 'mug', name: 'cup', category: 'food', dropped: false };
  expect(changed([mug])).toEqual([0, 2]);
  expect(changed([mug])).toEqual([]);
  expect(changed([{ ...mug, category: 'product' }])).toEqual([0, 2]);
  expect(changed([mug, { found: 'lid', name: '', category: '', dropped: true }])).toEqual([0, 2, 8]);
  expect(changed([{ found: 'lid', name: '', category: '', dropped: true }])).toEqual([0, 2]);
  expect(changed([])).toEqual([8]);
});
