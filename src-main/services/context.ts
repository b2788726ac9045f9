import type { EventName, Events } from '../../shared/contract.ts';
import type { Settings } from '../../shared/contract/app.ts';
import type { ReadDb, WriteDb } from '../store/open.ts';
import type { JobRunner } from './jobs.ts';
import type { KeyRing } from './key-ring.ts';
import type { ParseProgress, ParseRequest } from './parse.ts';
import type { TableShelf } from './table-shelf.ts';

/** What the thread that hosts a core gives it. Clock, random numbers and threads are never reached for directly. */
export interface CoreOptions {
  role: 'writer' | 'reader';
  dataDir: string;
  osKey: Uint8Array | null;
  inboxDir: string | null;
  allowPaths: boolean;
  /** Unix ms. */
  now(): number;
  random(size: number): Uint8Array;
  emit<E extends EventName>(event: E, payload: Events[E]): void;
  spawnParser(request: ParseRequest): AsyncIterable<ParseProgress>;
  /** Columns another thread has loaded for this revision; get answers null when the caller should load and put. */
  shared: { get(key: string): Promise<unknown | null>; put(key: string, value: unknown | null): void };
}

/** What a query handler gets: it can only read. */
export interface QueryContext {
  db: ReadDb;
  options: CoreOptions;
  tables: TableShelf;
  settings(): Settings;
}

/** What a command handler gets. */
export interface CommandContext extends QueryContext {
  db: WriteDb;
  keys: KeyRing;
  jobs: JobRunner;
  /** Marks the data as changed and tells everybody. */
  touch(): number;
  /** Appends to the audit log; facts are numbers, ids and enum words only. */
  audit(action: string, facts?: Record<string, string | number | boolean>): void;
}
