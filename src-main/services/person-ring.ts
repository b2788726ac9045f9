import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { KeyFilesRenewed } from '../../shared/contract/backup.ts';
import { AppError } from '../../shared/errors.ts';
import {
  newPersonKeys,
  type PersonKeys,
  puncture,
  readPersonKeys,
  wipePersonKeys,
  writePersonKeys,
} from '../privacy/person-keys.ts';
import { readFileOrNull, replaceFile } from '../store/replace-file.ts';
import { storeError } from '../store/open.ts';
import { nextPersonId } from '../store/tables/people.ts';
import { forgetDropped, hasDropped, listDropped } from '../store/tables/person-numbers.ts';
import { kdfSchema, readKeysHead, writeKeysFile } from './backup-keys.ts';
import type { CommandContext } from './context.ts';
import { noteBehind, readBehind } from './keys-behind.ts';

/** What the keys of people lie in, beside the store: in no copy and no backup of it. */
const RING_FILE = 'person-keys.bin';
/** Folder of the backups inside a workspace's data folder. */
const FOLDER = 'backups';
export const KEYS_ENDING = '.inglenook-keys';
const ID_BYTES = 16;
/** What a file is called that is not whole yet. */
export const UNDER_WAY = '.part';
const ANYBODY = 2 ** 32 - 1;

export const backupFolder = (dataDir: string): string => join(dataDir, FOLDER);

/** A file of keys that was written with a backup, and what it can be written anew with. */
const fileSchema = z.strictObject({
  name: z.string(),
  kdf: kdfSchema,
  key: z.base64(),
  /** The last writing failed, or has not been yet. */
  stale: z.boolean(),
  /** Its backup is not in its place yet: where that never was, this is none. */
  begun: z.boolean().optional(),
});
type RingFile = z.infer<typeof fileSchema>;

const ringSchema = z.strictObject({
  ring: z.string(),
  keys: z.base64(),
  keep: z.array(z.number()),
  upTo: z.number(),
  files: z.array(fileSchema),
});

/** The keys of a workspace's people, as they are now. To be wiped after use. */
export interface Ring {
  id: string;
  keys: PersonKeys;
  /** Numbers that are gone, of whom the figures stay. */
  keep: number[];
  /** Nobody with a larger number is in any backup. */
  upTo: number;
  files: RingFile[];
}

/** The backup that a file of keys was written with. */
const backupOf = (name: string): string => `${name.slice(0, -KEYS_ENDING.length)}.inglenook`;

/** What a backup left that was cut off. */
export function sweepBackups(dataDir: string): void {
  const folder = backupFolder(dataDir);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((one) => one.endsWith(`.inglenook${UNDER_WAY}`)))
    rmSync(join(folder, name), { force: true });
}

type Parts = Pick<CommandContext, 'db' | 'keys' | 'options'>;

const ringPath = (dataDir: string): string => join(dataDir, RING_FILE);

/** The ring; null before the first backup. Throws `vault-locked` where it cannot be opened now. */
export function loadRing({ keys, options }: Parts): Ring | null {
  const sealed = readFileOrNull(ringPath(options.dataDir));
  if (!sealed) return null;
  const clear = keys.openRing(sealed);
  if (!clear) throw new AppError('store-damaged', { personKeys: true });
  try {
    const { ring, keys: tree, ...more } = ringSchema.parse(JSON.parse(Buffer.from(clear).toString('utf8')));
    const found = readPersonKeys(Buffer.from(tree, 'base64'));
    if (!found) throw new AppError('store-damaged', { personKeys: true });
    return { id: ring, keys: found, ...more };
  } finally {
    clear.fill(0);
  }
}

export function saveRing({ keys, options }: Parts, { id, keys: tree, ...more }: Ring): void {
  const bytes = writePersonKeys(tree);
  const text = JSON.stringify({ ring: id, keys: Buffer.from(bytes).toString('base64'), ...more });
  const clear = Buffer.from(text);
  try {
    replaceFile(ringPath(options.dataDir), keys.sealRing(clear));
  } finally {
    bytes.fill(0);
    clear.fill(0);
  }
}

/** The ring for a backup that is made now: everybody who is here may be in it. */
export function ringForBackup(parts: Parts): Ring {
  dropNumbers(parts);
  const { random } = parts.options;
  const ring = loadRing(parts) ?? {
    id: Buffer.from(random(ID_BYTES)).toString('hex'),
    keys: newPersonKeys(random),
    keep: [],
    upTo: 0,
    files: [],
  };
  // Until it is written, whoever is there at its beginning, which is a little later, may be in it.
  ring.upTo = ANYBODY;
  saveRing(parts, ring);
  return ring;
}

/**
 * Notes a file of keys that is to be written, has its backup put in its place, then writes it. Cut off before the backup is
 * there, it leaves nothing that counts; after that, the file is written at the next start. Throws `disk-full` where it cannot be
 * written now; the backup is to be thrown away then.
 */
export function addKeysFile(parts: Parts, file: Pick<RingFile, 'name' | 'kdf' | 'key'>, put: () => void): void {
  const ring = loadRing(parts);
  if (!ring) throw new AppError('internal', { ring: false });
  try {
    const added: RingFile = { ...file, stale: true, begun: true };
    ring.files.push(added);
    ring.upTo = nextPersonId(parts.db) - 1;
    saveRing(parts, ring);
    put();
    delete added.begun;
    renew(parts, ring);
    if (added.stale) ring.files = ring.files.filter((one) => one !== added);
    saveRing(parts, ring);
    if (added.stale) throw new AppError('disk-full');
  } finally {
    wipePersonKeys(ring.keys);
  }
}

