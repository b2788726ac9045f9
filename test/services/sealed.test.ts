import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { isSealedFile } from '../../src-main/store/cipher.ts';
import { storeFile } from '../../src-main/store/open.ts';
import { folderOf } from '../../src-main/store/workspaces.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { openCoreHere } from './core-rig.ts';
import { filesWithTraces, PLANTED, writePlanted } from './planted.ts';
import { ALL, contentsOf, finished, freshDir, importFiles, neededParams, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 240_000 });
const PASSPHRASE = 'a quiet well-lit workroom';
const WRONG = 'not this one at all';
const OTHER = 'carried on a memory stick';

const PARAMS = neededParams(['/', '/cart']);
const LOCKED = { code: 'workspace-locked' };

/** Has it encrypted, or made readable, and waits until that is done. */
async function convert(engine: Engine, method: 'vault.seal' | 'vault.unseal'): Promise<void> {
  expect(await finished(engine, () => engine.call(method, { passphrase: PASSPHRASE }))).toMatchObject({
    state: 'done',
    fraction: 1,
    error: null,
  });
}

async function sealed(dir: string, options: Parameters<typeof openEngine>[1] = {}): Promise<Engine> {
  const engine = await openEngine(join(dir, 'data'), options);
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await convert(engine, 'vault.seal');
  return engine;
}

const actionsOf = async (engine: Engine) =>
  (await engine.call('audit.list', { offset: 0, limit: 50 })).entries.map(({ action }) => action).reverse();

test('encrypted with all threads running: the same data, nothing of it in any file, and locked from the next start on', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = await openEngine(data, { readers: 2 });
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await importFiles(engine, writePlanted(join(dir, 'in')));
  const held = await contentsOf(engine);
  await engine.call('analyses.run', { id: 'sales-summary', filter: ALL });
  expect(filesWithTraces(data).length).toBeGreaterThan(2);
  await expect(engine.call('vault.seal', { passphrase: WRONG })).rejects.toMatchObject({ code: 'wrong-passphrase' });
  const heard: string[] = [];
  engine.on('workspace.changed', ({ workspace }) => heard.push(workspace));
  await convert(engine, 'vault.seal');
  expect((await engine.call('app.status', {})).vault).toEqual({
    state: 'open',
    protection: 'passphrase',
    sealed: true,
  });
  expect(heard).toEqual(['main']);
  expect(await contentsOf(engine)).toEqual(held);
  expect(filesWithTraces(data)).toEqual([]);
  // Written to, with the log in use.
  await engine.call('settings.save', { workspaceName: PLANTED.name });
  expect(filesWithTraces(data).filter((trace) => !trace.startsWith('workspaces.json'))).toEqual([]);
  await engine.call('settings.save', { workspaceName: 'Tea room' });
  expect((await engine.call('store.check', {})).ok).toBe(true);
  await engine.close();
  expect(filesWithTraces(data)).toEqual([]);
  expect(isSealedFile(storeFile(data))).toBe(true);

  const next = await openEngine(data, { readers: 2 });
  await expect(next.call('app.status', {})).rejects.toMatchObject(LOCKED);
  await expect(next.call('imports.list', {})).rejects.toMatchObject(LOCKED);
  await expect(next.call('imports.sample', { rows: 1000, seed: 1 })).rejects.toMatchObject(LOCKED);
  expect(await next.call('workspaces.list', {})).toEqual([{ id: 'main', name: 'Tea room', kind: 'own', open: true }]);
  expect(await next.call('vault.about', {})).toEqual({ autoLockMinutes: 0, waitSeconds: 0, protection: 'passphrase' });
  await expect(next.call('vault.unlock', { passphrase: WRONG })).rejects.toMatchObject({ code: 'wrong-passphrase' });
  expect(await next.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({ state: 'open' });
  expect(await contentsOf(next)).toEqual(held);
  const [found] = (await next.call('rights.find', { value: PLANTED.email })).people;
  const { identifiers } = await next.call('privacy.reveal', { person: found?.card.person ?? 0 });
  expect(identifiers.map(({ value }) => value)).toContain(PLANTED.email);
  expect(await actionsOf(next)).toEqual(expect.arrayContaining(['store.sealed', 'vault.refused', 'vault.unlocked']));
  expect((await next.call('audit.verify', {})).ok).toBe(true);

  expect(await next.call('vault.lock', {})).toEqual({ state: 'locked' });
  await expect(next.call('app.status', {})).rejects.toMatchObject(LOCKED);
  await next.call('vault.unlock', { passphrase: PASSPHRASE });
  await convert(next, 'vault.unseal');
  expect((await next.call('app.status', {})).vault).toEqual({ state: 'open', protection: 'passphrase', sealed: false });
  expect(await contentsOf(next)).toEqual(held);
  await next.close();
  expect(isSealedFile(storeFile(data))).toBe(false);
});

