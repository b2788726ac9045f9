import { basename } from 'node:path';
import type { ImportChoices, Mapping } from '../../shared/contract/imports.ts';
import { AppError } from '../../shared/errors.ts';
import { type BasisByPurpose, type BasisDates, SAFE_BASIS } from '../../shared/model.ts';
import { UNSCORED } from '../analysis/base/sentiment.ts';
import { fingerprint, wholeFingerprint } from '../import/fingerprint.ts';
import { FORMATS } from '../import/formats/index.ts';
import { maskFileName } from '../privacy/redact.ts';
import { compact } from '../store/events/compact.ts';
import { removeRun as removeEvents } from '../store/events/remove.ts';
import { openEventWriter } from '../store/events/writer.ts';
import { makeRoom, storeError, type WriteDb } from '../store/open.ts';
import { run as execute } from '../store/sql.ts';
import { getCounter } from '../store/tables/counters.ts';
import { listOwnRules } from '../store/tables/own.ts';
import { removeSightings } from '../store/tables/people.ts';
import { removeNotedProperties } from '../store/tables/properties.ts';
import { removeRecords } from '../store/tables/records.ts';
import {
  createRun,
  finishRun,
  listSet,
  listUnfinished,
  type RunCounts,
  saveRejections,
  setRunState,
} from '../store/tables/runs.ts';
import { countsOf, findSameRun, noteReading, repeatRun, rowsToRemove } from '../store/tables/same-runs.ts';
import type { CommandContext } from './context.ts';
import { type EventCounts, EventIntake } from './import-events.ts';
import { OrderIntake } from './import-orders.ts';
import { KnownInTerms } from './known-in-terms.ts';
import { instantOf, type OtherRow, RowIntake } from './import-rows.ts';
import type { JobHandle } from './jobs.ts';
import { type MessageScore, unpackMessages } from './message-batch.ts';
import type { OrderBatch } from './order-batch.ts';
import { ownAddresses } from './own-sealed.ts';
import type { ParseProgress } from './parse.ts';
import { createSuppressor } from './suppressor.ts';

/** A file whose format is settled. */
export interface SettledSource {
  path: string;
  name: string;
  sizeBytes: number;
  format: string;
  mapping: Mapping | null;
  choices: ImportChoices | null;
  basis: BasisByPurpose | null;
  basisDates?: BasisDates;
  sample: boolean;
  /** Run of the first part, where this is a further part of the same export. */
  partOf?: number;
  /** Nothing else of the same job is parsed after it. */
  isLast?: boolean;
}

/** Groups of formats whose rows go into columns as they are read. */
const STREAMED_GROUPS = new Set(['web-log', 'social']);

/** Whether a format makes objects of its rows before they are put into columns. */
export const makesObjects = (format: string): boolean =>
  !STREAMED_GROUPS.has(FORMATS.find(({ id }) => id === format)?.group ?? '');

/** A table of messages that is larger than this has some thousands of them. */
const MANY_BYTES = 500_000;

/** Whether a file is going to bring so many messages that reading them while it is taken in is worth a thread. */
const hasManyMessages = ({ mapping, sizeBytes }: SettledSource): boolean =>
  (mapping?.type === 'message' || mapping?.type === 'review') && sizeBytes >= MANY_BYTES;

/** What a file's name says of that before its format is known: the parser's thread can load meanwhile. Null where it says nothing. */
export function seemsToMakeObjects(name: string): boolean | null {
  if (/\.(csv|tsv|xlsx?|jsonl|ndjson|parquet)(\.\w{2,3})?$/i.test(name)) return true;
  return /\.log\b|access_log/i.test(name) ? false : null;
}

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
const noCounts = (): RunCounts => ({
  kept: 0,
  updated: 0,
  duplicates: 0,
  rejected: 0,
  skipped: 0,
  suppressed: 0,
  fromMs: null,
  toMs: null,
});

