import { mkdirSync } from 'node:fs';
import type { Job } from '../../shared/contract/app.ts';
import { contract, type MethodName } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { storeKeyOf } from '../privacy/store-key.ts';
import { finishConversion, sweep } from '../store/convert.ts';
import { noteErased } from '../store/erased.ts';
import { closeStore, openReader, openWriter, storeError, type WriteDb } from '../store/open.ts';
import { bumpRevision } from '../store/tables/counters.ts';
import { endJob } from '../store/tables/jobs.ts';
import { takeInAudits } from '../store/tables/kept-audits.ts';
import { askMachine, getSettings, hasSettings, saveSettings } from '../store/tables/settings.ts';
import { listSuppressed } from '../store/tables/suppressed.ts';
import { findWorkspace, folderOf, noteOpened, readWorkspaces, sweepRestores } from '../store/workspaces.ts';
import { analyses } from './analyses.ts';
import { app, jobs, settings, store } from './app.ts';
import { appendAudit, audit } from './audit-log.ts';
import { audiences } from './audiences.ts';
import { audits } from './audits.ts';
import { startAutoLock } from './auto-lock.ts';
import { backup } from './backup.ts';
import type { CommandContext, QueryContext } from './context.ts';
import { corrections } from './corrections.ts';
import { messages } from './explain-message.ts';
import { exportLog } from './exports.ts';
import { EarlyReading } from './early-reading.ts';
import { createGate } from './gate.ts';
import type { Handlers } from './handlers.ts';
import { recover } from './import-run.ts';
import { imports } from './imports.ts';
import { createJobRunner } from './jobs.ts';
import { createKeyRing } from './key-ring.ts';
import { goals, groups, notes, segments, views } from './kept.ts';
import { limits, startLimits } from './limits.ts';
import { listening } from './listening.ts';
import { callLocked, storeKeyFor } from './locked.ts';
import type { CoreOptions, CoreStart, Reopening } from './options.ts';
import { own } from './own.ts';
import { sealOwnRules } from './own-sealed.ts';
import { papers } from './papers.ts';
import { dropNumbers, dropNumbersIfAny, startRenewing, sweepBackups } from './person-ring.ts';
import { privacy } from './privacy.ts';
import { goOnReading } from './reading.ts';
import { reports } from './reports.ts';
import { startRescore } from './rescore.ts';
import { retention, startRetention } from './retention.ts';
import { rights } from './rights.ts';
import { sales } from './sales.ts';
import { createTableShelf } from './table-shelf.ts';
import { vault } from './vault.ts';
import { watch } from './watch.ts';
import { noteOwnName, workspaces } from './workspaces.ts';

export type { CoreStart };

/** Every method's handler: a missing one does not compile. */
const handlers = {
  ...app,
  ...settings,
  ...jobs,
  ...store,
  ...vault,
  ...backup,
  ...imports,
  ...analyses,
  ...messages,
  ...reports,
  ...privacy,
  ...limits,
  ...rights,
  ...retention,
  ...papers,
  ...exportLog,
  ...audiences,
  ...audit,
  ...audits,
  ...workspaces,
  ...watch,
  ...own,
  ...sales,
  ...listening,
  ...segments,
  ...views,
  ...groups,
  ...goals,
  ...notes,
  ...corrections,
} satisfies Handlers;

interface Services {
  /** Id of the open workspace. */
  workspace: string;
  /** Key of its store where that is encrypted, for the other threads; `locked` while nobody gave the passphrase. */
  store: { key: Uint8Array | null; locked: boolean };
  call(name: MethodName, input: unknown, isWanted?: () => boolean): Promise<unknown>;
  changed(revision: number): void;
  /** Somebody is at work in another thread. */
  used(): void;
  close(): Promise<void>;
}

/** Opens the store for the thread's role and wires the handlers to it. */
export function createServices(start: CoreStart): Services {
  const workspace = findWorkspace(start.dataDir, start.workspace);
  if (workspace === null) throw new AppError('not-found', { workspace: true });
  const options = { ...start, workspace, rootDir: start.dataDir, dataDir: folderOf(start.dataDir, workspace) };
  setImmediate(askMachine);
  return options.role === 'writer' ? createWriterOrLocked(options) : createReader(options);
}

type AnyHandler = (context: QueryContext, input: unknown) => unknown;
const handlerOf = (name: MethodName): AnyHandler => {
  const handler = Object.hasOwn(handlers, name) ? (handlers[name] as AnyHandler) : undefined;
  if (!handler) throw new AppError('unknown-method');
  return handler;
};

function createReader(options: CoreOptions): Services {
  const db = openReader(options.dataDir, options.storeKey);
  const tables = createTableShelf(db, options);
  const context: QueryContext = { db, options, tables, settings: () => getSettings(db), checkWanted: () => {} };
  return {
    workspace: options.workspace,
    store: { key: options.storeKey, locked: false },
    call: async (name, input, isWanted = () => true) => {
      const checkWanted = () => {
        if (!isWanted()) throw new AppError('cancelled');
      };
      checkWanted();
      return handlerOf(name)({ ...context, checkWanted }, input);
    },
    changed: () => tables.forget(),
    used: () => {},
    close: async () => closeStore(db),
  };
}

