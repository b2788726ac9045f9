import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { waitAfter, waitLeft } from '../../src-main/privacy/throttle.ts';
import { openCoreHere } from './core-rig.ts';
import { PLANTED, writePlanted } from './planted.ts';
import { freshDir, importFiles } from './rig.ts';

vi.setConfig({ testTimeout: 240_000 });
const PASSPHRASE = 'a quiet well-lit workroom';

test('the wait doubles after each wrong passphrase, up to a quarter of an hour', () => {
  expect([0, 3, 4, 5, 6, 12, 60].map(waitAfter)).toEqual([0, 0, 5000, 10_000, 20_000, 900_000, 900_000]);
  expect([waitLeft(4, 1000, 1000), waitLeft(4, 1000, 6000), waitLeft(4, 1000, -1e9)]).toEqual([5000, 0, 5000]);
});

test('wrong passphrases must wait, also after a restart; the right one ends it', async () => {
  const data = join(freshDir(), 'data');
  const clock = { now: 1_800_000_000_000 };
  const open = () => openCoreHere(data, { now: () => clock.now });
  let engine = open();
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await engine.call('vault.lock', {});
  const wrong = () => engine.call('vault.unlock', { passphrase: 'not this one at all' });
  for (let i = 0; i < 4; i++) await expect(wrong()).rejects.toMatchObject({ code: 'wrong-passphrase' });
  await expect(wrong()).rejects.toMatchObject({ code: 'too-many-attempts', facts: { waitSeconds: 5 } });
  await engine.close();
  engine = open();
  await expect(engine.call('vault.unlock', { passphrase: PASSPHRASE })).rejects.toMatchObject({
    code: 'too-many-attempts',
  });
  expect((await engine.call('vault.about', {})).waitSeconds).toBe(5);
  clock.now += 5000;
  expect(await engine.call('vault.unlock', { passphrase: PASSPHRASE })).toEqual({ state: 'open' });
  expect((await engine.call('vault.about', {})).waitSeconds).toBe(0);
});

test('names lock by themselves when they were not needed for a while', async () => {
  const clock = { now: 1_800_000_000_000 };
  const engine = openCoreHere(join(freshDir(), 'data'), { now: () => clock.now });
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await engine.call('vault.setAutoLock', { minutes: 5 });
  const state = async () => (await engine.call('app.status', {})).vault.state;
  clock.now += 4 * 60_000;
  expect(await state()).toBe('open');
  clock.now += 5 * 60_000;
  expect(await state()).toBe('locked');
  await expect(engine.call('rights.find', { value: 'x' })).rejects.toMatchObject({ code: 'vault-locked' });
  await engine.call('vault.unlock', { passphrase: PASSPHRASE });
  await engine.call('vault.setAutoLock', { minutes: 0 });
  clock.now += 1e9;
  expect(await state()).toBe('open');
});

test('a forgotten passphrase is replaced by the recovery key, however it is typed; a wrong one is refused', async () => {
  const dir = freshDir();
  const data = join(dir, 'data');
  let engine = openCoreHere(data);
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await importFiles(engine, writePlanted(join(dir, 'in')).slice(0, 1));
  const { recovery } = await engine.call('vault.makeRecovery', { passphrase: PASSPHRASE });
  expect(recovery).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){11}[0-9A-HJKMNP-TV-Z]$/);
  expect(readFileSync(join(data, 'keys.json'), 'utf8')).not.toContain(recovery.slice(0, 11));
  await engine.close();

  engine = openCoreHere(data);
  const next = 'another sentence to keep';
  await expect(
    engine.call('vault.recover', {
      recovery: recovery.replace(/^./, (c) => (c === '2' ? '3' : '2')),
      passphrase: next,
    }),
  ).rejects.toMatchObject({ code: 'wrong-recovery-key', facts: { mistyped: true } });
  await expect(engine.call('vault.recover', { recovery: 'abc', passphrase: next })).rejects.toMatchObject({
    code: 'wrong-recovery-key',
  });
  const typed = recovery.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  expect(await engine.call('vault.recover', { recovery: typed, passphrase: next })).toEqual({ state: 'open' });
  const [found] = (await engine.call('rights.find', { value: PLANTED.email })).people;
  const { identifiers } = await engine.call('privacy.reveal', { person: found?.card.person ?? 0 });
  expect(identifiers.map(({ value }) => value)).toContain(PLANTED.email);
  // It goes on working after the passphrase was changed.
  await engine.call('vault.setPassphrase', { passphrase: 'a third sentence to keep', current: next });
  await engine.call('vault.lock', {});
  expect(await engine.call('vault.recover', { recovery, passphrase: next })).toEqual({ state: 'open' });
});

test('a key file that was tampered with is told, not hidden', async () => {
  const data = join(freshDir(), 'data');
  const engine = openCoreHere(data);
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  await engine.close();
  const file = join(data, 'keys.json');
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, whole.replace('"n":131072', '"n":1024'));
  expect(() => openCoreHere(data)).toThrow(expect.objectContaining({ code: 'store-damaged' }));
  writeFileSync(file, whole.replace('"n":131072', '"n":262144'));
  const again = openCoreHere(data);
  await expect(again.call('vault.unlock', { passphrase: PASSPHRASE })).rejects.toMatchObject({
    code: 'wrong-passphrase',
  });
});
