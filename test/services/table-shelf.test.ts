import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { createTableShelf } from '../../src-main/services/table-shelf.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { bumpRevision } from '../../src-main/store/tables/counters.ts';
import { createShelf } from '../../src-main/workers/shelf.ts';
import { doAct, messageActs } from '../store/message-acts.ts';

const now = () => 2_000_000_000_000;
const collect = () => {};

/** Two threads, with a shelf between them as the pool has it. */
function twoThreads(db: WriteDb) {
  const shelf = createShelf();
  const shared = {
    get: (key: string) => new Promise<unknown>((resolve) => shelf.get(key, (value) => resolve(structuredClone(value)))),
    put: (key: string, value: unknown) => shelf.put(key, structuredClone(value)),
  };
  const threads = [
    createTableShelf(db, { shared, now, collect }),
    createTableShelf(db, { shared, now, collect }),
  ] as const;
  return {
    threads,
    changed() {
      bumpRevision(db);
      shelf.clear();
      for (const thread of threads) thread.forget();
    },
  };
}

/** What a thread that has never loaded anything may use. */
const anew = (db: WriteDb) => {
  const shared = { get: async () => null, put: () => {} };
  return createTableShelf(db, { shared, now, collect }).permitted(['messages'], 'service');
};

test('law: what threads bring up to date is what may be used now, whoever came, went or objected', async () => {
  await fc.assert(
    fc.asyncProperty(messageActs, async (acts) => {
      const db = openMemory();
      const { threads, changed } = twoThreads(db);
      for (const { looks, ...act } of acts) {
        doAct(db, act);
        changed();
        if (!looks) continue;
        const asked = [...threads, threads[act.a % 2 === 0 ? 0 : 1]];
        const answers = await Promise.all(asked.map((thread) => thread.permitted(['messages'], 'service')));
        const expected = await anew(db);
        for (const answer of answers) expect(isDeepStrictEqual(answer, expected)).toBe(true);
      }
      db.close();
    }),
    { numRuns: 20 },
  );
});

test('a thread that cannot load loads from the beginning the next time', async () => {
  const db = openMemory();
  const { threads, changed } = twoThreads(db);
  doAct(db, { act: 0, a: 5, b: 1 });
  changed();
  const before = await threads[0].permitted(['messages'], 'service');
  expect(before.tables.messages?.length).toBeGreaterThan(0);
  db.exec('ALTER TABLE message_tags RENAME TO lost');
  db.exec('UPDATE messages SET likes = likes + 1');
  changed();
  await expect(threads[0].permitted(['messages'], 'service')).rejects.toThrow('message_tags');
  db.exec('ALTER TABLE lost RENAME TO message_tags');
  expect(await threads[0].permitted(['messages'], 'service')).toEqual(await anew(db));
});
