import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { contract, type EventName, isMethodName } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import { createCore } from '../../src-main/core.ts';
import { parseSteps } from '../../src-main/core-parse.ts';
import type { Engine } from '../../src-main/workers/engine.ts';

interface Options {
  osKey?: Uint8Array | null;
  now?: () => number;
}

/**
 * The real core over a real store, in this thread: checks its input as the engine does, parses without a thread of its own.
 * For what does not depend on threads; on a busy machine it starts twenty times as fast.
 */
export function openCoreHere(dataDir: string, { osKey = null, now = Date.now }: Options = {}): Engine {
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const core = createCore({
    role: 'writer',
    dataDir,
    osKey,
    inboxDir: null,
    allowPaths: true,
    now,
    random: (size) => new Uint8Array(randomBytes(size)),
    emit: (event: EventName, payload: unknown) => {
      for (const listener of listeners.get(event) ?? []) listener(payload as never);
    },
    spawnParser: parseSteps,
    shared: { get: async () => null, put: () => {} },
  });
  let closed = false;
  const engine: Engine = {
    async callUnchecked(name, input) {
      if (!isMethodName(name)) throw new AppError('unknown-method');
      const checked = contract[name].input.safeParse(input ?? {});
      if (!checked.success) throw new AppError('invalid-input');
      return core.call(name, checked.data);
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
