import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { contract, type EventName, type Events, isMethodName, type MethodName } from '../../shared/contract.ts';
import { AppError, fromWireError } from '../../shared/errors.ts';
import type { Engine, EngineOptions } from './engine.ts';
import type { CoreWorkerData, FromCore, ToCore } from './protocol.ts';
import { createShelf, type Shelf } from './shelf.ts';

const READERS = 2;

interface Thread {
  worker: Worker;
  waiting: Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>;
  exited: Promise<void>;
}

/** The worker beside this file: TypeScript when run from source, JavaScript when built. */
function workerUrl(): URL {
  const built = new URL('./core.worker.js', import.meta.url);
  return existsSync(built) ? built : new URL('./core.worker.ts', import.meta.url);
}

/** Starts the writer, which opens and migrates the store, then the readers. Throws AppError when the store cannot be opened. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const pool = new Pool(options);
  await pool.start();
  return pool;
}

class Pool implements Engine {
  readonly #base: Omit<CoreWorkerData, 'role' | 'workspace'>;
  readonly #readers: number;
  readonly #script: URL;
  #threads: Thread[] = [];
  /** Readers that are being started, and the last of them. */
  #starting = 0;
  #more: Promise<void> = Promise.resolve();
  /** Workspace the threads are on; as asked for until the writer has opened it. */
  #workspace: string | undefined;
  /** Whether the open workspace was chosen in a window. */
  #remember = false;
  /** While another workspace is being opened: calls wait for it. */
  #opening: Promise<void> | null = null;
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

  async start(): Promise<void> {
    await this.#spawn('writer');
    if (this.#readers > 0) await this.#spawn('reader');
  }

  /** Closes this store and opens another workspace's; when that one cannot be opened, this one again. */
  async #reopen(workspace: string): Promise<void> {
    const before = this.#workspace;
    await this.#stop();
    this.#shelf.clear();
    try {
      this.#workspace = workspace;
      this.#remember = true;
      await this.start();
    } catch (error) {
      await this.#stop();
      this.#workspace = before;
      await this.start();
      throw error;
    }
    this.#emit('workspace.changed', { workspace });
  }

  /** Starts a thread. A `late` one is given calls only once it has its store open. */
  #spawn(role: CoreWorkerData['role'], late = false): Promise<void> {
    const worker = new Worker(this.#script, {
      workerData: {
        ...this.#base,
        role,
        remember: this.#remember,
        ...(this.#workspace === undefined ? {} : { workspace: this.#workspace }),
      } satisfies CoreWorkerData,
      name: role,
      resourceLimits: { maxYoungGenerationSizeMb: 12 },
    });
    const thread: Thread = {
      worker,
      waiting: new Map(),
      exited: new Promise((resolve) => worker.once('exit', () => resolve())),
    };
    if (!late) this.#threads.push(thread);
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromCore) => {
        if (message.type === 'ready') {
          this.#workspace = message.workspace;
          if (late) this.#threads.push(thread);
          resolve();
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
        return;
      }
      case 'event':
        if (message.event === 'data.changed') this.#announce((message.payload as Events['data.changed']).revision);
        this.#emit(message.event, message.payload);
        return;
      case 'shared-get':
        this.#shelf.get(message.key, (value) => this.#send(thread, { type: 'shared', id: message.id, value }));
        return;
      case 'shared-put':
        this.#shelf.put(message.key, message.value);
        return;
      default:
    }
  }

  #emit(event: EventName, payload: unknown): void {
    for (const listener of this.#listeners.get(event) ?? []) (listener as (payload: unknown) => void)(payload);
  }

  #announce(revision: number): void {
    this.#shelf.clear();
    for (const reader of this.#threads.slice(1)) this.#send(reader, { type: 'changed', revision });
  }

  #send(thread: Thread, message: ToCore): void {
    thread.worker.postMessage(message);
  }

  async callUnchecked(name: string, input: unknown): Promise<unknown> {
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
    const answer = await this.#ask(name, method.kind, checked.data);
    if (name === 'workspaces.open') {
      this.#opening = this.#reopen((answer as { workspace: string }).workspace).finally(() => {
        this.#opening = null;
      });
      await this.#opening;
    }
    return answer;
  }

  #ask(name: MethodName, kind: 'query' | 'command', input: unknown): Promise<unknown> {
    const thread = kind === 'command' ? this.#threads[0] : this.#leastBusyReader();
    if (!thread) return Promise.reject(new AppError('internal'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      thread.waiting.set(id, { resolve, reject });
      this.#send(thread, { type: 'call', id, name, input });
    });
  }

  /** The reader with the least to do. Another one is started once they all have something to do: each costs some 25 MB. */
  #leastBusyReader(): Thread | undefined {
    const readers = this.#threads.slice(1);
    const best = readers.reduce<Thread | undefined>(
      (found, next) => (found && found.waiting.size <= next.waiting.size ? found : next),
      undefined,
    );
    const isFull = readers.length + this.#starting >= this.#readers;
    if (best && best.waiting.size > 0 && !isFull && !this.#closed && !this.#opening) this.#addReader();
    return best;
  }

  #addReader(): void {
    this.#starting++;
    // One that cannot be started is no loss: the others answer.
    this.#more = this.#spawn('reader', true)
      .catch(() => {})
      .finally(() => {
        this.#starting--;
      });
  }

  readonly call: Engine['call'] = (name, input) => this.callUnchecked(name, input) as never;

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
  }

  async #stop(): Promise<void> {
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
