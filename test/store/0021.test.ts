import { expect, test } from 'vitest';
import { READ_BIT } from '../../shared/columns.ts';
import { loadMessages } from '../../src-main/store/columns/messages.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { all, number, run } from '../../src-main/store/sql.ts';
import {
  correctedMessages,
  correctionsByMessage,
  keyOfMessage,
  listCorrections,
  listOwnWords,
  loadLayer,
  markUnread,
  messagesWith,
  removeCorrection,
  removeCorrectionsAt,
  removeLayer,
  removeOwnWord,
  saveCorrection,
  saveLayer,
  saveOwnWord,
  setOwnScore,
} from '../../src-main/store/tables/corrections.ts';
import { detachPersonRecords, mergePersonRows, removePersonRecords } from '../../src-main/store/tables/erase.ts';
import { countUnread, listUnread } from '../../src-main/store/tables/readings.ts';
import { removeRecords } from '../../src-main/store/tables/records.ts';
import { aRun, saveReading } from './stored.ts';

const add = (db: WriteDb, runId: number, key: string, text = 'nice coffee', author = 0) => {
  const { lastInsertRowid } = run(
    db,
    `INSERT INTO messages (run_id, line, content_hash, network, key, kind, author_id, own, text, language, likes, shares, replies, views, sentiment)
     VALUES (?, 4, x'01', 'x', ?, 'post', ?, 0, ?, 'en', 1, 0, 0, 0, 0.5)`,
    runId,
    key,
    author,
    text,
  );
  run(db, 'INSERT INTO message_text (rowid, text) VALUES (?, ?)', lastInsertRowid, text);
};
const mood = (polarity: number) => ({
  what: 'mood' as const,
  found: '',
  polarity,
  name: '',
  category: '',
  dropped: false,
});
const thing = (found: string, said: { polarity?: number; name?: string; category?: string; dropped?: boolean }) => ({
  what: 'aspect' as const,
  found,
  polarity: null,
  name: '',
  category: '',
  dropped: false,
  ...said,
});
const reading = (...groups: string[]) => ({
  intents: READ_BIT,
  apart: 0,
  fingerprint: 0,
  aspects: groups.map((group) => ({ group, category: 'drinks', polarity: 2 })),
});
const scores = (db: WriteDb) => [...loadMessages(db).columns.sentiment];
const things = (db: WriteDb) => {
  const { aspects, aspectStart, aspectCount, length } = loadMessages(db).columns;
  return Array.from({ length }, (_, m) =>
    Array.from({ length: aspectCount[m] as number }, (_, a) => {
      const at = (aspectStart[m] as number) + a;
      return [
        aspects.groups[aspects.group[at] as number],
        aspects.categories[aspects.category[at] as number],
        aspects.polarity[at],
      ];
    }),
  );
};

test('migration 21 keeps messages and what was read of them; nothing is corrected', () => {
  const db = openMemory(20);
  run(
    db,
    "INSERT INTO import_runs (id, file_name, size_bytes, format, state, started_ms) VALUES (1, 'a.csv', 12, 'table-file', 'ready', 99)",
  );
  add(db, 1, 'a');
  run(db, 'INSERT INTO message_readings (message_id, version, intents, apart, fingerprint) VALUES (1, 1, 130, 0, 77)');
  run(db, "INSERT INTO aspect_groups VALUES (1, 'coffee')");
  run(db, "INSERT INTO message_aspects VALUES (1, 0, 1, 'drinks', 2)");
  migrate(db, { target: 21 });
  expect(schemaVersion(db)).toBe(21);
  // The program reads what the newest version holds.
  migrate(db);
  expect([listCorrections(db), listOwnWords(db), loadLayer(db)]).toEqual([[], [], undefined]);
  expect(scores(db)).toEqual([0.5]);
  expect(things(db)).toEqual([[['coffee', 'drinks', 2]]]);
});

test('a correction lies over what was read, the last one of a thing counts, and taking it back leaves what there was', () => {
  const db = openMemory();
  const runId = aRun(db);
  add(db, runId, 'a');
  add(db, runId, 'b');
  saveReading(db, 1, 1, reading('coffee', 'tea'));
  const before = [scores(db), things(db)];
  const first = saveCorrection(db, 1, mood(0));
  expect(saveCorrection(db, 1, mood(1))).toBe(first);
  expect(scores(db)).toEqual([0, 0.5]);
  saveCorrection(db, 1, thing('coffee', { name: 'espresso', polarity: 0, category: 'product' }));
  saveCorrection(db, 1, thing('tea', { dropped: true }));
  expect(things(db)).toEqual([[['espresso', 'product', 0]], []]);
  expect(saveCorrection(db, 99, mood(1))).toBeUndefined();
  for (const { id } of listCorrections(db)) removeCorrection(db, id);
  expect([scores(db), things(db)]).toEqual(before);
});

