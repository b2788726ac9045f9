import { expect, test } from 'vitest';
import { ReadAhead } from '../../src-main/services/read-ahead.ts';
import { readingHere, type TextThread, unpackReadings } from '../../src-main/services/read-texts.ts';
import { createTableShelf } from '../../src-main/services/table-shelf.ts';
import { openMemory } from '../../src-main/store/open.ts';
import { run } from '../../src-main/store/sql.ts';
import { aRun, saveReading } from '../store/stored.ts';

const SETUP = { words: [], kept: null, scores: false, topics: null };
const VERSION = 99;

/** A store of so many messages, and what reads ahead in it; `started` counts threads. */
function withMessages(count: number, read: readonly number[] = []) {
  const db = openMemory();
  const runId = aRun(db);
  run(db, "UPDATE import_runs SET state = 'ready'");
  for (let i = 1; i <= count; i++)
    run(
      db,
      `INSERT INTO messages (id, run_id, line, content_hash, network, key, kind, own, text, language, likes, shares, replies, views)
       VALUES (?, ?, 4, x'01', 'x', ?, 'post', 0, ?, 'en', 1, 0, 0, 0)`,
      i,
      runId,
      String(i),
      `text ${i}`,
    );
  run(db, 'INSERT INTO message_text (rowid, text) SELECT id, text FROM messages');
  for (const id of read) saveReading(db, id, VERSION, {});
  const tables = createTableShelf(db, {
    shared: { get: async () => null, put: () => {} },
    collect: () => {},
    now: () => 0,
  });
  const seen = { started: 0, handedOver: 0 };
  const spawnReading = (): TextThread => {
    seen.started++;
    const here = readingHere();
    return {
      ...here,
      read: (texts) => {
        seen.handedOver++;
        return here.read(texts);
      },
    };
  };
  const context = { db, tables, options: { spawnReading } } as unknown as ConstructorParameters<typeof ReadAhead>[0];
  return { db, ahead: new ReadAhead(context, SETUP), seen };
}

test('every message is handed over once, by id; a thread is started only where there are many', async () => {
  for (const [count, threads] of [
    [3, 0],
    [2600, 1],
  ] as const) {
    const { ahead, seen, db } = withMessages(count);
    const ids: number[] = [];
    for (let batch = ahead.next(); batch; batch = ahead.next()) {
      const { messages, isWhole } = batch;
      expect(unpackReadings(await batch.columns).length).toBe(messages.length);
      expect(isWhole && ahead.isAsItWas(batch)).toBe(true);
      ahead.write(() => {
        for (const { id } of messages) saveReading(db, id, VERSION, {});
      });
      for (const { id } of messages) ids.push(id);
    }
    expect(ids).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    expect(seen.started).toBe(threads);
  }
});

test('a thread has messages before anybody asks for the first batch, and more than the batch that is stored', () => {
  const few = withMessages(3);
  expect(few.seen.handedOver).toBe(0);
  const { ahead, seen } = withMessages(2600);
  expect(seen.handedOver).toBe(6);
  expect(ahead.next()?.messages.length).toBe(500);
});

test('it begins behind what is read, unless something waits among that', () => {
  const idsOf = (read: readonly number[]) =>
    withMessages(6, read)
      .ahead.next()
      ?.messages.map(({ id }) => id);
  expect(idsOf([1, 2, 3, 4])).toEqual([5, 6]);
  expect(idsOf([1, 3, 4])).toEqual([2, 5, 6]);
  expect(idsOf([6])).toEqual([1, 2, 3, 4, 5]);
  expect(idsOf([1, 2, 3, 4, 5, 6])).toEqual([]);
});

test('a batch in which anything changed is handed over anew, as it is then', async () => {
  const { ahead, db } = withMessages(3);
  const first = ahead.next();
  if (!first) throw new Error('nothing to read');
  run(db, 'UPDATE counters SET value = value WHERE 0');
  expect(ahead.isAsItWas(first)).toBe(true);
  // Something was written, but nothing that touches these messages.
  run(db, "INSERT INTO aspect_groups (name) VALUES ('tea')");
  expect(ahead.isAsItWas(first)).toBe(true);
  run(db, "UPDATE messages SET text = 'other words' WHERE id = 2");
  expect(ahead.isAsItWas(first)).toBe(false);
  ahead.again(first);
  const second = ahead.next();
  expect(second?.messages.map(({ text }) => text)).toEqual(['text 1', 'other words', 'text 3']);
  run(db, 'UPDATE messages SET current = 0 WHERE id = 1');
  if (second) ahead.again(second, { ...SETUP, scores: true });
  const third = ahead.next();
  expect(third?.messages.map(({ id }) => id)).toEqual([2, 3]);
  expect(ahead.next()).toBeUndefined();
});

test('what has been read by then is noted together, as far as it is as it was; the rest is handed over anew', async () => {
  const { ahead, db } = withMessages(2600);
  const idsOf = (batches: readonly { messages: readonly { id: number }[] }[]) =>
    batches.map(({ messages }) => messages[0]?.id);
  const first = ahead.next();
  if (!first) throw new Error('nothing to read');
  // Read, but nothing behind it is known to be.
  expect(idsOf(ahead.withRead(first))).toEqual([1]);
  const second = ahead.next();
  if (!second) throw new Error('nothing to read');
  await second.columns;
  await new Promise((resolve) => setImmediate(resolve));
  run(db, "UPDATE messages SET text = 'other words' WHERE id = 1600");
  expect(idsOf(ahead.withRead(second))).toEqual([501, 1001]);
  const third = ahead.next();
  expect(third?.messages.find(({ id }) => id === 1600)?.text).toBe('other words');
  await third?.columns;
  await new Promise((resolve) => setImmediate(resolve));
  expect(third && idsOf(ahead.withRead(third))).toEqual([1501, 2001, 2501]);
  expect(ahead.next()).toBeUndefined();
});

test('not more than two thousand messages are noted at once', async () => {
  const { ahead } = withMessages(3000);
  const first = ahead.next();
  await first?.columns;
  await new Promise((resolve) => setImmediate(resolve));
  expect(first && ahead.withRead(first).length).toBe(4);
});