/** Imports one file as one run: all of it, or – on cancel, failure or crash – nothing. */
export async function importFile(
  context: CommandContext,
  job: JobHandle,
  source: SettledSource,
): Promise<RunCounts & { run: number }> {
  const { db, options, audit } = context;
  context.keys.assertOpen();
  const startedMs = options.now();
  const runId = createRun(db, {
    fileName: maskFileName(basename(source.name)),
    sizeBytes: source.sizeBytes,
    format: source.format,
    mapping: source.mapping ? JSON.stringify(source.mapping) : null,
    choices: source.choices ? JSON.stringify(source.choices) : null,
    startedMs,
    sample: source.sample,
    basis: source.basis ?? SAFE_BASIS,
    ...(source.basisDates === undefined ? {} : { basisDates: source.basisDates }),
    ...(source.partOf === undefined ? {} : { partOf: source.partOf }),
  });
  job.setRun(runId);
  try {
    const print = await fingerprint(source.path);
    const readAs = readingOf(context, source);
    const same = await sameContent(db, source.path, print, readAs);
    const { counts, digest } = same
      ? { counts: repeatCounts(db, same.id), digest: same.wholeDigest }
      : await takeIn(context, job, source, runId);
    const whole = digest ?? (await wholeFingerprint(source.path));
    db.transaction(() => {
      if (same) repeatRun(db, runId, same.id);
      noteReading(db, runId, readAs, whole);
      finishRun(db, runId, 'ready', options.now(), counts, print);
      audit('import.finished', {
        run: runId,
        format: source.format,
        kept: counts.kept,
        updated: counts.updated,
        duplicates: counts.duplicates,
        rejected: counts.rejected,
        ...(counts.suppressed > 0 ? { suppressed: counts.suppressed } : {}),
      });
    })();
    compact(db);
    return { run: runId, ...counts };
  } catch (thrown) {
    const error = storeError(thrown);
    const code = error instanceof AppError ? error.code : 'internal';
    const state = code === 'cancelled' ? 'cancelled' : 'failed';
    if (code === 'disk-full') makeRoom(db);
    try {
      rollBack(db, runId);
      finishRun(db, runId, state, options.now(), noCounts(), null);
      audit(`import.${state}`, { run: runId, format: source.format });
    } catch (second) {
      // Not even room to take it back: the run stays open, and is taken back at the next start.
      if (code !== 'disk-full') throw storeError(second);
    }
    throw error;
  }
}

/** Raised when formats read the same file differently than before, so that importing it again brings what is new. */
const READER_VERSION = 2;

/** Everything that decides what a file becomes, as one text: with the same text the same file becomes the same rows. */
function readingOf({ db, settings }: CommandContext, { format, mapping, choices }: SettledSource): string {
  const zone = mapping?.zone ?? settings().zone;
  // With a vault, people already known get readable values too.
  const readable = getCounter(db, 'vault-open') === 1;
  // A log read before one's own addresses were known is read again, so that their visits can be left out.
  const own = listOwnRules(db).flatMap(({ id, kind }) => (kind === 'address' ? [id] : []));
  return JSON.stringify([READER_VERSION, format, zone, mapping, choices, readable, ...(own.length > 0 ? [own] : [])]);
}

/** The run that already brought all of this file; undefined when it must be read. */
async function sameContent(
  db: WriteDb,
  path: string,
  print: Uint8Array,
  readAs: string,
): Promise<{ id: number; wholeDigest: Uint8Array } | undefined> {
  const candidate = findSameRun(db, print, readAs);
  if (!candidate) return undefined;
  return Buffer.from(await wholeFingerprint(path)).equals(candidate.wholeDigest) ? candidate : undefined;
}

function repeatCounts(db: WriteDb, original: number): RunCounts {
  const was = countsOf(db, original);
  if (!was) return noCounts();
  const { kept, updated, duplicates, rejected, skipped, suppressed, from_ms: fromMs, to_ms: toMs } = was;
  return { kept: 0, updated: 0, duplicates: kept + updated + duplicates, rejected, skipped, suppressed, fromMs, toMs };
}

/**
 * More messages than nearly every business has in one file. To score one takes less than to store one, and is done beside it;
 * of larger files the rest is scored in the background.
 */
const SCORED_AT_ONCE = 5_000_000;

async function takeIn(
  context: CommandContext,
  job: JobHandle,
  source: SettledSource,
  runId: number,
): Promise<{ counts: RunCounts; digest: Uint8Array | null }> {
  const { db, keys, options } = context;
  const counts = noCounts();
  // An order is the same order whether its table came as text, a workbook or JSON.
  const scope = source.mapping ? source.mapping.scope || 'table-file' : source.format;
  const suppressor = createSuppressor(db, source.choices?.withoutPeople === true);
  const rows = new RowIntake({ db, run: runId, keys, suppressor, nowMs: options.now() });
  const orders = new OrderIntake({ db, run: runId, keys, scope, suppressor });
  const events = new EventIntake(db, runId, {
    writer: openEventWriter(db, runId),
    peopleOf: (people) => rows.peopleOf(people),
    suppressor,
    names: new KnownInTerms(db, keys, suppressor),
  });
  const zone = source.mapping?.zone ?? context.settings().zone;
  const request = {
    path: source.path,
    format: source.format,
    mapping: source.mapping,
    choices: source.choices,
    zone,
    pepper: keys.pepper(),
    ownAddresses: ownAddresses(db, keys),
    orderScope: scope,
    scoredAtMost: SCORED_AT_ONCE,
    makesObjects: makesObjects(source.format),
  };
  if (hasManyMessages(source)) context.early.prepare();
  let digest: Uint8Array | null = null;
  for await (const progress of options.parser.parse(request)) {
    job.checkpoint();
    digest = progress.wholeDigest;
    db.transaction(() => {
      takeStep(counts, progress, events, rows);
      if (progress.orders) takeOrders(counts, progress.orders, orders);
      saveRejections(db, runId, progress.step.rejections, counts.rejected);
    })();
    context.early.note(progress.messages?.rows ?? 0);
    counts.rejected += progress.step.rejections.length;
    counts.skipped += progress.step.skipped;
    const done = counts.kept + counts.updated + counts.duplicates + counts.rejected + counts.skipped;
    job.progress(done, progress.sizeBytes > 0 ? Math.min(1, progress.consumedBytes / progress.sizeBytes) : null);
    await breathe();
  }
  // What it holds is given back before the events are put in order, which takes memory of its own.
  if (source.isLast) options.parser.drop();
  const last = db.transaction(() => events.finish())();
  counts.kept += last.kept;
  counts.duplicates += last.duplicates;
  return { counts, digest };
}

