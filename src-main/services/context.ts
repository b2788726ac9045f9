import type { Settings } from '../../shared/contract/app.ts';
import type { ReadDb, WriteDb } from '../store/open.ts';
import type { EarlyReading } from './early-reading.ts';
import type { Gate } from './gate.ts';
import type { JobRunner } from './jobs.ts';
import type { KeyRing } from './key-ring.ts';
import type { CoreOptions } from './options.ts';
import type { TableShelf } from './table-shelf.ts';

/** What a query handler gets: it can only read. */
export interface QueryContext {
  db: ReadDb;
  options: CoreOptions;
  tables: TableShelf;
  settings(): Settings;
  /** Throws `cancelled` when nobody waits for the answer any more. */
  checkWanted(): void;
}

/** What a command handler gets. */
export interface CommandContext extends QueryContext {
  db: WriteDb;
  keys: KeyRing;
  jobs: JobRunner;
  gate: Gate;
  /** What reads messages while an import goes on. */
  early: EarlyReading;
  /**
   * Marks the data as changed and tells everybody. `messages`: of messages alone, what was found in them, and what the owner said
   * of them; nothing about people, consents, imports or settings. Whoever is not sure says nothing.
   */
  touch(only?: 'messages'): number;
  /** Appends to the audit log; facts are numbers, ids and enum words only. */
  audit(action: string, facts?: Record<string, string | number | boolean>): void;
}
