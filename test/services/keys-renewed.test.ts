import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keySource } from '../../src-main/privacy/person-keys.ts';
import { ringOfBackup } from '../../src-main/services/backup-file.ts';
import { openKeysFile } from '../../src-main/services/backup-keys.ts';
import { noteBehind } from '../../src-main/services/keys-behind.ts';
import { startRenewing } from '../../src-main/services/person-ring.ts';
import { closeStore, openWriter } from '../../src-main/store/open.ts';
import { openCoreHere } from './core-rig.ts';
import { freshDir, importFiles } from './rig.ts';

vi.setConfig({ testTimeout: 120_000 });
const PASSPHRASE = 'a quiet well-lit workroom';
const BACKUP = 'carried on a memory stick';
const HOUR_MS = 3_600_000;
const ORDERS = `Name,Email,Financial Status,Paid at,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price
A-1,isolde@example.com,paid,2026-03-01 10:00:00 +0000,EUR,10.00,2026-03-01 10:00:00 +0000,1,Mug,10.00
A-2,ben@example.com,paid,2026-03-02 10:00:00 +0000,EUR,10.00,2026-03-02 10:00:00 +0000,1,Mug,10.00
`;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

/** Somebody is erased while the file of keys beside a backup cannot be written. */
async function leftBehind() {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'));
  await engine.call('vault.setPassphrase', { passphrase: PASSPHRASE });
  const orders = join(dir, 'orders_export.csv');
  writeFileSync(orders, ORDERS);
  await importFiles(engine, [orders]);
  const made = await engine.call('backup.make', { passphrase: BACKUP });
  const keysFile = join(made.folder, made.keysName ?? '');
  const ring = (await ringOfBackup(join(made.folder, made.fileName))) ?? '';
  const person = (await engine.call('rights.find', { value: 'isolde@example.com' })).people[0]?.card.person ?? 0;
  // Nothing can be put in the place of a folder.
  mkdirSync(`${keysFile}.next`);
  await engine.call('rights.erase', { person, mode: 'erase' });
  return {
    engine,
    behind: async () => (await engine.call('backup.list', {})).behind.names.length,
    /** Whether whoever has the file and its passphrase still reads the person from the backup. */
    opens: () => keySource(openKeysFile(readFileSync(keysFile), BACKUP, ring).keys).keyOf(person) !== null,
    free: () => rmSync(`${keysFile}.next`, { recursive: true }),
  };
}

test('a file of keys that could not be written is tried again every hour, by itself', async () => {
  const { engine, behind, opens, free } = await leftBehind();
  expect([await behind(), opens()]).toEqual([1, true]);
  vi.advanceTimersByTime(HOUR_MS);
  expect([await behind(), opens()]).toEqual([1, true]);
  free();
  vi.advanceTimersByTime(HOUR_MS - 1);
  expect([await behind(), opens()]).toEqual([1, true]);
  vi.advanceTimersByTime(1);
  expect([await behind(), opens()]).toEqual([0, false]);
  await engine.close();
});

test('while the workspace is locked its keys rest; unlocking tries at once', async () => {
  const { engine, opens, free, behind } = await leftBehind();
  await engine.call('vault.lock', {});
  free();
  vi.advanceTimersByTime(2 * HOUR_MS);
  expect(opens()).toBe(true);
  await engine.call('vault.unlock', { passphrase: PASSPHRASE });
  expect([await behind(), opens()]).toEqual([0, false]);
  await engine.close();
});

test('whoever has closed is not called any more', async () => {
  const { engine, opens, free } = await leftBehind();
  await engine.close();
  free();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(2 * HOUR_MS);
  expect(opens()).toBe(true);
});

test('nothing is tried while a change is under way, or nothing is behind, and a failure is told without a word of whose', () => {
  const dataDir = freshDir();
  mkdirSync(dataDir, { recursive: true });
  const db = openWriter(dataDir);
  let asked = 0;
  const keys = {
    isOpen: () => {
      asked++;
      throw new Error('isolde@example.com');
    },
  };
  const written = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const watch = startRenewing({ db, keys, options: { dataDir } } as unknown as Parameters<typeof startRenewing>[0]);
  vi.advanceTimersByTime(HOUR_MS);
  expect(asked).toBe(0);
  noteBehind(dataDir, ['a.inglenook-keys']);
  db.exec('BEGIN');
  vi.advanceTimersByTime(HOUR_MS);
  expect(asked).toBe(0);
  db.exec('COMMIT');
  vi.advanceTimersByTime(HOUR_MS);
  expect(asked).toBe(1);
  expect(written.mock.calls.map(([text]) => text)).toEqual([expect.stringMatching(/^keys not renewed: \w+\n$/)]);
  watch.stop();
  vi.advanceTimersByTime(HOUR_MS);
  expect(asked).toBe(1);
  written.mockRestore();
  closeStore(db);
});
