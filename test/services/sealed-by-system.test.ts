import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Engine } from '../../src-main/workers/engine.ts';
import { openCoreHere } from './core-rig.ts';
import { filesWithTraces, PLANTED, writePlanted } from './planted.ts';
import { contentsOf, finished, freshDir, importFiles, openEngine } from './rig.ts';

vi.setConfig({ testTimeout: 240_000 });
const PASSPHRASE = 'a quiet well-lit workroom';
const OTHER = 'carried on a memory stick';
const LOCKED = { code: 'workspace-locked' };

async function convert(engine: Engine, method: 'vault.seal' | 'vault.unseal', passphrase?: string): Promise<void> {
  const given = passphrase === undefined ? {} : { passphrase };
  expect(await finished(engine, () => engine.call(method, given))).toMatchObject({ state: 'done', error: null });
}

test('under the key store of the system alone all is encrypted, opens by itself, and elsewhere only by recovery key or backup', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  const osKey = new Uint8Array(32).fill(7);
  const engine = await openEngine(data, { osKey, readers: 2 });
  await importFiles(engine, writePlanted(join(dir, 'in')));
  const held = await contentsOf(engine);
  await convert(engine, 'vault.seal');
  const vault = { state: 'open', protection: 'os', sealed: true };
  expect((await engine.call('app.status', {})).vault).toEqual(vault);
  expect(filesWithTraces(data)).toEqual([]);
  await expect(engine.call('vault.lock', {})).rejects.toMatchObject({ code: 'vault-not-set' });
  const { recovery } = await engine.call('vault.makeRecovery', {});
  const made = await engine.call('backup.make', { passphrase: OTHER });
  await engine.close();
  expect(filesWithTraces(data)).toEqual([]);

  const again = openCoreHere(data, { osKey });
  expect((await again.call('app.status', {})).vault).toEqual(vault);
  expect(await contentsOf(again)).toEqual(held);
  await again.close();

  // On another computer: the file holds the keys, under its own passphrase, which opens the workspace from then on.
  const laptop = openCoreHere(join(dir, 'laptop'));
  const moved = await laptop.call('backup.restore', {
    file: join(made.folder, made.fileName),
    passphrase: OTHER,
    name: 'Moved',
  });
  await laptop.call('workspaces.open', { workspace: moved.workspace });
  await expect(laptop.call('app.status', {})).rejects.toMatchObject(LOCKED);
  expect((await laptop.call('vault.about', {})).protection).toBe('passphrase');
  await laptop.call('vault.unlock', { passphrase: OTHER });
  expect(await contentsOf(laptop)).toEqual(held);
  const [found] = (await laptop.call('rights.find', { value: PLANTED.email })).people;
  const { identifiers } = await laptop.call('privacy.reveal', { person: found?.card.person ?? 0 });
  expect(identifiers.map(({ value }) => value)).toContain(PLANTED.email);
  expect(filesWithTraces(join(dir, 'laptop'))).toEqual([]);
  // Where there is a key store, that keeps the key again.
  const desk = openCoreHere(join(dir, 'desk'), { osKey: new Uint8Array(32).fill(9) });
  const there = await desk.call('backup.restore', {
    file: join(made.folder, made.fileName),
    passphrase: OTHER,
    name: 'Moved',
  });
  await desk.call('workspaces.open', { workspace: there.workspace });
  expect((await desk.call('app.status', {})).vault).toEqual(vault);
  expect(await contentsOf(desk)).toEqual(held);

  // With another key ring, or none, it stays shut until the recovery key is given.
  for (const lost of [new Uint8Array(32), null]) {
    const shut = openCoreHere(data, { osKey: lost });
    await expect(shut.call('app.status', {})).rejects.toMatchObject(LOCKED);
    expect((await shut.call('vault.about', {})).protection).toBe('os');
    await expect(shut.call('vault.unlock', { passphrase: PASSPHRASE })).rejects.toMatchObject({
      code: 'vault-not-set',
    });
    await shut.close();
  }
  const rescued = openCoreHere(data);
  expect(await rescued.call('vault.recover', { recovery, passphrase: PASSPHRASE })).toEqual({ state: 'open' });
  expect((await rescued.call('app.status', {})).vault).toEqual({ ...vault, protection: 'passphrase' });
  expect(await contentsOf(rescued)).toEqual(held);
  await convert(rescued, 'vault.unseal', PASSPHRASE);
  expect(await contentsOf(rescued)).toEqual(held);
});