test('while everything is encrypted it can be looked at but not changed, and the window hears how far it is', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = await openEngine(data, { readers: 2 });
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await finished(engine, () => engine.call('imports.sample', { rows: 60_000, seed: 4 }));
  const held = await contentsOf(engine);
  const told: { fraction: number }[] = [];
  const labels: string[] = [];
  const read: unknown[] = [];
  const refused: string[] = [];
  let asked = Promise.resolve();
  engine.on('jobs.progress', ({ kind, state, label, fraction }) => {
    if (kind !== 'sealing' || state !== 'running') return;
    labels.push(label);
    if (fraction === null) return;
    told.push({ fraction });
    asked = asked.then(async () => {
      read.push((await engine.call('app.status', {})).counts.events);
      await engine.call('settings.save', { locale: 'de-DE' }).catch(({ code }: { code: string }) => refused.push(code));
    });
  });
  await convert(engine, 'vault.seal');
  await asked;
  // A quick machine hears of it once.
  expect(told.length).toBeGreaterThan(0);
  expect(told.map(({ fraction }) => fraction)).toEqual(told.map(({ fraction }) => fraction).toSorted((a, b) => a - b));
  expect(labels.some((label) => label.includes('writes an encrypted copy'))).toBe(true);
  expect(new Set(read)).toEqual(new Set([held.events]));
  expect(refused).toContain('busy');
  expect(await contentsOf(engine)).toEqual(held);
  expect((await engine.call('audit.verify', {})).ok).toBe(true);
  // What was asked for in the last moment waited, and was done in the new store; nothing was done in the old one.
  await engine.call('settings.save', { locale: 'fr-FR' });
  expect((await engine.call('app.status', {})).settings.locale).toBe('fr-FR');
});

test('stopped at any point, it is the store that it was, and nothing is left beside it', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  let stopAt = Number.POSITIVE_INFINITY;
  let steps = 0;
  const engine: Engine = openCoreHere(data, {
    onConversionStep: async () => {
      if (steps++ !== stopAt) return;
      for (const { id } of await engine.call('jobs.list', {})) await engine.call('jobs.cancel', { job: id });
    },
  });
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await importFiles(engine, writePlanted(join(dir, 'in')));
  const held = await contentsOf(engine);
  // Makes the list of workspaces, which lies beside the store.
  await engine.call('settings.save', { smallGroup: 9 });
  const stepsOf = async (to: 'vault.seal' | 'vault.unseal') => {
    steps = 0;
    await convert(engine, to);
    return steps;
  };
  const all = { 'vault.seal': await stepsOf('vault.seal'), 'vault.unseal': await stepsOf('vault.unseal') };
  const files = () => readdirSync(data).filter((name) => !/-(?:wal|shm)$/.test(name));
  for (const to of ['vault.seal', 'vault.unseal'] as const) {
    const before = { files: files(), vault: (await engine.call('app.status', {})).vault };
    for (const share of [0, 0.1, 0.3, 0.5, 0.8, 0.95]) {
      steps = 0;
      stopAt = Math.floor(share * all[to]);
      const job = await finished(engine, () => engine.call(to, { passphrase: PASSPHRASE }));
      if (job.state === 'done') throw new Error(`was done after ${steps} of ${all[to]} steps`);
      expect(job).toMatchObject({ state: 'cancelled', error: null });
      expect({ files: files(), vault: (await engine.call('app.status', {})).vault }).toEqual(before);
      expect(await contentsOf(engine)).toEqual(held);
      // It can be written to again.
      await engine.call('settings.save', { smallGroup: 10 + Math.round(share * 10) });
    }
    stopAt = Number.POSITIVE_INFINITY;
    await convert(engine, to);
    expect(await contentsOf(engine)).toEqual(held);
  }
  expect(await actionsOf(engine)).toEqual(expect.arrayContaining(['store.sealed', 'store.unsealed']));
});

