import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { folderOf } from '../../src-main/store/workspaces.ts';
import type { Engine } from '../../src-main/workers/engine.ts';
import { openCoreHere } from './core-rig.ts';
import { filesWithTraces, PLANTED, tracesIn, writePlanted } from './planted.ts';
import { contentsOf, freshDir, importFiles } from './rig.ts';

vi.setConfig({ testTimeout: 240_000 });
const PASSPHRASE = 'a quiet well-lit workroom';
const OTHER = 'carried on a memory stick';

test('a backup tells nothing, and restored on another computer it is the same store, names and all', async () => {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'));
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await importFiles(engine, writePlanted(join(dir, 'in')));
  await expect(engine.call('backup.make', { passphrase: 'short' })).rejects.toMatchObject({
    code: 'passphrase-too-short',
  });
  const made = await engine.call('backup.make', { passphrase: OTHER, oneFile: true });
  expect(made.keysName).toBe(null);
  const bytes = readFileSync(join(made.folder, made.fileName));
  expect(bytes.length).toBe(made.sizeBytes);
  expect(tracesIn(bytes.toString('latin1'))).toEqual([]);
  expect(bytes.includes('SQLite format')).toBe(false);
  expect(readdirSync(join(dir, 'data')).filter((name) => name.includes('snapshot'))).toEqual([]);
  expect((await engine.call('backup.list', {})).files).toMatchObject([
    { name: made.fileName, sizeBytes: made.sizeBytes, oneFile: true, keysName: null },
  ]);
  const before = await contentsOf(engine);

  const stick = join(dir, 'stick.inglenook');
  writeFileSync(stick, bytes);
  const laptop = join(dir, 'laptop');
  const there = openCoreHere(laptop);
  const restore = { file: stick, passphrase: OTHER, name: 'Moved' };
  const failed = { code: 'backup-unreadable' };
  await expect(there.call('backup.restore', { ...restore, passphrase: PASSPHRASE })).rejects.toMatchObject(failed);
  for (const [what, broken] of [
    ['cut off', bytes.subarray(0, bytes.length - 1)],
    ['one bit', Buffer.from(bytes).fill((bytes[bytes.length - 40] ?? 0) ^ 1, bytes.length - 40, bytes.length - 39)],
    ['no backup', Buffer.from('PK\u0003\u0004 something else')],
  ] as const) {
    const file = join(dir, `${what}.inglenook`);
    writeFileSync(file, broken);
    await expect(there.call('backup.restore', { ...restore, file }), what).rejects.toMatchObject(failed);
  }
  expect(await there.call('workspaces.list', {})).toHaveLength(1);
  const { workspace, erasedAgain } = await there.call('backup.restore', restore);
  expect(erasedAgain).toBe(0);
  await there.close();
  const moved = openCoreHere(folderOf(laptop, workspace));
  expect(await contentsOf(moved)).toEqual(before);
  expect((await moved.call('audit.verify', {})).ok).toBe(true);
  await moved.call('vault.unlock', { passphrase: PASSPHRASE });
  const [found] = (await moved.call('rights.find', { value: PLANTED.email })).people;
  const { identifiers } = await moved.call('privacy.reveal', { person: found?.card.person ?? 0 });
  expect(identifiers.map(({ value }) => value)).toContain(PLANTED.email);
});

test('whoever was erased after the backup stays erased when it is restored', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = openCoreHere(data, { osKey: new Uint8Array(32).fill(7) });
  await importFiles(engine, writePlanted(join(dir, 'in')).slice(0, 1));
  const made = await engine.call('backup.make', { passphrase: OTHER });
  const [found] = (await engine.call('rights.find', { value: PLANTED.email })).people;
  await engine.call('rights.erase', { person: found?.card.person ?? 0, mode: 'erase' });
  const { workspace, erasedAgain, gone } = await engine.call('backup.restore', {
    file: `backup:${made.fileName}`,
    passphrase: OTHER,
    name: 'Before',
  });
  // Nothing that was theirs can be opened any more.
  expect({ erasedAgain, gone }).toEqual({ erasedAgain: 0, gone: 1 });
  expect(filesWithTraces(folderOf(data, workspace))).toEqual([]);
});

