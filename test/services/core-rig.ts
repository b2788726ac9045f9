import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { contract, type EventName, isMethodName } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { type Core, createCore, type Reopening } from '../../src-main/core.ts';
import { parseSteps } from '../../src-main/core-parse.ts';
import { topicsHere } from '../../src-main/core-topics.ts';
import type { Engine } from '../../src-main/workers/engine.ts';

interface Options {
  osKey?: Uint8Array | null;
  now?: () => number;
  /** As in the loopback host: files are uploads in this folder, and no path is taken. */
  inboxDir?: string | null;
}

/**
 * The real core over a real store, in this thread: checks its input as the engine does, parses without a thread of its own.
 * For what does not depend on threads; on a busy machine it starts twenty times as fast.
 */
export function openCoreHere(dataDir: string, { osKey = null, now = Date.now, inboxDir = null }: Options = {}): Engine {
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
      spawnParser: parseSteps,
      spawnTopics: topicsHere,
      reopen: (how) => {
        wanted = how;
      },
      shared: { get: async () => null, put: () => {} },
    });
  let core = start();
  let closed = false;
  const engine: Engine = {
    async callUnchecked(name, input) {
      if (!isMethodName(name)) throw new AppError('unknown-method');
      const checked = contract[name].input.safeParse(input ?? {});
      if (!checked.success) throw new AppError('invalid-input');
      try {
        return await core.call(name, checked.data);
      } finally {
        if (wanted) {
          const how = wanted;
          wanted = null;
          workspace = how.workspace ?? workspace;
          await core.close();
          core = start(how);
        }
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
      if (!closed) await core.close();
      closed = true;
    },
  };
  onTestFinished(() => engine.close());
  return engine;
}
