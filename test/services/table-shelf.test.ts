import fc from 'fast-check';
import type { TableName } from '../../shared/columns.ts';
import type { PermittedTables } from '../../src-main/services/table-shelf.ts';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { createTableShelf } from '../../src-main/services/table-shelf.ts';
import { openMemory, type WriteDb } from '../../src-main/store/open.ts';
import { run } from '../../src-main/store/sql.ts';
import { addConsent } from '../../src-main/store/tables/consents.ts';
import { bumpRevision } from '../../src-main/store/tables/counters.ts';
import { setRunState } from '../../src-main/store/tables/runs.ts';
import { createShelf } from '../../src-main/workers/shelf.ts';
import { bring, line } from '../store/events-model.ts';
import { doAct, isOfConsent, isOfMessagesAlone, messageActs } from '../store/message-acts.ts';

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
    /** As the pool does: of messages alone, no thread is told. */
    changed(only?: 'messages') {
      bumpRevision(db, only);
      if (only) return;
      shelf.clear();
      for (const thread of threads) thread.forget();
    },
  };
}

/** What a thread that has never loaded anything may use. */
const anew = (db: WriteDb, names: readonly TableName[] = ['messages']) => {
  const shared = { get: async () => null, put: () => {} };
  return createTableShelf(db, { shared, now, collect }).permitted(names, 'service');
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

const visit = (db: WriteDb, lines: Parameters<typeof bring>[1]) => setRunState(db, bring(db, lines).run, 'ready');

const TABLES: readonly TableName[] = ['messages', 'events', 'orders'];

/** Without the look-ups, which are functions. */
function columnsOf({ tables, leftOut }: PermittedTables) {
  const { events, ...others } = tables;
  const { pageId: _, pagesWithPrefix: __, titleOfPage: ___, ...columns } = events ?? {};
  return { events: columns, ...others, leftOut };
}

test('law: what stays loaded when only messages changed is what a new thread would load', async () => {
  await fc.assert(
    fc.asyncProperty(messageActs, async (acts) => {
      const db = openMemory();
      const { threads, changed } = twoThreads(db);
      for (const { looks, ...act } of acts) {
        doAct(db, act);
        const visits = act.a % 4 === 0;
        if (visits) visit(db, [line(act.b, 1 + (act.b % 5), 1, act.a), line(act.a, 0, 2, act.b)]);
        // A consent that an import under way has written is not told of yet, and already holds.
        const alone = isOfMessagesAlone(act.act) || (isOfConsent(act.act) && act.b % 2 === 0);
        changed(alone && !visits ? 'messages' : undefined);
        if (!looks) continue;
        const answers = await Promise.all(threads.map((thread) => thread.permitted(TABLES, 'service')));
        const expected = columnsOf(await anew(db, TABLES));
        for (const answer of answers) expect(isDeepStrictEqual(columnsOf(answer), expected)).toBe(true);
      }
      db.close();
    }),
    { numRuns: 20 },
  );
});

test('visits stay loaded when messages change, and are loaded anew when anything else may have', async () => {
  const db = openMemory();
  const {
    threads: [thread],
    changed,
  } = twoThreads(db);
  doAct(db, { act: 0, a: 5, b: 1 });
  visit(db, [line(5, 1, 1, 1), line(9, 2, 1, 2)]);
  changed();
  const times = async () => (await thread.permitted(['events'], 'service')).tables.events?.at;
  const first = await times();
  changed('messages');
  expect(await times()).toBe(first);
  changed();
  expect(await times()).not.toBe(first);
});

test('who objected is left out at once, although visits stay loaded and nobody has told of it yet', async () => {
  const db = openMemory();
  const {
    threads: [thread],
    changed,
  } = twoThreads(db);
  run(db, 'INSERT INTO people (id) VALUES (1), (2)');
  visit(db, [line(5, 1, 1, 1), line(9, 2, 1, 2)]);
  changed();
  const people = async () => [...((await thread.permitted(['events'], 'service')).tables.events?.person ?? [])];
  expect((await people()).sort()).toEqual([1, 2]);
  addConsent(db, { person: 2, purpose: 'service', state: 'denied', atMs: 1, wording: '', run: null, line: null });
  changed('messages');
  expect(await people()).toEqual([1]);
});