function takeStep(
  counts: RunCounts,
  { step: { batch }, scores, messages, tracked, ...about }: ParseProgress,
  events: EventIntake,
  rows: RowIntake,
): void {
  if (batch?.type === 'events') {
    // The columns are given back once they are stored.
    for (let i = 0; i < batch.count; i++) widen(counts, batch.atMs[i] as number);
    addUp(counts, events.addBatch(batch, about));
    return;
  }
  if (messages) {
    const unpacked = unpackMessages(messages);
    takeRows(counts, unpacked.rows, unpacked.scores, rows);
    if (unpacked.scores.at(-1)?.version === UNSCORED) rows.noteUnscored();
  }
  // The parser hands events and orders on in columns.
  const others = (batch?.rows ?? []).filter((row): row is OtherRow => row.type !== 'event' && row.type !== 'order');
  if (batch && others.length < batch.rows.length) throw new AppError('internal');
  takeRows(counts, others, scores, rows);
  if (tracked) {
    for (const at of tracked.at) widen(counts, at);
    addUp(counts, events.addTracked(tracked));
  }
}

function takeRows(
  counts: RunCounts,
  taken: readonly OtherRow[],
  scores: readonly (MessageScore | null)[],
  rows: RowIntake,
): void {
  for (const row of taken) widen(counts, instantOf(row));
  for (const saved of rows.addAll(taken, scores)) {
    if (saved === 'kept') counts.kept++;
    else if (saved === 'updated') counts.updated++;
    else if (saved === 'nobody') counts.skipped++;
    else if (saved === 'suppressed') addUp(counts, { kept: 0, duplicates: 0, suppressed: 1 });
    else counts.duplicates++;
  }
}

function addUp(counts: RunCounts, { kept, duplicates, suppressed }: EventCounts): void {
  counts.kept += kept;
  counts.duplicates += duplicates;
  counts.skipped += suppressed;
  counts.suppressed += suppressed;
}

function takeOrders(counts: RunCounts, batch: OrderBatch, orders: OrderIntake): void {
  const { kept, updated, duplicate, suppressed } = orders.add(batch);
  addUp(counts, { kept, duplicates: duplicate, suppressed });
  counts.updated += updated;
  for (let i = 0; i < batch.rows; i++) widen(counts, batch.block.at[i] as number);
}

function widen(counts: RunCounts, at: number | null): void {
  if (at === null) return;
  if (counts.fromMs === null || at < counts.fromMs) counts.fromMs = at;
  if (counts.toMs === null || at > counts.toMs) counts.toMs = at;
}

/** Takes everything of a run out again, in one transaction: rows, people only it knew, what it could not read. */
export function rollBack(db: WriteDb, runId: number): void {
  db.transaction(() => {
    removeEvents(db, runId);
    removeRecords(db, runId);
    removeSightings(db, runId);
    removeRejections(db, runId);
  })();
}

function removeRejections(db: WriteDb, runId: number): void {
  execute(db, 'DELETE FROM rejections WHERE run_id = ?', runId);
  execute(db, 'DELETE FROM rejection_counts WHERE run_id = ?', runId);
}

/** Undo: exactly what the run brought goes, with the other parts of its export; what other imports brought too stays with them. */
export function undoImport(context: CommandContext, runId: number): void {
  context.db.transaction(() => {
    for (const part of listSet(context.db, runId)) undoRun(context, part);
  })();
}

function undoRun({ db, audit }: CommandContext, runId: number): void {
  db.transaction(() => {
    const original = rowsToRemove(db, runId);
    if (original !== null) rollBack(db, original);
    // What could not be read stays listed with each run that is left.
    if (original !== runId) {
      removeRejections(db, runId);
      removeNotedProperties(db, runId);
    }
    setRunState(db, runId, 'undone');
    audit('import.undone', { run: runId });
  })();
}

/** After a crash: runs that never finished are rolled back. */
export function recover(db: WriteDb): number {
  const unfinished = listUnfinished(db);
  for (const runId of unfinished) {
    rollBack(db, runId);
    setRunState(db, runId, 'failed');
  }
  return unfinished.length;
}
