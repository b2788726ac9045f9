import { expect, test } from 'vitest';
import { EarlyReading } from '../../src-main/services/early-reading.ts';
import { readingHere, type TextThread, type TextToRead, unpackReadings } from '../../src-main/services/read-texts.ts';
import { readingSetup } from '../../src-main/services/reading-setup.ts';
import { createTableShelf } from '../../src-main/services/table-shelf.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { run } from '../../src-main/store/sql.ts';
import { aRun, saveReading } from '../store/stored.ts';

const VERSION = 99;

function bring(db: WriteDb, runId: number, from: number, to: number): void {
  for (let i = from; i <= to; i++)
    run(
      db,
      `INSERT INTO messages (id, run_id, line, content_hash, network, key, kind, own, text, language, likes, shares, replies, views)
       VALUES (?, ?, 4, x'01', 'x', ?, 'post', 0, ?, 'en', 1, 0, 0, 0)`,
      i,
      runId,
      String(i),
      `the coffee number ${i} is good`,
    );
  run(db, 'INSERT INTO message_text (rowid, text) SELECT id, text FROM messages WHERE id BETWEEN ? AND ?', from, to);
}

/** A store with a read message and an import under way. */
function importing() {
  const db = openMemory();
  const old = aRun(db);
  run(db, "UPDATE import_runs SET state = 'ready'");
  bring(db, old, 1, 1);
  saveReading(db, 1, VERSION, {});
  const runId = aRun(db);
  const tables = createTableShelf(db, {
    shared: { get: async () => null, put: () => {} },
    collect: () => {},
    now: () => 0,
  });
  const threads: { texts: TextToRead[][]; stopped: boolean }[] = [];
  const spawnReading = (): TextThread => {
    const thread = { texts: [] as TextToRead[][], stopped: false };
    threads.push(thread);
    const here = readingHere();
    return {
      ...here,
      read: (texts) => {
        thread.texts.push([...texts]);
        return here.read(texts);
      },
      stop: async () => {
        thread.stopped = true;
      },
    };
  };
  const context = { db, tables, options: { spawnReading } } as unknown as ConstructorParameters<typeof EarlyReading>[0];
  const setup = () => readingSetup(db, null);
  const end = () => {
    run(db, "UPDATE import_runs SET state = 'ready'");
    tables.forget();
  };
  return { db, runId, early: new EarlyReading(context), threads, setup, end };
}

/** Ids of what waits, read by a taken reader, each with what it was read as. */
async function readOut(ahead: NonNullable<Awaited<ReturnType<EarlyReading['take']>>>, db: WriteDb) {
  const found: [number, number][] = [];
  let again = 0;
  for (let batch = ahead.next(); batch; batch = ahead.next()) {
    const readings = unpackReadings(await batch.columns);
    if (!ahead.isAsItWas(batch)) {
      again++;
      ahead.again(batch);
      continue;
    }
    const { messages } = batch;
    ahead.write(() => {
      for (const { id } of messages) saveReading(db, id, VERSION, {});
    });
    messages.forEach(({ id }, i) => {
      found.push([id, readings[i]?.reading.fingerprint ?? 0]);
    });
  }
  return { found, again };
}

test('what an import brings is read before it ends, all of it once and none of it anew', async () => {
  const { db, runId, early, threads, setup, end } = importing();
  bring(db, runId, 2, 2101);
  early.note(2100);
  bring(db, runId, 2102, 2400);
  early.note(299);
  // A sentence of its own first, then full batches only: more may come.
  expect(threads.map(({ texts }) => texts.map(({ length }) => length))).toEqual([[1, 500, 500, 500, 500]]);
  end();
  const ahead = await early.take(setup());
  if (!ahead) throw new Error('nothing was read');
  const { found, again } = await readOut(ahead, db);
  expect(found.map(([id]) => id)).toEqual(Array.from({ length: 2399 }, (_, i) => i + 2));
  expect(again).toBe(0);
  expect(threads.length).toBe(1);
  expect(threads[0]?.texts.flat().length).toBe(2400);
});

test('what changes, goes, or may not be used by the end of the import is read as it is then', async () => {
  for (const change of [
    (db: WriteDb) => run(db, "UPDATE messages SET text = 'quite another text about tea and cake' WHERE id = 700"),
    (db: WriteDb) => run(db, 'UPDATE messages SET current = 0 WHERE id = 3'),
    (db: WriteDb) => run(db, "UPDATE messages SET language = 'de' WHERE id = 1200"),
  ]) {
    const { db, runId, early, setup, end } = importing();
    bring(db, runId, 2, 2101);
    early.note(2100);
    change(db);
    end();
    const ahead = await early.take(setup());
    if (!ahead) throw new Error('nothing was read');
    const { found, again } = await readOut(ahead, db);
    expect(again).toBe(1);
    const fresh = importing();
    bring(fresh.db, fresh.runId, 2, 2101);
    change(fresh.db);
    fresh.end();
    fresh.early.prepare();
    const later = await fresh.early.take(fresh.setup());
    if (!later) throw new Error('nothing was read');
    expect(found).toEqual((await readOut(later, fresh.db)).found);
  }
});

test('messages of an import that has not ended may not be used', async () => {
  const { db, runId, early, setup } = importing();
  bring(db, runId, 2, 2101);
  early.note(2100);
  const ahead = await early.take(setup());
  if (!ahead) throw new Error('nothing was read');
  expect((await readOut(ahead, db)).found).toEqual([]);
});

test('where words mean something else by then, or something waits among what is read, it is of no use', async () => {
  const words = importing();
  bring(words.db, words.runId, 2, 2101);
  words.early.note(2100);
  words.end();
  expect(await words.early.take({ ...words.setup(), scores: true })).toBeNull();
  expect(words.threads.map(({ stopped }) => stopped)).toEqual([true]);

  const older = importing();
  bring(older.db, older.runId, 2, 2101);
  older.early.note(2100);
  run(older.db, 'UPDATE message_readings SET version = -1 WHERE message_id = 1');
  older.end();
  expect(await older.early.take(older.setup())).toBeNull();
});

test('a few messages start no thread, nor does anything while messages are read; what nobody takes ends', async () => {
  const { db, runId, early, threads, setup } = importing();
  bring(db, runId, 2, 2101);
  early.note(1999);
  expect(await early.take(setup())).toBeNull();
  early.note(2100);
  early.prepare();
  expect(threads).toEqual([]);
  early.end();
  early.prepare();
  early.prepare();
  expect(threads.length).toBe(1);
  early.drop();
  expect(threads[0]?.stopped).toBe(true);
  expect(await early.take(setup())).toBeNull();
});
