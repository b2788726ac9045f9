import type { Certificate, ErasureCounts } from '../../shared/contract/rights.ts';
import { AppError } from '../../shared/errors.ts';
import { pseudonymOf } from '../../shared/ids.ts';
import { scrubAudit } from '../privacy/audit/scrub-audit.ts';
import { newSigningKey } from '../privacy/audit/sign.ts';
import { makeScrubber, type ScrubValue } from '../privacy/scrub.ts';
import { spellingMarks } from '../privacy/spellings.ts';
import { suppressionMark } from '../privacy/suppress.ts';
import { deleteStepBackups, emptyLog, listStepBackups } from '../store/backups.ts';
import { noteErased } from '../store/erased.ts';
import { countEventsOf } from '../store/events/of-person.ts';
import { reassignPeople } from '../store/events/reassign.ts';
import { removePeople } from '../store/events/remove.ts';
import type { WriteDb } from '../store/open.ts';
import { lastAudit } from '../store/tables/audit.ts';
import {
  countPersonRows,
  detachPersonRecords,
  dropSamples,
  removePerson,
  removePersonRecords,
  scrubTopics,
} from '../store/tables/erase.ts';
import { countTexts, scrubTexts } from '../store/tables/erase-texts.ts';
import { listExportsOf } from '../store/tables/export-people.ts';
import { isBusy } from '../store/tables/jobs.ts';
import { auditKey, rewriteAudits } from '../store/tables/kept-audits.ts';
import { hasPerson, listIdentifiers } from '../store/tables/people.ts';
import { keepFigures } from '../store/tables/person-numbers.ts';
import { addSuppressed, listSuppressed } from '../store/tables/suppressed.ts';
import { removeTopicModel } from '../store/tables/topic-models.ts';
import type { CommandContext } from './context.ts';
import { recipientsOf } from './handed-out.ts';
import { detachedKey } from './import-rows.ts';
import type { KeyRing } from './key-ring.ts';
import { forgetLayer } from './learn.ts';
import { dropNumbers } from './person-ring.ts';
import { startReading } from './reading.ts';
import { completeRequest } from './requests.ts';

type Mode = Certificate['mode'];

/** Shorter words would take ordinary ones along. */
const SHORTEST_WORD = 3;

/** What a spelling given by hand looks like. */
function spellingOf(value: string): ScrubValue {
  if (value.includes('@', 1)) return { kind: 'email', value };
  if (value.startsWith('@')) return { kind: 'handle', value };
  return { kind: /^[+\d][\d\s()./-]{5,}$/.test(value) ? 'phone' : 'name', value };
}

/** The store, and the keys that open what it holds of people. */
type Parts = Pick<CommandContext, 'db' | 'keys'>;

/** Clear values of a person: those in the vault, and further spellings given by hand. */
export function valuesOf({ db, keys }: Parts, person: number, alsoKnownAs: readonly string[]): ScrubValue[] {
  const known = listIdentifiers(db, person).flatMap(({ kind, hash, sealed }) =>
    sealed ? [{ kind, value: keys.reveal(hash, sealed) }] : [],
  );
  return [...known, ...alsoKnownAs.map((value) => spellingOf(value.trim()))];
}

/** Under what values are known again that were taken out of texts. */
export const spellingDigest =
  (keys: Pick<KeyRing, 'digest'>) =>
  (words: string): string =>
    keys.digest('spelling', words);

/** What stands of a person in the store, and in texts of others. */
export function previewErasure(context: CommandContext, person: number, alsoKnownAs: readonly string[]): ErasureCounts {
  const { db, keys, options } = context;
  if (!hasPerson(db, person)) throw new AppError('not-found');
  const counts = {
    ...countPersonRows(db, person),
    events: countEventsOf(db, person),
    backups: listStepBackups(options.dataDir).length,
  };
  if (!keys.isOpen()) return { ...counts, mentions: null };
  const scrub = makeScrubber(valuesOf(context, person, alsoKnownAs));
  return { ...counts, mentions: countTexts(db, scrub, person) };
}

function suppressAll(db: WriteDb, person: number, mode: Mode, atMs: number): number {
  const identifiers = listIdentifiers(db, person);
  for (const { hash, kind, scope } of identifiers)
    addSuppressed(db, {
      mark: suppressionMark(hash),
      kind,
      scope,
      suppression: mode === 'erase' ? 'drop' : 'keep',
      atMs,
    });
  return identifiers.length;
}

