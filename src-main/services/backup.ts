import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Checked } from '../../shared/contract.ts';
import type { BackupFile } from '../../shared/contract/backup.ts';
import { AppError } from '../../shared/errors.ts';
import {
  checkPassphrase,
  type FullKeys,
  type KeyFile,
  keepRecovery,
  newKdf,
  parseKeyFile,
  protectWithOsKey,
  protectWithPassphrase,
  unlockWithPassphrase,
  withDerived,
} from '../privacy/keys.ts';
import { wipePersonKeys } from '../privacy/person-keys.ts';
import { personSeal } from '../privacy/person-seal.ts';
import { readKeyFile, writeKeyFile } from '../store/key-file.ts';
import { STORE_FILE, storeFile } from '../store/open.ts';
import { readFileOrNull } from '../store/replace-file.ts';
import { writeSealedCopy } from '../store/sealed-copy.ts';
import { openSealedCopy } from '../store/sealed-open.ts';
import { discard, isStore, snapshot } from '../store/snapshot.ts';
import { isBusy } from '../store/tables/jobs.ts';
import { getWatchFolder } from '../store/tables/watch.ts';
import { addWorkspace, beginRestoring, deleteWorkspace, endRestoring, folderOf } from '../store/workspaces.ts';
import { readBackup, ringOfBackup, writeBackup } from './backup-file.ts';
import { type KeysBody, openKeysFile } from './backup-keys.ts';
import type { CommandContext } from './context.ts';
import { eraseAgain, type Gone } from './erase-again.ts';
import { resolveFile } from './files.ts';
import type { Group } from './handlers.ts';
import { addKeysFile, backupFolder, KEYS_ENDING, type Ring, ringForBackup, ringIdOf } from './person-ring.ts';

const ENDING = '.inglenook';
const ID_BYTES = 6;

/** What the file of keys of a backup is called: the same, but for the ending. */
const keysNameOf = (name: string): string => name.slice(0, -ENDING.length) + KEYS_ENDING;

/** A name that is not taken: by day, then with a number. */
function freshName(folder: string, nowMs: number): string {
  const day = new Date(nowMs).toISOString().slice(0, 10);
  for (let i = 1; ; i++) {
    const name = `inglenook-${day}${i === 1 ? '' : `-${i}`}${ENDING}`;
    if (!existsSync(join(folder, name)) && !existsSync(join(folder, keysNameOf(name)))) return name;
  }
}

/** What of the keys a backup holds beside the store; its own passphrase covers all of it. */
interface BackedKeys {
  keyFile: KeyFile;
  /** Key of an encrypted store, so that restoring can check it and erase again. */
  storeKey: Uint8Array | null;
  /** Where only the key store of the system opens the key file: without them a backup would open nowhere else. */
  secrets: FullKeys | null;
}

const toBase64 = (key: Uint8Array): string => Buffer.from(key).toString('base64');
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));

function keysForBackup({ keys, options: { dataDir, storeKey } }: CommandContext): string {
  const keyFile = readKeyFile(dataDir);
  const secrets = parseKeyFile(keyFile).protection === 'os' ? keys.secretsFor('') : null;
  if (!storeKey && !secrets) return JSON.stringify(keyFile);
  return JSON.stringify({
    keyFile,
    ...(storeKey ? { storeKey: toBase64(storeKey) } : {}),
    ...(secrets ? { secrets: { pepper: toBase64(secrets.pepper), dataKey: toBase64(secrets.dataKey) } } : {}),
  });
}

const base64Key = z.base64().max(1024);
const backedKeys = z.strictObject({
  keyFile: z.unknown(),
  storeKey: base64Key.optional(),
  secrets: z.strictObject({ pepper: base64Key, dataKey: base64Key }).optional(),
});

function keysFromBackup(text: string): BackedKeys {
  const given: unknown = JSON.parse(text);
  const more = backedKeys.safeParse(given);
  if (!more.success) return { keyFile: parseKeyFile(given), storeKey: null, secrets: null };
  const { keyFile, storeKey, secrets } = more.data;
  return {
    keyFile: parseKeyFile(keyFile),
    storeKey: storeKey === undefined ? null : fromBase64(storeKey),
    secrets: secrets ? { pepper: fromBase64(secrets.pepper), dataKey: fromBase64(secrets.dataKey) } : null,
  };
}

