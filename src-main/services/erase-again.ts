import { AppError } from '../../shared/errors.ts';
import type { FullKeys } from '../privacy/keys.ts';
import { makeSpellingScrubber } from '../privacy/spellings.ts';
import { suppressionMark } from '../privacy/suppress.ts';
import { deleteStepBackups, emptyLog } from '../store/backups.ts';
import { readErased } from '../store/erased.ts';
import { closeStore, openWriter, type ReadDb, type WriteDb } from '../store/open.ts';
import { eraseGone } from '../store/tables/erase-gone.ts';
import { dropUnnamedTopics, rewriteMessages } from '../store/tables/erase.ts';
import { listIdentifiers, streamIdentifiers } from '../store/tables/people.ts';
import { addSuppressed, listSuppressed, type Suppression, suppressedRows } from '../store/tables/suppressed.ts';
import type { Gone } from './backup-steps.ts';
import type { CommandContext } from './context.ts';
import { scrubEverywhere, spellingDigest, takeOutOfAll, valuesOf } from './erasure.ts';
import { createKeyRing, type KeyRing } from './key-ring.ts';
import { createSuppressor } from './suppressor.ts';

/** A store that was just restored, before anybody can open it. */
interface Restored {
  folder: string;
  storeKey: Uint8Array | null;
  /** The secrets of its key file, where they can be had; asked for only when they are needed. */
  secrets(): FullKeys | null;
  /** Whose rows its backup no longer opened; null where it holds its keys itself. */
  gone: Gone | null;
  /** Whether it is a backup of the open workspace: then the same secrets open both. */
  isOurs: boolean;
}

const hexOf = (mark: Uint8Array): string => Buffer.from(mark).toString('hex');

/** Whoever was erased from any workspace here. */
const erasedHere = ({ db, options }: CommandContext): Map<string, Suppression> =>
  new Map([...listSuppressed(db), ...readErased(options.rootDir).marks]);

/** People of a store who were erased, each with the stricter of what was decided. A name counts only where it is all there is: others bear it, too. */
function peopleAmong(db: ReadDb, erased: ReadonlyMap<string, Suppression>): Map<number, Suppression> {
  const [people, byName] = [new Map<number, Suppression>(), new Map<number, Suppression>()];
  const knownOtherwise = new Set<number>();
  for (const { hash, person, kind } of streamIdentifiers(db)) {
    if (kind !== 'name') knownOtherwise.add(person);
    const suppression = erased.get(hexOf(suppressionMark(hash)));
    const found = kind === 'name' ? byName : people;
    if (suppression && found.get(person) !== 'drop') found.set(person, suppression);
  }
  return new Map([...[...byName].filter(([person]) => !knownOtherwise.has(person)), ...people]);
}

/** The keys that open what the store holds of these people: its own, or those of the open workspace where they are the same. */
function keysThatOpen(
  db: ReadDb,
  own: KeyRing,
  here: KeyRing,
  { people, isOurs }: { people: Iterable<number>; isOurs: boolean },
): KeyRing | null {
  if (own.isOpen()) return own;
  if (!here.isOpen()) return null;
  if (isOurs) return here;
  for (const person of people)
    for (const { hash, sealed } of listIdentifiers(db, person))
      if (sealed)
        try {
          here.reveal(hash, sealed);
          return here;
        } catch {
          return null;
        }
  return null;
}

function takeOutAll(
  db: WriteDb,
  keys: KeyRing,
  { people, spellings }: { people: ReadonlyMap<number, Suppression>; spellings: ReadonlyMap<string, number> },
  atMs: number,
): void {
  for (const [person, suppression] of people)
    takeOutOfAll({ db, keys }, person, {
      mode: suppression === 'drop' ? 'erase' : 'anonymise',
      values: valuesOf({ db, keys }, person, []),
      atMs,
    });
  // What nobody could keep: values that were given by hand when somebody was erased, and those of people not in this store.
  dropUnnamedTopics(db);
  scrubEverywhere(db, makeSpellingScrubber(spellings, spellingDigest(keys)));
  const suppressor = createSuppressor(db);
  rewriteMessages(db, (text, network) => suppressor.clean(text, network, keys));
}

/** Takes whoever a backup no longer opens out of what is left of them: rows under a number. */
function dropGone(db: WriteDb, { people }: Gone): void {
  const gone = new Set(people.map(({ person }) => person));
  const kept = new Set(people.filter(({ keep }) => keep).map(({ person }) => person));
  db.transaction(() => eraseGone(db, gone, kept))();
}

/**
 * Erases from a restored store whoever was erased here since its backup was made, as they were erased then: rows, events, values
 * in the texts of others, and the list that keeps them out of imports. Answers how many. Throws `restore-needs-passphrase` where
 * their names can only be read, and so be found in texts, with the passphrase that the workspace had.
 */
export function eraseAgain(context: CommandContext, { folder, storeKey, secrets, gone, isOurs }: Restored): number {
  const { options } = context;
  const erased = erasedHere(context);
  const isGone = gone !== null && !(gone.whole && gone.people.length === 0);
  if (erased.size === 0 && !isGone) return 0;
  const db = openWriter(folder, storeKey);
  try {
    if (gone && isGone) dropGone(db, gone);
    const people = peopleAmong(db, erased);
    for (const row of suppressedRows(context.db)) addSuppressed(db, row);
    const { spellings } = readErased(options.rootDir);
    // What others wrote of whoever is gone is under their own keys.
    if (people.size === 0 && !(isGone && spellings.size > 0)) return 0;
    const own = createKeyRing({
      db,
      dataDir: folder,
      osKey: options.osKey,
      secrets: secrets(),
      random: options.random,
    });
    try {
      const keys = keysThatOpen(db, own, context.keys, { people: people.keys(), isOurs });
      if (!keys) throw new AppError('restore-needs-passphrase', { people: people.size });
      db.transaction(() => takeOutAll(db, keys, { people, spellings }, options.now()))();
    } finally {
      own.wipe();
    }
    return people.size;
  } finally {
    // Also of the copy from before an update, where the backup came from an older version.
    deleteStepBackups(folder);
    emptyLog(db);
    closeStore(db);
  }
}
