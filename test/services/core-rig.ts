import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { contract, type EventName, isMethodName } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { convertSteps } from '../../src-main/core-convert.ts';
import { backupSteps, type BackupStep } from '../../src-main/core-backup.ts';
import { type Core, createCore, type Reopening } from '../../src-main/core.ts';
import { parseSteps } from '../../src-main/core-parse.ts';
import { topicsHere } from '../../src-main/core-topics.ts';
import { readingHere } from '../../src-main/core-reading.ts';
import type { Engine } from '../../src-main/workers/engine.ts';

interface Options {
  osKey?: Uint8Array | null;
  now?: () => number;
  /** As in the loopback host: files are uploads in this folder, and no path is taken. */
  inboxDir?: string | null;
  /** Runs after each step of encrypting everything. */
  onConversionStep?: () => Promise<void>;
  /** Runs after each step of a backup or a restoring. */
  onBackupStep?: (step: BackupStep) => Promise<void>;
}

/**
 * The real core over a real store, in this thread: checks its input as the engine does, parses without a thread of its own.
 * For what does not depend on threads; on a busy machine it starts twenty times as fast.
 */
export function openCoreHere(
  dataDir: string,
  {
    osKey = null,
    now = Date.now,
    inboxDir = null,
    onConversionStep = async () => {},
    onBackupStep = async () => {},
  }: Options = {},
): Engine {
  const listeners = new Map<string, Set<(payload: never) => void>>();
  let wanted: Reopening | null = null;
  let workspace: string | undefined;
  const start = (reopening?: Reopening): Core =>
    createCore({
      role: 'writer',
      dataDir,
      osKey,
      storeKey: null,
      ...(reopening === undefined ? {} : { reopening }),
      ...(workspace === undefined ? {} : { workspace }),
      inboxDir,
      allowPaths: inboxDir === null,
      now,
      random: (size) => new Uint8Array(randomBytes(size)),
      emit: (event: EventName, payload: unknown) => {
        for (const listener of listeners.get(event) ?? []) listener(payload as never);
      },
      parser: { prepare: () => {}, parse: parseSteps, drop: () => {} },
      spawnTopics: topicsHere,
      collect: () => {},
      spawnReading: readingHere,
      spawnConverter: async function* (request) {
        for await (const step of convertSteps(request)) {
          await onConversionStep();
          yield step;
        }
      },
      spawnBackup: async function* (request) {
        for await (const step of backupSteps(request, (size) => new Uint8Array(randomBytes(size)))) {
          await onBackupStep(step);
          yield step;
        }
      },
      reopen: (how) => {
        wanted = how;
        // A job asks for it after the call that started it was answered.
        if (calls === 0) setImmediate(() => void reopened());
      },
      shared: { get: async () => null, put: () => {} },
    });
  let core = start();
  let closed = false;
  let calls = 0;
  let opening = Promise.resolve();
  const reopened = (): Promise<void> => {
    opening = opening.then(async () => {
      const how = wanted;
      if (!how || closed) return;
      wanted = null;
      workspace = how.workspace ?? workspace;
      await core.close();
      core = start(how);
    });
    return opening;
  };
  const engine: Engine = {
    async callUnchecked(name, input) {
      if (!isMethodName(name)) throw new AppError('unknown-method');
      const checked = contract[name].input.safeParse(input ?? {});
      if (!checked.success) throw new AppError('invalid-input');
      if (wanted) await reopened();
      await opening;
      calls++;
      try {
        return await core.call(name, checked.data);
      } finally {
        calls--;
        if (wanted) await reopened();
      }
    },
    call: (name, input) => engine.callUnchecked(name, input) as never,
    on: (event, listener) => {
      const set = listeners.get(event) ?? new Set();
      set.add(listener as (payload: never) => void);
      listeners.set(event, set);
      return () => set.delete(listener as (payload: never) => void);
    },
    async close() {
      await opening;
      if (!closed) await core.close();
      closed = true;
    },
  };
  onTestFinished(() => engine.close());
  return engine;
}