/** The key file for this computer: what the key store of another one opened, its own opens here – or else the passphrase of the backup. */
function keyFileHere(
  { keyFile, secrets }: BackedKeys,
  { osKey, random }: CommandContext['options'],
  passphrase: string,
): KeyFile {
  if (!secrets) return keyFile;
  const file = osKey ? protectWithOsKey(secrets, osKey, random) : protectWithPassphrase(secrets, passphrase, random);
  return keepRecovery(keyFile, file);
}

function checkIdle({ db }: CommandContext): void {
  if (isBusy(db)) throw new AppError('busy');
}

/** Lets others run. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Writes the copy that goes into a backup; its rows under the keys of a ring, where there is one. */
async function copyStore({ db, options }: CommandContext, copy: string, ring: Ring | null): Promise<number> {
  if (!ring) return snapshot(db, copy);
  const seal = personSeal(ring.keys, ring.id, options.random);
  try {
    const from = { store: storeFile(options.dataDir), key: options.storeKey };
    for (const _ of writeSealedCopy(copy, from, seal)) await breathe();
  } finally {
    seal.wipe();
  }
  return statSync(copy).size;
}

const making = new WeakSet<object>();

async function make(context: CommandContext, passphrase: string, oneFile: boolean) {
  checkPassphrase(passphrase);
  checkIdle(context);
  if (making.has(context.db)) throw new AppError('busy');
  making.add(context.db);
  try {
    return await makeFiles(context, passphrase, oneFile);
  } finally {
    making.delete(context.db);
  }
}