/** Everyone whom any of the planted values leads to. */
async function foundBy(engine: Engine): Promise<number[]> {
  const people = new Set<number>();
  for (const value of Object.values(PLANTED))
    for (const { card } of (await engine.call('rights.find', { value })).people) people.add(card.person);
  return [...people];
}

async function eraseAll(engine: Engine, mode: 'erase' | 'anonymise'): Promise<number> {
  const people = await foundBy(engine);
  for (const person of people)
    await engine.call('rights.erase', { person, mode, alsoKnownAs: [...Object.values(PLANTED), 'quenby_l'] });
  return people.length;
}

/** Copies a backup, and its file of keys where it has one, to a place outside. */
function takeAway(
  { folder, fileName, keysName }: { folder: string; fileName: string; keysName: string | null },
  to: string,
) {
  const stick = join(to, 'stick.inglenook');
  renameSync(join(folder, fileName), stick);
  if (keysName) copyFileSync(join(folder, keysName), `${stick}-keys`);
  return stick;
}

test.each([
  ['erase', true],
  ['anonymise', true],
  ['erase', false],
  ['anonymise', false],
] as const)(
  'restored from another workspace, too, a backup brings back no byte of whoever was erased since (%s, one file %s), nor do imports into it',
  async (mode, oneFile) => {
    const dir = freshDir();
    const data = join(dir, 'data');
    const engine = openCoreHere(data, { osKey: new Uint8Array(32).fill(7) });
    const files = writePlanted(join(dir, 'in'));
    await importFiles(engine, files);
    const made = await engine.call('backup.make', { passphrase: OTHER, oneFile });
    const stick = takeAway(made, dir);
    const people = await eraseAll(engine, mode);
    expect(people).toBeGreaterThan(0);
    const after = await contentsOf(engine);
    expect(filesWithTraces(data)).toEqual([]);
    const list = readFileSync(join(data, 'erased.json'), 'utf8');
    expect(Object.values((JSON.parse(list) as { marks: object }).marks)).toContain(mode === 'erase' ? 'drop' : 'keep');

    const other = await engine.call('workspaces.create', { name: 'Client A', kind: 'own' });
    await engine.call('workspaces.open', { workspace: other.workspace });
    const { workspace, erasedAgain, gone } = await engine.call('backup.restore', {
      file: stick,
      passphrase: OTHER,
      name: 'Before',
      ...(made.keysName ? { keysFile: join(made.folder, made.keysName) } : {}),
    });
    expect({ erasedAgain, gone }).toEqual(
      oneFile ? { erasedAgain: people, gone: 0 } : { erasedAgain: 0, gone: people },
    );
    expect(filesWithTraces(data)).toEqual([]);
    await engine.call('workspaces.open', { workspace });
    expect(await foundBy(engine)).toEqual([]);
    const { events, orders, messages } = await contentsOf(engine);
    expect({ events, orders, messages }).toEqual({
      events: after.events,
      orders: after.orders,
      // Whole messages are under the key of who wrote them; anonymised here they left their figures, which an import brings again.
      messages: mode === 'anonymise' && !oneFile ? after.messages - 2 : after.messages,
    });
    expect(await engine.call('store.check', {})).toEqual({ ok: true, problems: 0 });
    expect((await engine.call('audit.verify', {})).ok).toBe(true);
    await importFiles(engine, files);
    expect(await foundBy(engine)).toEqual([]);
  },
);

