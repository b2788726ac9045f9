import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import type { Engine } from '../../src-main/workers/engine.ts';
import { OLD_HEAP } from '../../src-main/workers/thread-heap.ts';
import { freshDir, openEngine } from './rig.ts';

interface Seen {
  role: 'writer' | 'reader';
  used: number;
  key: string | null;
  /** Calls this thread was given. */
  asked: number;
  /** Calls it ended early, as nobody waited for them any more. */
  stopped: number;
  /** What it was asked, in turn. */
  order: string[];
  /** What its old heap may hold. */
  oldHeapMb: number;
}

/** The pool over threads that only tell what they were given. */
const openPool = (): Promise<Engine> =>
  openEngine(join(freshDir(), 'data'), { worker: new URL('./pool-thread.ts', import.meta.url) });
const ask = async (engine: Engine, name: string, input: unknown = {}): Promise<Seen> =>
  (await engine.callUnchecked(name, input)) as Seen;

test('a locked store has only the writer; unlocked, readers get its key, and locked again nobody has it', async () => {
  const engine = await openPool();
  expect(await ask(engine, 'imports.list')).toMatchObject({ role: 'writer', used: 0, key: null });
  const heard: unknown[] = [];
  engine.on('workspace.changed', (payload) => heard.push(payload));
  await ask(engine, 'vault.unlock', { passphrase: 'any at all' });
  expect(await ask(engine, 'imports.list')).toMatchObject({ role: 'reader', used: 0, key: '07'.repeat(32) });
  await ask(engine, 'vault.lock');
  expect(await ask(engine, 'imports.list')).toMatchObject({ role: 'writer', used: 0, key: null });
  expect(heard).toEqual([{ workspace: 'main' }, { workspace: 'main' }]);
});

/** What V8 lets the old heap of a thread hold on this computer. */
const ownLimit = (): Promise<number> =>
  new Promise((resolve) => {
    const script =
      "const { parentPort, resourceLimits } = require('node:worker_threads'); parentPort.postMessage(resourceLimits)";
    new Worker(script, { eval: true }).once('message', (limits) => resolve(limits.maxOldGenerationSizeMb));
  });

test('the heap of the writer is kept small, that of a reader may hold what V8 allows here', async () => {
  const engine = await openPool();
  const writer = await ask(engine, 'imports.start', { sources: [] });
  expect(writer).toMatchObject({ role: 'writer', oldHeapMb: OLD_HEAP.maxOldGenerationSizeMb });
  await ask(engine, 'vault.unlock', { passphrase: 'any at all' });
  const { role, oldHeapMb } = await ask(engine, 'imports.list');
  expect(role).toBe('reader');
  expect(oldHeapMb).toBe(await ownLimit());
});

test('the writer of an encrypted store hears that readers are used, but not of what a page asks by the clock', async () => {
  const engine = await openPool();
  await ask(engine, 'vault.unlock', { passphrase: 'any at all' });
  await ask(engine, 'watch.list');
  await ask(engine, 'watch.list');
  expect((await ask(engine, 'vault.setAutoLock', { minutes: 5 })).used).toBe(0);
  await ask(engine, 'imports.list');
  // Told at most every ten seconds.
  await ask(engine, 'imports.list');
  expect((await ask(engine, 'vault.setAutoLock', { minutes: 5 })).used).toBe(1);
});

test('a question that nobody waits for any more is not put to a reader', async () => {
  const engine = await openPool();
  await ask(engine, 'vault.unlock', { passphrase: 'any at all' });
  const left = new AbortController();
  const given = Array.from({ length: 40 }, () => engine.callUnchecked('workspaces.list', {}, left.signal));
  const outcomes = Promise.allSettled(given);
  const last = ask(engine, 'imports.list');
  left.abort();
  const codes = (await outcomes).map((one) => (one.status === 'rejected' ? (one.reason as Error).message : 'answered'));
  expect(new Set(codes)).toEqual(new Set(['cancelled']));
  // Those that were with a reader already are answered to nobody.
  const { role, asked } = await last;
  expect(role).toBe('reader');
  expect(asked).toBeLessThan(10);
  await expect(engine.callUnchecked('imports.list', {}, left.signal)).rejects.toThrow('cancelled');
});

test('questions that wait for a reader fail as busy when the store closes under them, and the page asks again', async () => {
  const engine = await openPool();
  await ask(engine, 'vault.unlock', { passphrase: 'any at all' });
  const given = Promise.allSettled(Array.from({ length: 40 }, () => ask(engine, 'workspaces.list')));
  await ask(engine, 'vault.lock');
  const codes = (await given).map((one) => (one.status === 'rejected' ? (one.reason as Error).message : 'answered'));
  expect(codes).toContain('busy');
  expect((await ask(engine, 'imports.list')).role).toBe('writer');
});

const LONG = { id: 'top-pages', filter: { range: null, bots: false } };

test('a question that nobody waits for any more is stopped while a reader is at it', async () => {
  const engine = await openEngine(join(freshDir(), 'data'), {
    worker: new URL('./pool-thread.ts', import.meta.url),
    readers: 1,
  });
  await ask(engine, 'vault.unlock', { passphrase: 'any at all' });
  const left = new AbortController();
  const long = engine.callUnchecked('analyses.run', LONG, left.signal);
  left.abort();
  await expect(long).rejects.toThrow('cancelled');
  const { stopped, order } = await ask(engine, 'imports.list');
  expect(order).toEqual(['analyses.run', 'imports.list']);
  expect(stopped).toBe(1);
});

test('a reader has one question at a time, and what takes a moment goes before what is counted over all rows', async () => {
  const engine = await openEngine(join(freshDir(), 'data'), {
    worker: new URL('./pool-thread.ts', import.meta.url),
    readers: 1,
  });
  await ask(engine, 'vault.unlock', { passphrase: 'any at all' });
  const given = ['analyses.run', 'analyses.run', 'imports.list', 'analyses.run', 'goals.list'];
  const seen = await Promise.all(given.map((name) => ask(engine, name, name === 'analyses.run' ? LONG : {})));
  const asked = ['analyses.run', 'imports.list', 'goals.list', 'analyses.run', 'analyses.run'];
  expect(seen.map(({ order }) => order).sort((a, b) => b.length - a.length)[0]).toEqual(asked);
});
