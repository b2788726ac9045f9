import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import {
  contract,
  type EventName,
  type Events,
  isMethodName,
  type MethodName,
  type Signal,
} from '../../shared/contract.ts';
import { AppError, fromWireError, toWireError } from '../../shared/errors.ts';
import type { Reopening } from '../core.ts';
import type { Engine, EngineOptions } from './engine.ts';
import type { CoreWorkerData, FromCore, ToCore } from './protocol.ts';
import { collectSoon } from './collect.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { OLD_HEAP } from './thread-heap.ts';
import { noteBoard, noteUnwanted } from './wanted.ts';

const READERS = 2;
/** What a page asks again and again, whether or not anybody sits before it. */
const BY_THE_CLOCK: ReadonlySet<MethodName> = new Set<MethodName>(['watch.list']);
/** Commands that may have the threads started again. */
const STARTS_ANEW: ReadonlySet<MethodName> = new Set<MethodName>([
  'workspaces.open',
  'vault.unlock',
  'vault.recover',
  'vault.lock',
]);
const TELL_USE_EVERY_MS = 10_000;

/** What is counted over all rows. Everything else is answered first: it takes a moment, and would wait for long. */
const isLong = (name: MethodName): boolean => name.startsWith('analyses.') && name !== 'analyses.list';

/** A call on its way to a thread. */
interface Asked {
  id: number;
  name: MethodName;
  input: unknown;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

interface Thread {
  worker: Worker;
  waiting: Map<number, Pick<Asked, 'resolve' | 'reject'>>;
  /** Columns that it waits for while another thread loads them. */
  loading: number;
  /** Calls that nobody waits for any more. */
  board: Int32Array;
  exited: Promise<void>;
}

/** Calls that keep a reader from another one: it has one at a time, and one more while that waits for columns. */
const busyWith = ({ waiting, loading }: Thread): number => waiting.size - (loading > 0 ? 1 : 0);

/** The worker beside this file: TypeScript when run from source, JavaScript when built. */
function workerUrl(): URL {
  const built = new URL('./core.worker.js', import.meta.url);
  return existsSync(built) ? built : new URL('./core.worker.ts', import.meta.url);
}

/** The job that could not be finished, with what was in its way. */
const failedJob = ({ job }: Reopening, error: unknown): Pick<Reopening, 'job'> =>
  job ? { job: { id: job.id, error: toWireError(error, 'pool').code } } : {};

/** Starts the writer, which opens and migrates the store, then the readers. Throws AppError when the store cannot be opened. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const pool = new Pool(options);
  await pool.start();
  return pool;
}

class Pool implements Engine {
  readonly #base: Omit<CoreWorkerData, 'role' | 'workspace' | 'storeKey' | 'board'>;
  readonly #readers: number;
  readonly #script: URL;
  #threads: Thread[] = [];
  /** Queries no reader was given yet, so that they can still be dropped. */
  readonly #queue: Asked[] = [];
  /** Readers that are being started, and the last of them. */
  #starting = 0;
  #more: Promise<void> = Promise.resolve();
  /** Workspace the threads are on; as asked for until the writer has opened it. */
  #workspace: string | undefined;
  /** Whether the open workspace was chosen in a window. */
  #remember = false;
  /** While the threads are started again: calls wait for it. */
  #opening: Promise<void> | null = null;
  /** Of an encrypted store that is open; readers are started with it. */
  #storeKey: Uint8Array | null = null;
  /** Whether the store waits for its passphrase: then there is only the writer. */
  #locked = false;
  #usedMs = Number.NEGATIVE_INFINITY;
  readonly #listeners = new Map<EventName, Set<(payload: never) => void>>();
  readonly #shelf: Shelf = createShelf();
  #nextId = 1;
  #closed = false;