/** Stands where the writer will be once the passphrase is there: no store is open, and no key in memory. */
const createLocked = (options: CoreOptions): Services => ({
  workspace: options.workspace,
  store: { key: null, locked: true },
  call: async (name, input) => callLocked(options, name, input),
  changed: () => {},
  used: () => {},
  close: async () => {},
});

/** Finishes or clears up a conversion, then opens the store – or waits for its passphrase. */
function createWriterOrLocked(options: CoreOptions): Services {
  const { dataDir, reopening, remember } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (reopening?.convert && reopening.secrets) {
    const { to, stamp } = reopening.convert;
    finishConversion(dataDir, to, storeKeyOf(reopening.secrets.dataKey), stamp);
  }
  sweep(dataDir);
  sweepRestores(options.rootDir);
  sweepBackups(dataDir);
  const storeKey = storeKeyFor(options);
  if (storeKey !== undefined) return createWriter({ ...options, storeKey });
  if (remember) noteOpened(options.rootDir, options.workspace);
  return createLocked(options);
}

/** A workspace made with a name and a kind begins with them. */
function firstSettings(context: CommandContext): void {
  const { db, options } = context;
  if (hasSettings(db)) {
    noteOwnName(context);
    return;
  }
  const entry = readWorkspaces(options.rootDir).entries.find(({ id }) => id === options.workspace);
  if (entry) saveSettings(db, { ...context.settings(), workspaceName: entry.name, workspaceKind: entry.kind });
}

/** Takes back what an import left unfinished. Where that fails, the store must not stay locked. */
function recoverOrClose(db: WriteDb): number {
  try {
    return recover(db);
  } catch (error) {
    db.close();
    throw storeError(error);
  }
}

/** Notes with what the threads were started anew. */
function noteReopening(
  db: WriteDb,
  audited: CommandContext['audit'],
  tell: (job: Job) => void,
  { refused, noted, job }: Reopening = {},
): void {
  if (refused) audited('vault.refused', { failures: refused });
  if (noted) audited(noted);
  const ended = job ? endJob(db, job.id, job.error) : null;
  if (ended) tell(ended);
}

/** What an open store is begun with, and what goes on where it was left. */
function begin(context: CommandContext): void {
  firstSettings(context);
  sealOwnRules(context);
  startRescore(context);
  startRetention(context);
  goOnReading(context);
  dropNumbers(context);
}

/** Without a last word where a conversion goes on with the store: it may not have changed since. */
const closeWriter = (db: WriteDb): void => void (db.inTransaction ? db.close() : closeStore(db));

/** Marks the data as changed, and tells. */
const toucherOf =
  (db: WriteDb, emit: CoreOptions['emit']): CommandContext['touch'] =>
  (only) => {
    const revision = bumpRevision(db, only);
    emit('data.changed', { revision, ...(only ? { only } : {}) });
    return revision;
  };

function createWriter(options: CoreOptions): Services {
  const { dataDir, storeKey, osKey, reopening, random, now, emit } = options;
  const db = openWriter(dataDir, storeKey);
  // Only once it is open: a store that cannot be opened must not be what the next window begins with.
  if (options.remember) noteOpened(options.rootDir, options.workspace);
  const tables = createTableShelf(db, options);
  const keys = createKeyRing({ db, dataDir, osKey, secrets: reopening?.secrets ?? null, random });
  const audited: CommandContext['audit'] = (action, facts = {}) => appendAudit(db, now(), action, facts);
  const recovered = recoverOrClose(db);
  if (recovered > 0) audited('import.recovered', { runs: recovered });
  takeInAudits(db, dataDir);
  noteErased(options.rootDir, listSuppressed(db));
  const tell = (job: Job) => emit('jobs.progress', job);
  noteReopening(db, audited, tell, reopening);
  const context: CommandContext = {
    db,
    options,
    tables,
    keys,
    jobs: createJobRunner({ db, now, emit: tell }),
    gate: createGate(),
    early: new EarlyReading({ db, tables, options }),
    settings: () => getSettings(db),
    // A command is carried out, whoever waits for it.
    checkWanted: () => {},
    audit: audited,
    touch: toucherOf(db, emit),
  };
  begin(context);
  const autoLock = startAutoLock(context);
  const watches = [autoLock, startLimits(context), startRenewing(context)];
  return {
    workspace: options.workspace,
    store: { key: storeKey, locked: false },
    async call(name, input) {
      // What was not used for too long is locked before the call that would come too late.
      if (autoLock.look() && storeKey) throw new AppError('workspace-locked');
      autoLock.used();
      const leave = contract[name]?.kind === 'command' ? context.gate.enter(name) : () => {};
      try {
        const answer = await handlerOf(name)(context, input);
        dropNumbersIfAny(context);
        return answer;
      } catch (error) {
        throw storeError(error);
      } finally {
        leave();
      }
    },
    changed: () => tables.forget(),
    used: () => autoLock.used(),
    async close() {
      for (const one of watches) one.stop();
      await context.jobs.cancelAll();
      context.early.drop();
      keys.wipe();
      closeWriter(db);
    },
  };
}