function writeOne({ options }: Parts, { id, keys, keep }: Ring, file: RingFile, name: string): boolean {
  const key = Buffer.from(file.key, 'base64');
  try {
    const folder = backupFolder(options.dataDir);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const head = { kdf: file.kdf, ring: id, writtenMs: options.now() };
    replaceFile(join(folder, name), writeKeysFile(head, { keys, keep }, key, options.random));
    return true;
  } catch {
    return false;
  } finally {
    key.fill(0);
  }
}

/** Files of this ring's keys in the folder of backups, however they are called, with their passphrase's salt. */
function filesThere({ options }: Parts, ring: Ring): { name: string; salt: string }[] {
  const folder = backupFolder(options.dataDir);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(KEYS_ENDING))
    .flatMap((name) => {
      const head = readKeysHead(readFileSync(join(folder, name)));
      return head?.ring === ring.id ? [{ name, salt: head.kdf.salt }] : [];
    });
}

/** Writes every file of keys anew that the folder of backups holds, or once did; notes those that could not be. */
function renew(parts: Parts, ring: Ring): KeyFilesRenewed {
  const { dataDir } = parts.options;
  // Cut off before its backup was there.
  ring.files = ring.files.filter(
    ({ begun, name }) => !begun || existsSync(join(backupFolder(dataDir), backupOf(name))),
  );
  const found: KeyFilesRenewed = { renewed: [], away: [], failed: [] };
  const there = filesThere(parts, ring);
  for (const file of ring.files) {
    delete file.begun;
    const same = there.filter(({ salt }) => salt === file.kdf.salt).map(({ name }) => name);
    const names = same.length > 0 ? same : [file.name];
    const written = names.filter((name) => writeOne(parts, ring, file, name));
    // Taken to another place, and perhaps kept there: a new one lies where it was.
    (same.length > 0 || file.stale ? found.renewed : found.away).push(...written);
    found.failed.push(...names.filter((name) => !written.includes(name)));
    file.stale = written.length < names.length;
  }
  const known = new Set(ring.files.map(({ kdf }) => kdf.salt));
  found.failed.push(...there.filter(({ salt }) => !known.has(salt)).map(({ name }) => name));
  noteBehind(dataDir, found.failed);
  return found;
}

/** No file of keys had to be written. */
export const NONE_RENEWED: KeyFilesRenewed = { renewed: [], away: [], failed: [] };

/**
 * Takes the keys of whoever was removed out of the ring, and writes the files of keys anew, so that no backup opens them any
 * more. What was noted in the store stays noted until all of it is done. While the ring is locked nothing happens: it is done
 * at the next unlocking.
 */
export function dropNumbers(parts: Parts): KeyFilesRenewed {
  const { db, keys, options } = parts;
  if (!keys.isOpen()) return NONE_RENEWED;
  const dropped = listDropped(db);
  if (dropped.length === 0 && !existsSync(ringPath(options.dataDir))) return NONE_RENEWED;
  const ring = loadRing(parts);
  try {
    if (!ring) {
      forgetDropped(db, dropped);
      return NONE_RENEWED;
    }
    const gone = dropped.filter(({ number }) => number <= ring.upTo);
    if (gone.length === 0 && !ring.files.some(({ stale }) => stale) && readBehind(options.dataDir).length === 0) {
      forgetDropped(db, dropped);
      return NONE_RENEWED;
    }
    ring.keys = puncture(
      ring.keys,
      gone.map(({ number }) => number),
    );
    ring.keep = [...new Set([...ring.keep, ...gone.filter(({ keep }) => keep).map(({ number }) => number)])];
    saveRing(parts, ring);
    const renewed = renew(parts, ring);
    saveRing(parts, ring);
    forgetDropped(db, dropped);
    return renewed;
  } finally {
    if (ring) wipePersonKeys(ring.keys);
  }
}

/** Looked so often whether a file of keys that could not be written anew now can. */
const TRY_EVERY_MS = 60 * 60_000;

/** Tries again to write files of keys that failed, if there are any. Whatever goes wrong, whoever calls goes on. */
export function renewBehind(parts: Parts): void {
  if (parts.db.inTransaction || readBehind(parts.options.dataDir).length === 0) return;
  try {
    dropNumbers(parts);
  } catch (error) {
    process.stderr.write(`keys not renewed: ${storeError(error).name}\n`);
  }
}

/** Tries it every hour, as long as the program runs. */
export function startRenewing(parts: Parts): { stop(): void } {
  const timer = setInterval(() => renewBehind(parts), TRY_EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** After a command: whatever removed people, their keys go, too. */
export function dropNumbersIfAny(parts: Parts): void {
  if (!hasDropped(parts.db) || !parts.keys.isOpen() || parts.db.inTransaction) return;
  dropNumbers(parts);
}

/** Which ring a workspace's backups are under, without opening any key; null before the first, and while it is locked. */
export function ringIdOf(parts: Parts): string | null {
  if (!parts.keys.isOpen()) return null;
  const ring = loadRing(parts);
  if (ring) wipePersonKeys(ring.keys);
  return ring?.id ?? null;
}
