import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { AppError } from '../../shared/errors.ts';
import { checkPassphrase, type KeyFile, parseKeyFile } from '../privacy/keys.ts';
import { suppressionMark } from '../privacy/suppress.ts';
import { readKeyFile, writeKeyFile } from '../store/key-file.ts';
import { STORE_FILE, storeFile } from '../store/open.ts';
import { discard, eraseAgain, isStore, snapshot } from '../store/snapshot.ts';
import { isBusy } from '../store/tables/jobs.ts';
import { listSuppressed } from '../store/tables/suppressed.ts';
import { getWatchFolder } from '../store/tables/watch.ts';
import { addWorkspace, deleteWorkspace, folderOf } from '../store/workspaces.ts';
import { readBackup, writeBackup } from './backup-file.ts';
import type { CommandContext } from './context.ts';
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

/** The key file; with the key of an encrypted store, so that restoring can check it and erase again. The backup's passphrase covers both. */
const keysForBackup = (keyFile: unknown, storeKey: Uint8Array | null): unknown =>
  storeKey ? { keyFile, storeKey: Buffer.from(storeKey).toString('base64') } : keyFile;

const sealedKeys = z.strictObject({ keyFile: z.unknown(), storeKey: z.base64().max(1024) });

function keysFromBackup(text: string): { keyFile: KeyFile; storeKey: Uint8Array | null } {
  const given: unknown = JSON.parse(text);
  const sealed = sealedKeys.safeParse(given);
  if (!sealed.success) return { keyFile: parseKeyFile(given), storeKey: null };
  return {
    keyFile: parseKeyFile(sealed.data.keyFile),
    storeKey: Uint8Array.from(Buffer.from(sealed.data.storeKey, 'base64')),
  };
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
    const keys = JSON.stringify(keysForBackup(readKeyFile(options.dataDir), options.storeKey));
    await writeBackup(path, { keys, storePath: copy, storeBytes }, passphrase, options.random);
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

async function restore(
  context: CommandContext,
  { file, passphrase, name }: { file: string; passphrase: string; name: string },
) {
  const { db, options, audit } = context;
  const path = backupPath(context, file);
  if (!existsSync(path) || !statSync(path).isFile()) throw new AppError('file-missing');
  const id = Buffer.from(options.random(ID_BYTES)).toString('hex');
  const folder = folderOf(options.rootDir, id);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    const { keyFile, storeKey } = keysFromBackup(await readBackup(path, passphrase, storeFile(folder)));
    if (!isStore(storeFile(folder), storeKey)) throw new AppError('backup-unreadable', { store: true });
    writeKeyFile(folder, keyFile);
    // Whoever was erased since the backup was made stays erased.
    const erased = listSuppressed(db);
    const isErased = (hash: Uint8Array) => erased.has(Buffer.from(suppressionMark(hash)).toString('hex'));
    const erasedAgain = erased.size > 0 ? eraseAgain(folder, storeKey, isErased) : 0;
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