test('corrections belong to no import: the same message that comes again has them again', () => {
  const db = openMemory();
  const first = aRun(db);
  add(db, first, 'a', 'nice coffee', 3);
  saveCorrection(db, 1, mood(0));
  removeRecords(db, first);
  expect([listCorrections(db).length, correctedMessages(db).size, correctionsByMessage(db).size]).toEqual([1, 0, 0]);
  add(db, aRun(db), 'a', 'nice coffee', 3);
  expect(scores(db)).toEqual([-1]);
  expect(correctedMessages(db).get(keyOfMessage('x', 'a'))).toMatchObject({ text: 'nice coffee', author: 3 });
});

test('they go with their writer, also while the message is not here, and with what is past its time', () => {
  for (const takeOut of [removePersonRecords, (db: WriteDb, who: number) => detachPersonRecords(db, who, () => 'k')]) {
    const db = openMemory();
    const runId = aRun(db);
    add(db, runId, 'a', 'nice coffee', 3);
    add(db, runId, 'b', 'nice tea', 4);
    saveCorrection(db, 1, mood(0));
    saveCorrection(db, 2, mood(0));
    takeOut(db, 3);
    expect(listCorrections(db).map(({ key }) => key)).toEqual(['b']);
    removeRecords(db, runId);
    takeOut(db, 4);
    expect(listCorrections(db)).toEqual([]);
  }
  const db = openMemory();
  const runId = aRun(db);
  add(db, runId, 'a', 'x', 3);
  add(db, runId, 'b', 'y', 3);
  saveCorrection(db, 1, mood(0));
  saveCorrection(db, 2, mood(0));
  run(db, 'DELETE FROM messages WHERE id = 1');
  removeCorrectionsAt(db, [
    { scope: 'x', key: 'a' },
    { scope: 'x', key: 'b' },
  ]);
  expect(listCorrections(db).map(({ key }) => key)).toEqual(['b']);
  run(db, 'INSERT INTO people (id) VALUES (3), (5)');
  mergePersonRows(db, 3, 5);
  expect(listCorrections(db).map(({ author }) => author)).toEqual([5]);
});

test('own words mark what holds them as to be read again, as a message that is known', () => {
  const db = openMemory();
  const runId = aRun(db);
  for (const [key, text] of [
    ['a', 'That is SICK!'],
    ['b', 'a sickness'],
    ['c', 'Basket-infuser works'],
  ] as const)
    add(db, runId, key, text);
  for (const id of [1, 2, 3]) saveReading(db, id, 1, reading('thing'));
  add(db, runId, 'd', 'new and sick');
  const id = saveOwnWord(db, { word: 'sick', polarity: 2, category: '', name: '' });
  expect(saveOwnWord(db, { word: 'sick', polarity: 0, category: '', name: '' })).toBe(id);
  expect(markUnread(db, ['sick', 'basket infuser', 'a "quoted" one'])).toBe(2);
  expect(listUnread(db, 1, 0, 9).rows.map((row) => [row.id, row.known])).toEqual([
    [1, 1],
    [3, 1],
    [4, 0],
  ]);
  expect(countUnread(db, 1)).toBe(3);
  expect([removeOwnWord(db, id), removeOwnWord(db, id)]).toEqual(['sick', undefined]);
});

test('own scores stand over the models’, and go with the text they were made of', () => {
  const db = openMemory();
  add(db, aRun(db), 'a');
  setOwnScore(db, 1, -0.25);
  expect(scores(db)).toEqual([-0.25]);
  setOwnScore(db, 1, 0.75);
  run(db, "UPDATE messages SET text = 'other'");
  expect(number(db, 'SELECT count(*) FROM own_scores')).toBe(0);
  setOwnScore(db, 1, 0.75);
  setOwnScore(db, 1, null);
  expect(scores(db)).toEqual([0.5]);
});

test('of a layer there is one; others’ messages with its words are found whatever their ids', () => {
  const db = openMemory();
  saveLayer(db, '{"a":1}');
  saveLayer(db, '{"a":2}');
  expect(loadLayer(db)).toBe('{"a":2}');
  expect([removeLayer(db), removeLayer(db), loadLayer(db)]).toEqual([true, false, undefined]);
  const runId = aRun(db);
  for (const key of ['z', 'y', 'x']) add(db, runId, key, 'late again');
  for (const { id } of all<{ id: number }>(db, 'SELECT id FROM messages')) saveReading(db, id, 1, reading());
  saveCorrection(db, 2, mood(0));
  expect(messagesWith(db, 'late', 100, 10).map(({ key }) => key)).toEqual(['x', 'z']);
  expect(messagesWith(db, 'late', 100, 1).map(({ key }) => key)).toEqual(['x']);
});