test('import, analyses, search, erasure and backup give on an encrypted workspace what they give on a plain one', async () => {
  const dir = freshDir();
  const first = openCoreHere(join(dir, 'plain'));
  await first.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await first.close();
  // The same keys, so that everything that hangs on them is the same, too.
  cpSync(join(dir, 'plain'), join(dir, 'sealed'), { recursive: true });
  const files = writePlanted(join(dir, 'in'));
  const seen = [];
  for (const kind of ['plain', 'sealed']) {
    const engine = openCoreHere(join(dir, kind), { now: () => 1_800_000_000_000 });
    await engine.call('vault.unlock', { passphrase: PASSPHRASE });
    if (kind === 'sealed') await convert(engine, 'vault.seal');
    await importFiles(engine, files);
    await finished(engine, () => engine.call('imports.sample', { rows: 3000, seed: 3 }));
    await finished(engine, () => engine.call('listening.read', {}));
    const results = [];
    for (const { id } of await engine.call('analyses.list', {})) {
      const { result } = await engine.call('analyses.run', { id, filter: ALL, params: PARAMS[id] ?? {} });
      results.push([id, result]);
    }
    const found = await engine.call('listening.search', { query: 'love', filter: ALL });
    const [person] = (await engine.call('rights.find', { value: PLANTED.email })).people;
    const { auditHash: _hash, ...certificate } = await engine.call('rights.erase', {
      person: person?.card.person ?? 0,
      mode: 'erase',
    });
    seen.push({ results, found, certificate, contents: await contentsOf(engine) });
    expect(results.length).toBeGreaterThan(20);
    expect((await engine.call('store.check', {})).ok).toBe(true);
    await engine.close();
  }
  expect(seen[1]).toEqual(seen[0]);
  expect(filesWithTraces(join(dir, 'sealed'))).toEqual([]);
});

test('a backup of an encrypted workspace is restored encrypted, and whoever was erased since stays erased', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = await sealed(dir);
  await importFiles(engine, writePlanted(join(dir, 'in')).slice(0, 2));
  const held = await contentsOf(engine);
  const made = await engine.call('backup.make', { passphrase: OTHER });
  const [found] = (await engine.call('rights.find', { value: PLANTED.email })).people;
  await engine.call('rights.erase', { person: found?.card.person ?? 0, mode: 'erase' });
  const after = await contentsOf(engine);
  const restore = { file: `backup:${made.fileName}`, passphrase: OTHER, name: 'Before' };
  await expect(engine.call('backup.restore', { ...restore, passphrase: PASSPHRASE })).rejects.toMatchObject({
    code: 'backup-unreadable',
  });
  const { workspace, gone } = await engine.call('backup.restore', restore);
  expect(gone).toBe(1);
  expect(isSealedFile(storeFile(folderOf(data, workspace)))).toBe(true);
  await engine.call('workspaces.open', { workspace });
  await expect(engine.call('app.status', {})).rejects.toMatchObject(LOCKED);
  await engine.call('vault.unlock', { passphrase: PASSPHRASE });
  expect((await contentsOf(engine)).orders).toBe(after.orders);
  // From the encrypted one to another and back.
  await engine.call('workspaces.open', { workspace: 'main' });
  await expect(engine.call('app.status', {})).rejects.toMatchObject(LOCKED);
  await engine.call('workspaces.open', { workspace });
  await engine.close();

  // On another computer, where nobody was erased: the file of keys no longer opens them there either.
  const laptop = openCoreHere(join(dir, 'laptop'));
  const moved = await laptop.call('backup.restore', { ...restore, file: join(made.folder, made.fileName) });
  await laptop.call('workspaces.open', { workspace: moved.workspace });
  await laptop.call('vault.unlock', { passphrase: PASSPHRASE });
  expect((await contentsOf(laptop)).orders).toBe(after.orders);
  expect(after.orders).toBeLessThan(held.orders);
  expect(filesWithTraces(join(dir, 'laptop'))).toEqual([]);
});