async function makeFiles(context: CommandContext, passphrase: string, oneFile: boolean) {
  const { options, audit } = context;
  const ring = oneFile ? null : ringForBackup(context);
  const folder = backupFolder(options.dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileName = freshName(folder, options.now());
  const path = join(folder, fileName);
  const keysName = oneFile ? null : keysNameOf(fileName);
  const copy = join(options.dataDir, `${STORE_FILE}.snapshot`);
  discard(copy);
  try {
    const storeBytes = await copyStore(context, copy, ring);
    const contents = { keys: keysForBackup(context), storePath: copy, storeBytes, ring: ring?.id ?? null };
    await writeBackup(path, contents, passphrase, options.random);
    if (keysName) writeKeysBeside(context, keysName, passphrase);
  } catch (error) {
    discard(path);
    throw error;
  } finally {
    discard(copy);
    if (ring) wipePersonKeys(ring.keys);
  }
  const sizeBytes = statSync(path).size;
  audit('backup.made', { sizeBytes, oneFile });
  return { fileName, keysName, folder, sizeBytes };
}

function writeKeysBeside(context: CommandContext, name: string, passphrase: string): void {
  const kdf = newKdf(context.options.random);
  withDerived(passphrase, kdf, (key) => addKeysFile(context, name, kdf, key));
}

/** A backup by its name in the folder of backups, or a file that the user chose. */
function backupPath({ db, options }: CommandContext, file: string): string {
  if (!/^backup:[\w.-]{1,100}$/.test(file)) return resolveFile({ ...options, watchFolder: getWatchFolder(db) }, file);
  const path = join(backupFolder(options.dataDir), file.slice('backup:'.length));
  if (!path.endsWith(ENDING) || !existsSync(path)) throw new AppError('file-missing');
  return path;
}

/** Secrets by the passphrase that the workspace had, which often is that of the backup. Throws `wrong-passphrase` for one that was given for it. */
function secretsBy(file: KeyFile, passphrase: string, unlock: string | undefined): FullKeys | null {
  if (file.protection !== 'passphrase') return null;
  try {
    return unlockWithPassphrase(file, unlock ?? passphrase);
  } catch (error) {
    if (unlock === undefined && error instanceof AppError && error.code === 'wrong-passphrase') return null;
    throw error;
  }
}

type RestoreOrder = Checked<'backup.restore'>;

/** The file of keys that a backup needs, named or beside it; null for one that needs none. */
async function keysFor(
  { options, db }: CommandContext,
  path: string,
  keysFile: string | undefined,
): Promise<{ ring: string; bytes: Uint8Array } | null> {
  const ring = await ringOfBackup(path);
  if (ring === null) return null;
  const inFolder = keysFile === undefined ? null : /^backup:([\w.-]{1,100})$/.exec(keysFile)?.[1];
  let file = path.endsWith(ENDING) ? keysNameOf(path) : '';
  if (inFolder) file = join(backupFolder(options.dataDir), inFolder);
  else if (keysFile !== undefined) file = resolveFile({ ...options, watchFolder: getWatchFolder(db) }, keysFile);
  const bytes = readFileOrNull(file);
  if (!bytes) throw new AppError('backup-keys-missing');
  return { ring, bytes };
}

/** Puts everything back that the keys still open; answers who is gone. */
async function openRows(
  { options }: CommandContext,
  file: string,
  storeKey: Uint8Array | null,
  { ring, keys, keep }: KeysBody & { ring: string },
): Promise<Gone> {
  const opener = personSeal(keys, ring, options.random);
  try {
    const steps = openSealedCopy(file, storeKey, opener);
    let step = steps.next();
    for (; !step.done; step = steps.next()) await breathe();
    const { gone, whole } = step.value;
    const kept = new Set(keep);
    return { whole, people: gone.map(({ person, number }) => ({ person, keep: kept.has(number) })) };
  } finally {
    opener.wipe();
  }
}

async function restore(context: CommandContext, order: RestoreOrder) {
  const { options, audit } = context;
  const { file, passphrase, name, unlock } = order;
  const path = backupPath(context, file);
  if (!existsSync(path) || !statSync(path).isFile()) throw new AppError('file-missing');
  const id = Buffer.from(options.random(ID_BYTES)).toString('hex');
  const folder = folderOf(options.rootDir, id);
  const keysFile = await keysFor(context, path, order.keysFile);
  let body: (KeysBody & { ring: string }) | null = null;
  beginRestoring(folder);
  try {
    const backed = keysFromBackup(await readBackup(path, passphrase, storeFile(folder)));
    const { storeKey } = backed;
    if (keysFile) {
      const { ring, bytes } = keysFile;
      body = { ring, ...openKeysFile(bytes, order.keysPassphrase ?? passphrase, ring) };
    }
    const gone = body ? await openRows(context, storeFile(folder), storeKey, body) : null;
    if (!isStore(storeFile(folder), storeKey)) throw new AppError('backup-unreadable', { store: true });
    writeKeyFile(folder, keyFileHere(backed, options, passphrase));
    // Whoever was erased since the backup was made stays erased.
    const secrets = () => backed.secrets ?? secretsBy(backed.keyFile, passphrase, unlock);
    const isOurs = body !== null && ringIdOf(context) === body.ring;
    const erasedAgain = eraseAgain(context, { folder, storeKey, secrets, gone, isOurs });
    endRestoring(folder);
    addWorkspace(options.rootDir, { id, name, kind: context.settings().workspaceKind });
    const facts = { erasedAgain, gone: gone?.people.length ?? 0 };
    audit('backup.restored', facts);
    return { workspace: id, ...facts };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (existsSync(folder)) deleteWorkspace(options.rootDir, id);
    throw error instanceof AppError ? error : new AppError('backup-unreadable', {});
  } finally {
    if (body) wipePersonKeys(body.keys);
  }
}

/** A backup's name, and what opens it. */
async function aboutBackup(folder: string, name: string): Promise<BackupFile> {
  const { size, mtimeMs } = statSync(join(folder, name));
  const ring = await ringOfBackup(join(folder, name)).catch(() => null);
  const keysName = keysNameOf(name);
  return {
    file: `backup:${name}`,
    name,
    sizeBytes: size,
    madeMs: Math.round(mtimeMs),
    oneFile: ring === null,
    keysName: ring !== null && existsSync(join(folder, keysName)) ? keysName : null,
  };
}

export const backup: Group<'backup'> = {
  'backup.list': async ({ options }) => {
    const folder = backupFolder(options.dataDir);
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ENDING)) : [];
    const files = await Promise.all(names.map((name) => aboutBackup(folder, name)));
    return { folder, files: files.sort((a, b) => b.madeMs - a.madeMs) };
  },
  'backup.make': (context, { passphrase, oneFile }) => make(context, passphrase, oneFile),
  'backup.restore': (context, order) => restore(context, order),
};
