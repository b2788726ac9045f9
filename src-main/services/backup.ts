import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Checked } from '../../shared/contract.ts';
import type { BackupFile } from '../../shared/contract/backup.ts';
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
import { wipePersonKeys, writePersonKeys } from '../privacy/person-keys.ts';
import { readKeyFile, writeKeyFile } from '../store/key-file.ts';
import { STORE_FILE, storeFile } from '../store/open.ts';
import { readFileOrNull } from '../store/replace-file.ts';
import { discard } from '../store/snapshot.ts';
import { isBusy } from '../store/tables/jobs.ts';
import { hasDropped } from '../store/tables/person-numbers.ts';
import { getWatchFolder } from '../store/tables/watch.ts';
import { addWorkspace, beginRestoring, deleteWorkspace, endRestoring, folderOf } from '../store/workspaces.ts';
import { type BackedKeys, keysForBackup, keysFromBackup } from './backed-keys.ts';
import { ringOfBackup } from './backup-file.ts';
import type { BackupRequest, BackupStep, RestoreRequest } from './backup-steps.ts';
import type { CommandContext } from './context.ts';
import { eraseAgain } from './erase-again.ts';
import { resolveFile } from './files.ts';
import type { Group } from './handlers.ts';
import type { JobHandle } from './jobs.ts';
import { readBehind } from './keys-behind.ts';
import {
  addKeysFile,
  backupFolder,
  KEYS_ENDING,
  type Ring,
  ringForBackup,
  ringIdOf,
  UNDER_WAY,
} from './person-ring.ts';

const ENDING = '.inglenook';
const ID_BYTES = 6;
/** Putting things in place comes after the thread's work. */
const ALL_BUT_DONE = 0.99;

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

function keysOf({ keys, options: { dataDir, storeKey } }: CommandContext): string {
  const keyFile = parseKeyFile(readKeyFile(dataDir));
  const secrets = keyFile.protection === 'os' ? keys.secretsFor('') : null;
  return keysForBackup({ keyFile, storeKey, secrets });
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

/** Runs the steps of a backup's thread as far as they go; answers the last one. */
async function follow({ options }: CommandContext, job: JobHandle, request: BackupRequest): Promise<BackupStep> {
  let last: BackupStep | null = null;
  for await (const step of options.spawnBackup(request)) {
    job.checkpoint();
    job.progress(0, ALL_BUT_DONE * step.share);
    last = step;
  }
  job.checkpoint();
  if (!last) throw new AppError('internal', { steps: 0 });
  return last;
}

function make(context: CommandContext, passphrase: string, oneFile: boolean) {
  checkPassphrase(passphrase);
  checkIdle(context);
  // At once: that names are locked is told before anything begins.
  const ring = oneFile ? null : ringForBackup(context);
  return context.jobs
    .run('backup', 'Making a backup', (job) => makeFiles(context, job, { passphrase, ring }))
    .finally(() => {
      if (ring) wipePersonKeys(ring.keys);
    });
}

async function makeFiles(
  context: CommandContext,
  job: JobHandle,
  { passphrase, ring }: { passphrase: string; ring: Ring | null },
) {
  const { options, audit } = context;
  const folder = backupFolder(options.dataDir);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileName = freshName(folder, options.now());
  const keysName = ring ? keysNameOf(fileName) : null;
  const path = join(folder, fileName);
  const part = path + UNDER_WAY;
  const put = () => renameSync(part, path);
  discard(part);
  try {
    const { made } = await follow(context, job, {
      work: 'make',
      store: storeFile(options.dataDir),
      storeKey: options.storeKey,
      copy: join(options.dataDir, `${STORE_FILE}.snapshot`),
      ring: ring && { id: ring.id, keys: writePersonKeys(ring.keys) },
      keysText: keysOf(context),
      passphrase,
      path: part,
    });
    if (keysName && made) addKeysFile(context, { name: keysName, ...made }, put);
    else put();
  } catch (error) {
    for (const file of [part, path]) discard(file);
    throw error;
  }
  const sizeBytes = statSync(path).size;
  audit('backup.made', { sizeBytes, oneFile: ring === null });
  return { fileName, keysName, folder, sizeBytes };
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

async function restore(context: CommandContext, order: RestoreOrder) {
  checkIdle(context);
  const path = backupPath(context, order.file);
  if (!existsSync(path) || !statSync(path).isFile()) throw new AppError('file-missing');
  const keysFile = await keysFor(context, path, order.keysFile);
  // Somebody else may have asked for something meanwhile.
  checkIdle(context);
  const keys = keysFile && { ...keysFile, passphrase: order.keysPassphrase ?? order.passphrase };
  return context.jobs.run('restoring', `Restoring ${order.name}`, (job) =>
    restoreBeside(context, job, { order, path, keys }),
  );
}

async function restoreBeside(
  context: CommandContext,
  job: JobHandle,
  { order, path, keys }: { order: RestoreOrder; path: string; keys: RestoreRequest['keys'] },
) {
  const { options, audit } = context;
  const { passphrase, name, unlock } = order;
  const id = Buffer.from(options.random(ID_BYTES)).toString('hex');
  const folder = folderOf(options.rootDir, id);
  beginRestoring(folder);
  try {
    const { opened } = await follow(context, job, {
      work: 'restore',
      path,
      passphrase,
      keys,
      store: storeFile(folder),
    });
    if (!opened) throw new AppError('internal', { opened: false });
    const { gone } = opened;
    const backed = keysFromBackup(opened.keysText);
    writeKeyFile(folder, keyFileHere(backed, options, passphrase));
    // Whoever was erased since the backup was made stays erased.
    const secrets = () => backed.secrets ?? secretsBy(backed.keyFile, passphrase, unlock);
    const isOurs = keys !== null && ringIdOf(context) === keys.ring;
    const erasedAgain = eraseAgain(context, { folder, storeKey: backed.storeKey, secrets, gone, isOurs });
    endRestoring(folder);
    addWorkspace(options.rootDir, { id, name, kind: context.settings().workspaceKind });
    const facts = { erasedAgain, gone: gone?.people.length ?? 0 };
    audit('backup.restored', facts);
    return { workspace: id, ...facts };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (existsSync(folder)) deleteWorkspace(options.rootDir, id);
    throw error instanceof AppError ? error : new AppError('backup-unreadable', {});
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
  'backup.list': async ({ db, options }) => {
    const folder = backupFolder(options.dataDir);
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ENDING)) : [];
    const files = await Promise.all(names.map((name) => aboutBackup(folder, name)));
    const behind = { names: readBehind(options.dataDir), waits: hasDropped(db) && names.length > 0 };
    return { folder, files: files.sort((a, b) => b.madeMs - a.madeMs), behind };
  },
  'backup.make': (context, { passphrase, oneFile }) => make(context, passphrase, oneFile),
  'backup.restore': (context, order) => restore(context, order),
};
