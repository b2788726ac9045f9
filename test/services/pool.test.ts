import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Engine } from '../../src-main/workers/engine.ts';
import { freshDir, openEngine } from './rig.ts';

interface Seen {
  role: 'writer' | 'reader';
  used: number;
  key: string | null;
}

/** The pool over threads that only tell what they were given. */
const openPool = (): Promise<Engine> =>
  openEngine(join(freshDir(), 'data'), { worker: new URL('./pool-thread.ts', import.meta.url) });
const ask = async (engine: Engine, name: string, input: unknown = {}): Promise<Seen> =>
  (await engine.callUnchecked(name, input)) as Seen;

test('a locked store has only the writer; unlocked, readers get its key, and locked again nobody has it', async () => {
  const engine = await openPool();
  expect(await ask(engine, 'imports.list')).toEqual({ role: 'writer', used: 0, key: null });
  const heard: unknown[] = [];
  engine.on('workspace.changed', (payload) => heard.push(payload));
  await ask(engine, 'vault.unlock', { passphrase: 'any at all' });
  expect(await ask(engine, 'imports.list')).toEqual({ role: 'reader', used: 0, key: '07'.repeat(32) });
  await ask(engine, 'vault.lock');
  expect(await ask(engine, 'imports.list')).toEqual({ role: 'writer', used: 0, key: null });
  expect(heard).toEqual([{ workspace: 'main' }, { workspace: 'main' }]);
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