function takeOut({ db, keys }: Parts, person: number, mode: Mode): void {
  if (mode === 'erase') {
    removePeople(db, new Set([person]));
    removePersonRecords(db, person);
  } else {
    keepFigures(db, person);
    reassignPeople(db, new Set([person]), 0);
    detachPersonRecords(db, person, (scope, key) => detachedKey(keys, scope, key));
  }
  removePerson(db, person);
}

/** Takes values out of every text of the store; audits that hold any are signed anew. */
export function scrubEverywhere(db: WriteDb, scrub: (text: string) => string): void {
  scrubTexts(db, scrub);
  rewriteAudits(db, (signed) => scrubAudit(signed, scrub, () => auditKey(db, newSigningKey)));
}

/** Takes a person out of every table and text, and keeps them out of imports; answers under how many marks. In the caller's transaction. */
export function takeOutOfAll(
  parts: Parts,
  person: number,
  { mode, values, atMs }: { mode: Mode; values: readonly ScrubValue[]; atMs: number },
): number {
  const { db } = parts;
  const marks = suppressAll(db, person, mode, atMs);
  takeOut(parts, person, mode);
  scrubEverywhere(db, makeScrubber(values));
  dropSamples(db);
  // Words of both come from texts, also from those just removed; the reading that follows finds topics anew.
  scrubTopics(db, wordsOfThem(values));
  removeTopicModel(db);
  forgetLayer(db);
  return marks;
}

/** Whether a word, or what is left of it without its ending, is one of their values'. */
function wordsOfThem(values: readonly ScrubValue[]): (word: string) => boolean {
  const theirs = values
    .flatMap(
      ({ value }) =>
        value
          .normalize('NFC')
          .toLowerCase()
          .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [],
    )
    .filter((word) => word.length >= SHORTEST_WORD);
  return (word) => {
    const lower = word.toLowerCase();
    return theirs.some((one) => one === lower || (lower.length > SHORTEST_WORD && one.startsWith(lower)));
  };
}

export interface ErasureOrder {
  person: number;
  mode: Mode;
  /** Names and spellings to remove from texts besides those in the vault. */
  alsoKnownAs: readonly string[];
  request: number | undefined;
}

/**
 * Takes a person out of everything in one transaction: rows, events, identifiers, vault, consents, and what other texts say of
 * them; notes fingerprints that keep them out of later imports. Then no byte of theirs is left in the data folder: freed pages
 * are overwritten, the log is emptied, copies from before an update are deleted. Throws `busy` while a job runs and
 * `vault-locked` where the values to look for cannot be read.
 */
export function erasePerson(
  context: CommandContext,
  { person, mode, alsoKnownAs, request }: ErasureOrder,
): Certificate {
  const { db, keys, options, audit, touch } = context;
  keys.assertOpen();
  if (isBusy(context.db)) throw new AppError('busy');
  const removed = previewErasure(context, person, alsoKnownAs);
  const atMs = options.now();
  const values = valuesOf(context, person, alsoKnownAs);
  const tell = recipientsOf(listExportsOf(db, person));
  const suppressed = db.transaction(() => {
    const marks = takeOutOfAll(context, person, { mode, values, atMs });
    if (request !== undefined) completeRequest(context, request);
    const { backups, mentions, ...rows } = removed;
    audit(mode === 'erase' ? 'person.erased' : 'person.anonymised', {
      person,
      ...rows,
      mentions: mentions ?? 0,
      backups,
      suppressed: marks,
      ...(request === undefined ? {} : { request }),
    });
    return marks;
  })();
  const auditHash = Buffer.from(lastAudit(db)?.hash ?? []).toString('hex');
  // Outside the store, so that its backups, too, bring nobody back.
  const spellings = spellingMarks(
    values.map(({ value }) => value),
    spellingDigest(keys),
  );
  noteErased(options.rootDir, listSuppressed(db), spellings);
  touch();
  startReading(context, true);
  deleteStepBackups(options.dataDir);
  const keyFiles = dropNumbers(context);
  const pseudonym = pseudonymOf(person);
  return { keyFiles, pseudonym, atMs, mode, removed, suppressed, tell, logEmptied: emptyLog(db), auditHash };
}
