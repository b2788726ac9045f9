import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { AppError } from '../../shared/errors.ts';
import {
  checkPassphrase,
  type FullKeys,
  type KeyFile,
  keepRecovery,
  parseKeyFile,
  protectWithOsKey,
  protectWithPassphrase,
  unlockWithPassphrase,
} from '../privacy/keys.ts';
import { readKeyFile, writeKeyFile } from '../store/key-file.ts';
import { STORE_FILE, storeFile } from '../store/open.ts';
import { discard, isStore, snapshot } from '../store/snapshot.ts';
import { isBusy } from '../store/tables/jobs.ts';
import { getWatchFolder } from '../store/tables/watch.ts';
import { addWorkspace, beginRestoring, deleteWorkspace, endRestoring, folderOf } from '../store/workspaces.ts';
import { readBackup, writeBackup } from './backup-file.ts';
import type { CommandContext } from './context.ts';
import { eraseAgain } from './erase-again.ts';
import { resolveFile } from './files.ts';
import type { Group } from './handlers.ts';

/** Folder of the backups inside a workspace's data folder. */
const FOLDER = 'backups';
const ENDING = '.inglenook';
const ID_BYTES = 6;

const folderIn = (dataDir: string) => join(dataDir, FOLDER);

/** A name that is not taken: by day, then with a number. */
function freshName(folder: string, nowMs: number): string {
  const day = new Date(nowMs).toISOString().slice(0, 10);
  for (let i = 1; ; i++) {
    const name = `inglenook-${day}${i === 1 ? '' : `-${i}`}${ENDING}`;
    if (!existsSync(join(folder, name))) return name;
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

async function make(context: CommandContext, passphrase: string) {
  const { db, options, audit } = context;
  checkPassphrase(passphrase);
  checkIdle(context);
  const folder = folderIn(options.dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileName = freshName(folder, options.now());
  const path = join(folder, fileName);
  const copy = join(options.dataDir, `${STORE_FILE}.snapshot`);
  discard(copy);
  try {
    const storeBytes = snapshot(db, copy);
    await writeBackup(path, { keys: keysForBackup(context), storePath: copy, storeBytes }, passphrase, options.random);
  } catch (error) {
    discard(path);
    throw error;
  } finally {
    discard(copy);
  }
  const sizeBytes = statSync(path).size;
  audit('backup.made', { sizeBytes });
  return { fileName, folder, sizeBytes };
}

/** A backup by its name in the folder of backups, or a file that the user chose. */
function backupPath({ db, options }: CommandContext, file: string): string {
  if (!/^backup:[\w.-]{1,100}$/.test(file)) return resolveFile({ ...options, watchFolder: getWatchFolder(db) }, file);
  const path = join(folderIn(options.dataDir), file.slice('backup:'.length));
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

async function restore(
  context: CommandContext,
  { file, passphrase, name, unlock }: { file: string; passphrase: string; name: string; unlock?: string | undefined },
) {
  const { options, audit } = context;
  const path = backupPath(context, file);
  if (!existsSync(path) || !statSync(path).isFile()) throw new AppError('file-missing');
  const id = Buffer.from(options.random(ID_BYTES)).toString('hex');
  const folder = folderOf(options.rootDir, id);
  beginRestoring(folder);
  try {
    const backed = keysFromBackup(await readBackup(path, passphrase, storeFile(folder)));
    const { storeKey } = backed;
    if (!isStore(storeFile(folder), storeKey)) throw new AppError('backup-unreadable', { store: true });
    writeKeyFile(folder, keyFileHere(backed, options, passphrase));
    // Whoever was erased since the backup was made stays erased.
    const secrets = () => backed.secrets ?? secretsBy(backed.keyFile, passphrase, unlock);
    const erasedAgain = eraseAgain(context, { folder, storeKey, secrets });
    endRestoring(folder);
    addWorkspace(options.rootDir, { id, name, kind: context.settings().workspaceKind });
    audit('backup.restored', { erasedAgain });
    return { workspace: id, erasedAgain };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (existsSync(folder)) deleteWorkspace(options.rootDir, id);
    throw error instanceof AppError ? error : new AppError('backup-unreadable', {});
  }
}

export const backup: Group<'backup'> = {
  'backup.list': ({ options }) => {
    const folder = folderIn(options.dataDir);
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ENDING)) : [];
    return {
      folder,
      files: names
        .map((name) => ({ file: `backup:${name}`, name, ...about(join(folder, name)) }))
        .sort((a, b) => b.madeMs - a.madeMs),
    };
  },
  'backup.make': (context, { passphrase }) => make(context, passphrase),
  'backup.restore': (context, order) => restore(context, order),
};

function about(path: string): { sizeBytes: number; madeMs: number } {
  const { size, mtimeMs } = statSync(path);
  return { sizeBytes: size, madeMs: Math.round(mtimeMs) };
}