test('where names are locked, restoring asks for the passphrase of that time rather than leave names in texts', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const engine = openCoreHere(data);
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await importFiles(engine, writePlanted(join(dir, 'in')));
  const made = await engine.call('backup.make', { passphrase: OTHER });
  await eraseAll(engine, 'erase');
  const restore = { file: `backup:${made.fileName}`, passphrase: OTHER, name: 'Before' };
  // Unlocked, its own keys do.
  const first = await engine.call('backup.restore', restore);
  expect(filesWithTraces(folderOf(data, first.workspace))).toEqual([]);
  await engine.call('vault.lock', {});
  const workspaces = (await engine.call('workspaces.list', {})).length;
  await expect(engine.call('backup.restore', restore)).rejects.toMatchObject({ code: 'restore-needs-passphrase' });
  await expect(engine.call('backup.restore', { ...restore, unlock: OTHER })).rejects.toMatchObject({
    code: 'wrong-passphrase',
  });
  expect(await engine.call('workspaces.list', {})).toHaveLength(workspaces);
  expect(filesWithTraces(data)).toEqual([]);
  const { workspace, gone } = await engine.call('backup.restore', { ...restore, unlock: PASSPHRASE });
  expect(gone).toBeGreaterThan(0);
  expect(filesWithTraces(folderOf(data, workspace))).toEqual([]);
});

/** Everything in a folder, by path. */
const treeOf = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => !/inglenook\.db-(wal|shm)$/.test(name));

test.each([true, false])(
  'a backup and a restoring tell how far they are, and stopped at any point they leave nothing (one file %s)',
  async (oneFile) => {
    const dir = freshDir();
    const data = join(dir, 'data');
    let stopAt = Number.POSITIVE_INFINITY;
    let steps = 0;
    const shares: number[] = [];
    const engine = openCoreHere(data, {
      osKey: new Uint8Array(32).fill(7),
      onBackupStep: async ({ share }) => {
        shares.push(share);
        if (++steps !== stopAt) return;
        const job = (await engine.call('jobs.list', {})).find(({ state }) => state === 'running');
        // A second one has to wait for its turn to be asked for.
        await expect(engine.call('backup.make', { passphrase: OTHER })).rejects.toMatchObject({ code: 'busy' });
        expect(await engine.call('jobs.cancel', { job: job?.id ?? 0 })).toEqual({ cancelled: true });
      },
    });
    await importFiles(engine, writePlanted(join(dir, 'in')).slice(0, 1));
    const make = () => engine.call('backup.make', { passphrase: OTHER, oneFile });
    const made = await make();
    const restore = { file: `backup:${made.fileName}`, passphrase: OTHER, name: 'Beside' };
    const before = treeOf(data);
    for (const work of [make, () => engine.call('backup.restore', restore)]) {
      [stopAt, steps, shares.length] = [Number.POSITIVE_INFINITY, 0, 0];
      await work();
      const all = steps;
      expect(shares.length).toBeGreaterThan(2);
      expect(shares).toEqual(shares.toSorted((a, b) => a - b));
      expect(shares.at(-1)).toBe(1);
      const after = treeOf(data);
      expect(after.length).toBeGreaterThan(before.length);
      for (const at of [1, Math.ceil(all / 2), all]) {
        [stopAt, steps] = [at, 0];
        await expect(work(), `at ${at} of ${all}`).rejects.toMatchObject({ code: 'cancelled' });
        expect(steps).toBe(at);
        expect(treeOf(data)).toEqual(after);
      }
    }
    const ended = (await engine.call('jobs.list', {})).filter(({ kind }) => kind === 'backup' || kind === 'restoring');
    expect(ended.map(({ state }) => state).filter((state) => state === 'cancelled')).toHaveLength(6);
    expect(ended.some(({ state }) => state === 'running' || state === 'waiting')).toBe(false);
  },
);

test('what a restoring or a backup left that was cut off is gone at the next start', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  await openCoreHere(data).close();
  const folder = folderOf(data, 'abcdef012345');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'restoring'), '');
  writeFileSync(join(folder, 'inglenook.db'), PLANTED.email);
  writeFileSync(join(data, 'inglenook.db.snapshot'), PLANTED.email);
  mkdirSync(join(data, 'backups'));
  writeFileSync(join(data, 'backups', 'inglenook-2026-01-01.inglenook.part'), PLANTED.email);
  expect(filesWithTraces(data)).not.toEqual([]);
  await openCoreHere(data).close();
  expect(filesWithTraces(data)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});