test('wrong passphrases must wait although the store is closed, also after a restart, and are noted once it is open', async () => {
  const data = join(freshDir(), 'data');
  const clock = { now: 1_800_000_000_000 };
  const open = () => openCoreHere(data, { now: () => clock.now });
  let engine = open();
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await convert(engine, 'vault.seal');
  const { recovery } = await engine.call('vault.makeRecovery', { passphrase: PASSPHRASE });
  await engine.close();
  engine = open();
  const wrong = () => engine.call('vault.unlock', { passphrase: WRONG });
  for (let i = 0; i < 4; i++) await expect(wrong()).rejects.toMatchObject({ code: 'wrong-passphrase' });
  await engine.close();
  engine = open();
  await expect(engine.call('vault.unlock', { passphrase: PASSPHRASE })).rejects.toMatchObject({
    code: 'too-many-attempts',
    facts: { waitSeconds: 5 },
  });
  expect((await engine.call('vault.about', {})).waitSeconds).toBe(5);
  // The recovery key opens it without waiting, and sets the passphrase that opens it from then on.
  expect(await engine.call('vault.recover', { recovery, passphrase: OTHER })).toEqual({ state: 'open' });
  const { entries } = await engine.call('audit.list', { offset: 0, limit: 3 });
  expect(entries.map(({ action }) => action)).toEqual(expect.arrayContaining(['vault.recovered', 'vault.refused']));
  expect(entries.find(({ action }) => action === 'vault.refused')?.facts).toEqual({ failures: 4 });
  await engine.call('vault.lock', {});
  await expect(engine.call('vault.unlock', { passphrase: PASSPHRASE })).rejects.toMatchObject({
    code: 'wrong-passphrase',
  });
  expect(await engine.call('vault.unlock', { passphrase: OTHER })).toEqual({ state: 'open' });
  // Another passphrase opens the same store: its key stays.
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE, current: OTHER });
  await engine.call('vault.lock', {});
  expect(await engine.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({ state: 'open' });
});

test('an encrypted workspace closes itself when nobody uses it', async () => {
  const data = join(freshDir(), 'data');
  const clock = { now: 1_800_000_000_000 };
  const engine = openCoreHere(data, { now: () => clock.now });
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await convert(engine, 'vault.seal');
  await engine.call('vault.setAutoLock', { minutes: 5 });
  clock.now += 4 * 60_000;
  await engine.call('app.status', {});
  clock.now += 4 * 60_000;
  await engine.call('app.status', {});
  clock.now += 5 * 60_000;
  await expect(engine.call('app.status', {})).rejects.toMatchObject(LOCKED);
  await expect(engine.call('app.status', {})).rejects.toMatchObject(LOCKED);
  await engine.call('vault.unlock', { passphrase: PASSPHRASE });
  expect(await actionsOf(engine)).toEqual(expect.arrayContaining(['vault.locked']));
});

test('neither is encrypted without a passphrase, nor while work goes on; asked twice it is as it was', async () => {
  const dir = freshDir();
  const engine = await openEngine(join(dir, 'data'));
  await expect(engine.call('vault.seal', { passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'vault-not-set' });
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  const { job } = await engine.call('imports.sample', { rows: 2000, seed: 1 });
  await expect(engine.call('vault.seal', { passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'busy' });
  await finished(engine, async () => {
    await engine.call('jobs.cancel', { job });
    return { job };
  });
  await convert(engine, 'vault.seal');
  const before = readFileSync(storeFile(join(dir, 'data'))).subarray(0, 16);
  await convert(engine, 'vault.seal');
  expect(
    readFileSync(storeFile(join(dir, 'data')))
      .subarray(0, 16)
      .equals(before),
  ).toBe(true);
});

test('an encrypted store that was damaged, or whose keys are gone, is told as such; other workspaces open', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = await openEngine(data);
  const { workspace } = await engine.call('workspaces.create', { name: 'Client A', kind: 'own' });
  await engine.call('workspaces.open', { workspace });
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await convert(engine, 'vault.seal');
  await engine.close();
  const file = storeFile(folderOf(data, workspace));
  const bytes = readFileSync(file);
  // As a disk that lost a block: the head is whole, a page in the middle is not.
  const broken = Buffer.from(bytes).fill(0, 4096, 8192);
  writeFileSync(file, broken);
  const next = await openEngine(data, { workspace: 'last' });
  await expect(next.call('vault.unlock', { passphrase: PASSPHRASE })).rejects.toMatchObject({ code: 'store-damaged' });
  // It is where it was: locked, and the way to the other workspace is open.
  await expect(next.call('app.status', {})).rejects.toMatchObject(LOCKED);
  await next.call('workspaces.open', { workspace: 'main' });
  expect((await next.call('app.status', {})).vault.sealed).toBe(false);
  rmSync(join(folderOf(data, workspace), 'keys.json'));
  await expect(next.call('workspaces.open', { workspace })).rejects.toMatchObject({ code: 'store-damaged' });
  expect((await next.call('workspaces.list', {})).find(({ open }) => open)?.id).toBe('main');
});
