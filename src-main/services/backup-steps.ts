import { AppError } from '../../shared/errors.ts';
import type { Random } from '../privacy/aead.ts';
import { type Kdf, newKdf, withDerived } from '../privacy/keys.ts';
import { readPersonKeys, wipePersonKeys } from '../privacy/person-keys.ts';
import { personSeal } from '../privacy/person-seal.ts';
import { storeError } from '../store/open.ts';
import { writeSealedCopy } from '../store/sealed-copy.ts';
import { openSealedCopy } from '../store/sealed-open.ts';
import { discard, isStore, wholeCopy } from '../store/snapshot.ts';
import { keysFromBackup } from './backed-keys.ts';
import { readBackup, writeBackup } from './backup-file.ts';
import { type KeysBody, openKeysFile } from './backup-keys.ts';

/** What the thread that writes a backup is told. */
export interface MakeRequest {
  work: 'make';
  store: string;
  storeKey: Uint8Array | null;
  /** Where the copy lies meanwhile. */
  copy: string;
  /** Keys that rows of people are put under, as `writePersonKeys` makes them; null for one file. */
  ring: { id: string; keys: Uint8Array } | null;
  /** The key file's text, and what else opens the copy. */
  keysText: string;
  passphrase: string;
  /** The backup. */
  path: string;
}

/** What the thread that opens a backup is told. */
export interface RestoreRequest {
  work: 'restore';
  path: string;
  passphrase: string;
  /** The file of keys, where it needs one. */
  keys: { ring: string; bytes: Uint8Array; passphrase: string } | null;
  /** Where the store is written. */
  store: string;
}

export type BackupRequest = MakeRequest | RestoreRequest;

/** A key drawn from the passphrase, and how; `key` as base64. */
export interface KeysKey {
  kdf: Kdf;
  key: string;
}

/** People whose keys are gone; `whole`: nothing that is made of all texts is missing. */
export interface Gone {
  whole: boolean;
  people: readonly { person: number; keep: boolean }[];
}

/** What a backup held beside its store. */
export interface Opened {
  keysText: string;
  /** Whose rows it no longer opened; null where it holds its keys itself. */
  gone: Gone | null;
}

/** How far it is: `share` 0 to 1 of all there is to do. */
export interface BackupStep {
  stage: 'copying' | 'writing' | 'reading' | 'opening' | 'checking';
  share: number;
  /** The last step of restoring. */
  opened?: Opened;
  /** The last step of making: what the file of keys will be written with; null for one file. */
  made?: KeysKey | null;
}

/** Shares of the time that things take; copying under keys is by far the longer part. */
const COPIED = { sealed: 0.85, plain: 0.5 };
const READ = 0.15;
const OPENED = 0.9;

/** Lets whoever wants it to stop say so. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function sealOf({ id, keys }: NonNullable<MakeRequest['ring']>, random: Random) {
  const tree = readPersonKeys(keys);
  if (!tree) throw new AppError('internal', { personKeys: true });
  const seal = personSeal(tree, id, random);
  return {
    ...seal,
    wipe: () => {
      seal.wipe();
      wipePersonKeys(tree);
      keys.fill(0);
    },
  };
}

function* copyShares({ copy, store, storeKey, ring }: MakeRequest, random: Random): Generator<number> {
  const from = { store, key: storeKey };
  if (!ring) {
    yield* wholeCopy(copy, from);
    return;
  }
  const seal = sealOf(ring, random);
  try {
    yield* writeSealedCopy(copy, from, seal);
  } finally {
    seal.wipe();
  }
}

function keysKey(passphrase: string, random: Random): KeysKey {
  const kdf = newKdf(random);
  return { kdf, key: withDerived(passphrase, kdf, (key) => Buffer.from(key).toString('base64')) };
}

async function* makeSteps(request: MakeRequest, random: Random): AsyncGenerator<BackupStep> {
  const { copy, path, ring } = request;
  const copied = ring ? COPIED.sealed : COPIED.plain;
  let done = false;
  discard(copy);
  try {
    for (const share of copyShares(request, random)) {
      yield { stage: 'copying', share: copied * share };
      await breathe();
    }
    const contents = { keys: request.keysText, storePath: copy, ring: ring?.id ?? null };
    for await (const share of writeBackup(path, contents, request.passphrase, random))
      yield { stage: 'writing', share: copied + (1 - copied) * share };
    const made = ring && keysKey(request.passphrase, random);
    // What follows is whoever asked for it to throw away.
    done = true;
    yield { stage: 'writing', share: 1, made };
  } finally {
    discard(copy);
    if (!done) discard(path);
  }
}

/** Puts everything back that the keys still open; answers who is gone. */
async function* openRows(
  { store }: RestoreRequest,
  storeKey: Uint8Array | null,
  { ring, keys, keep }: KeysBody & { ring: string },
  random: Random,
): AsyncGenerator<BackupStep, Gone> {
  const opener = personSeal(keys, ring, random);
  try {
    const steps = openSealedCopy(store, storeKey, opener);
    let step = steps.next();
    try {
      for (; !step.done; step = steps.next()) {
        yield { stage: 'opening', share: READ + (OPENED - READ) * step.value };
        await breathe();
      }
    } finally {
      // Left early, the file is let go of, so that it can be removed.
      if (!step.done) steps.return({ gone: [], whole: false });
    }
    const { gone, whole } = step.value;
    const kept = new Set(keep);
    return { whole, people: gone.map(({ person, number }) => ({ person, keep: kept.has(number) })) };
  } finally {
    opener.wipe();
    wipePersonKeys(keys);
  }
}

async function* readSteps({ path, passphrase, store }: RestoreRequest): AsyncGenerator<BackupStep, string> {
  const reading = readBackup(path, passphrase, store);
  try {
    for (;;) {
      const step = await reading.next();
      if (step.done) return step.value;
      yield { stage: 'reading', share: READ * step.value };
    }
  } finally {
    // Left early, the files are let go of, so that they can be removed.
    await reading.return('');
  }
}

async function* restoreSteps(request: RestoreRequest, random: Random): AsyncGenerator<BackupStep> {
  const { store, keys } = request;
  const keysText = yield* readSteps(request);
  const { storeKey } = keysFromBackup(keysText);
  const gone = keys
    ? yield* openRows(
        request,
        storeKey,
        { ring: keys.ring, ...openKeysFile(keys.bytes, keys.passphrase, keys.ring) },
        random,
      )
    : null;
  yield { stage: 'checking', share: OPENED };
  if (!isStore(store, storeKey)) throw new AppError('backup-unreadable', { store: true });
  yield { stage: 'checking', share: 1, opened: { keysText, gone } };
}

/** What went wrong, by code: bytes that are no store come from the file, not from this program. */
function unreadable(thrown: unknown): AppError {
  const error = storeError(thrown);
  if (!(error instanceof AppError) || error.code === 'store-damaged') return new AppError('backup-unreadable', {});
  return error;
}

/**
 * Writes a backup, or opens one into a new store. Leaving the loop early throws away what it wrote, but for the folder that it
 * restores into. Gives way after each step, so that whoever wants to stop it can.
 */
export async function* backupSteps(request: BackupRequest, random: Random): AsyncGenerator<BackupStep> {
  try {
    if (request.work === 'make') yield* makeSteps(request, random);
    else yield* restoreSteps(request, random);
  } catch (error) {
    throw request.work === 'make' ? storeError(error) : unreadable(error);
  }
}