  constructor(options: EngineOptions) {
    this.#base = {
      dataDir: options.dataDir,
      osKey: options.osKey ?? null,
      inboxDir: options.inboxDir ?? null,
      allowPaths: options.allowPaths,
    };
    this.#workspace = options.workspace;
    this.#readers = options.readers ?? READERS;
    this.#script = options.worker ?? workerUrl();
  }

  async start(reopening?: Reopening): Promise<void> {
    await this.#spawn('writer', reopening === undefined ? {} : { reopening });
    if (this.#readers > 0 && !this.#locked) await this.#spawn('reader');
  }

  /** Closes this store and starts anew as asked; when that cannot be, as it was before. */
  async #reopen(how: Reopening): Promise<void> {
    const { secrets, workspace } = how;
    const before = { workspace: this.#workspace, key: this.#storeKey };
    await this.#stop();
    this.#shelf.clear();
    this.#storeKey = null;
    try {
      if (workspace !== undefined) {
        this.#workspace = workspace;
        this.#remember = true;
      }
      await this.start(how);
    } catch (error) {
      await this.#stop();
      this.#workspace = before.workspace;
      this.#storeKey = before.key;
      await this.start(how.convert && secrets ? { secrets, ...failedJob(how, error) } : undefined);
      throw error;
    } finally {
      if (before.key !== this.#storeKey) before.key?.fill(0);
      secrets?.pepper.fill(0);
      secrets?.dataKey.fill(0);
    }
    this.#emit('workspace.changed', { workspace: this.#workspace ?? '' });
  }

  /** Starts a thread. A `late` one is given calls only once it has its store open. */
  #spawn(
    role: CoreWorkerData['role'],
    { late = false, reopening }: { late?: boolean; reopening?: Reopening } = {},
  ): Promise<void> {
    const board = noteBoard();
    const worker = new Worker(this.#script, {
      workerData: {
        ...this.#base,
        role,
        remember: this.#remember,
        storeKey: this.#storeKey,
        board,
        ...(reopening === undefined ? {} : { reopening }),
        ...(this.#workspace === undefined ? {} : { workspace: this.#workspace }),
      } satisfies CoreWorkerData,
      name: role,
      resourceLimits: { maxYoungGenerationSizeMb: 12, ...(role === 'writer' ? OLD_HEAP : {}) },
    });
    const thread: Thread = {
      worker,
      waiting: new Map(),
      loading: 0,
      board,
      exited: new Promise((resolve) => worker.once('exit', () => resolve())),
    };
    if (!late) this.#threads.push(thread);
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromCore) => {
        if (message.type === 'ready') {
          this.#workspace = message.workspace;
          if (role === 'writer') {
            this.#storeKey = message.store.key;
            this.#locked = message.store.locked;
          }
          if (late) this.#threads.push(thread);
          resolve();
          this.#handOut();
        } else if (message.type === 'failed') reject(fromWireError(message.error));
        else this.#receive(thread, message);
      });
      worker.on('error', () => {
        this.#abandon(thread);
        reject(new AppError('internal'));
      });
      worker.on('exit', () => {
        this.#abandon(thread);
        reject(new AppError('internal'));
      });
    });
  }

  #abandon(thread: Thread): void {
    for (const { reject } of thread.waiting.values()) reject(new AppError('internal'));
    thread.waiting.clear();
  }

  #receive(thread: Thread, message: FromCore): void {
    switch (message.type) {
      case 'reply': {
        const waiter = thread.waiting.get(message.id);
        thread.waiting.delete(message.id);
        if (message.reply.ok) waiter?.resolve(message.reply.value);
        else waiter?.reject(fromWireError(message.reply.error));
        this.#handOut();
        return;
      }
      case 'event':
        if (message.event === 'data.changed') this.#announce(message.payload as Events['data.changed']);
        this.#emit(message.event, message.payload);
        return;
      case 'reopen':
        this.#reopenSoon(message.how);
        return;
      case 'shared-get':
        this.#lend(thread, message);
        return;
      case 'shared-put':
        this.#shelf.put(message.key, message.value);
        return;
      default:
    }
  }

  /** Begins at once; the call that asked for it is answered before its thread ends. */
  #reopenSoon(how: Reopening): void {
    if (this.#opening || this.#closed) return;
    this.#opening = this.#reopen(how).finally(() => {
      this.#opening = null;
    });
    // Whoever asked for it waits for it, too; a workspace that locks itself was asked by nobody.
    this.#opening.catch(() => {});
  }

  #emit(event: EventName, payload: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) (listener as (payload: unknown) => void)(payload);
  }

  #announce({ revision, only }: Events['data.changed']): void {
    // Readers see by themselves that there are other messages; what is shared between them is not made of any.
    if (only) return;
    const hasShared = this.#shelf.clear();
    if (hasShared) collectSoon();
    for (const reader of this.#threads.slice(1)) this.#send(reader, { type: 'changed', revision, hasShared });
  }

  /** Gives a reader what another has loaded; while it waits for that it can work on something else. */
  #lend(thread: Thread, { key, id }: { key: string; id: number }): void {
    thread.loading++;
    this.#shelf.get(key, (value) => {
      thread.loading--;
      this.#send(thread, { type: 'shared', id, value });
    });
    if (thread.loading > 0) this.#handOut();
  }

  #send(thread: Thread, message: ToCore): void {
    thread.worker.postMessage(message);
  }

  async callUnchecked(name: string, input: unknown, signal?: Signal): Promise<unknown> {
    if (this.#closed) throw new AppError('cancelled');
    if (!isMethodName(name)) throw new AppError('unknown-method');
    const method = contract[name];
    const checked = method.input.safeParse(input ?? {});
    if (!checked.success)
      throw new AppError('invalid-input', {
        problems: checked.error.issues.length,
        field: String(checked.error.issues[0]?.path[0] ?? ''),
      });
    while (this.#opening) await this.#opening.catch(() => {});
    if (signal?.aborted) throw new AppError('cancelled');
    const answer = await this.#ask(name, method.kind, checked.data, signal);
    // What a command set off is part of it; a failure is its failure.
    if (STARTS_ANEW.has(name) && this.#opening) await this.#opening;
    return answer;
  }

  #ask(name: MethodName, kind: 'query' | 'command', input: unknown, signal?: Signal): Promise<unknown> {
    const [writer] = this.#threads;
    if (kind === 'query') this.#noteUse(name);
    if (!writer) return Promise.reject(new AppError('internal'));
    return new Promise((resolve, reject) => {
      const call: Asked = { id: this.#nextId++, name, input, resolve, reject };
      if (kind === 'command' || this.#locked) {
        this.#give(writer, call);
        return;
      }
      this.#enqueue(call);
      signal?.addEventListener('abort', () => this.#drop(call), { once: true });
      this.#handOut();
    });
  }

  #give({ waiting, worker }: Thread, { id, name, input, resolve, reject }: Asked): void {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ type: 'call', id, name, input } satisfies ToCore);
  }

  #enqueue(call: Asked): void {
    const firstLong = isLong(call.name) ? -1 : this.#queue.findIndex(({ name }) => isLong(name));
    this.#queue.splice(firstLong < 0 ? this.#queue.length : firstLong, 0, call);
  }

  /** Gives waiting queries to readers that have room for one; without readers to the writer. */
  #handOut(): void {
    while (this.#queue.length > 0) {
      const reader = this.#leastBusyReader();
      if (reader && busyWith(reader) > 0) return;
      const thread = reader ?? this.#threads[0];
      const call = thread && this.#queue.shift();
      if (!call) return;
      this.#give(thread, call);
    }
  }

  /** Nobody waits for this answer any more. A thread that is at it already finds a note that it may stop. */
  #drop(call: Asked): void {
    const place = this.#queue.indexOf(call);
    if (place >= 0) this.#queue.splice(place, 1);
    else for (const { waiting, board } of this.#threads) if (waiting.has(call.id)) noteUnwanted(board, call.id);
    call.reject(new AppError('cancelled'));
  }

  /** Fails whatever no thread was given yet. */
  #clearQueue(code: 'busy' | 'cancelled'): void {
    for (const { reject } of this.#queue.splice(0)) reject(new AppError(code));
  }

  /** The writer locks an encrypted workspace that nobody uses, and sees only what is asked of itself. */
  #noteUse(name: MethodName): void {
    const writer = this.#threads[0];
    if (!this.#storeKey || !writer || BY_THE_CLOCK.has(name)) return;
    const now = performance.now();
    if (now - this.#usedMs < TELL_USE_EVERY_MS) return;
    this.#usedMs = now;
    this.#send(writer, { type: 'used' });
  }

  /** The reader with the least to do. Another one is started once they all have something to do: each costs some 25 MB. */
  #leastBusyReader(): Thread | undefined {
    const readers = this.#threads.slice(1);
    const best = readers.reduce<Thread | undefined>(
      (found, next) => (found && busyWith(found) <= busyWith(next) ? found : next),
      undefined,
    );
    const isFull = readers.length + this.#starting >= this.#readers;
    if (best && best.waiting.size > 0 && !isFull && !this.#closed && !this.#opening) this.#addReader();
    return best;
  }

  #addReader(): void {
    this.#starting++;
    // One that cannot be started is no loss: the others answer.
    this.#more = this.#spawn('reader', { late: true })
      .catch(() => {})
      .finally(() => {
        this.#starting--;
      });
  }

  readonly call: Engine['call'] = (name, input, signal) => this.callUnchecked(name, input, signal) as never;

  readonly on: Engine['on'] = (event, listener) => {
    const set = this.#listeners.get(event) ?? new Set();
    set.add(listener as (payload: never) => void);
    this.#listeners.set(event, set);
    return () => set.delete(listener as (payload: never) => void);
  };

  /** Readers first, the writer last, so that it can checkpoint and clean up. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#opening?.catch(() => {});
    await this.#stop();
    this.#storeKey?.fill(0);
  }

  async #stop(): Promise<void> {
    // They were asked of the store that closes; whoever still wants to know asks again.
    this.#clearQueue(this.#closed ? 'cancelled' : 'busy');
    await this.#more;
    for (const thread of this.#threads.slice(1)) this.#send(thread, { type: 'close' });
    await Promise.all(this.#threads.slice(1).map((thread) => thread.exited));
    const writer = this.#threads[0];
    if (writer) {
      this.#send(writer, { type: 'close' });
      await writer.exited;
    }
    this.#threads = [];
  }
}
