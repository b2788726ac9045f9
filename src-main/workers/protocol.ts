import type { EventName, MethodName } from '../../shared/contract.ts';
import type { WireError } from '../../shared/errors.ts';
import type { Reply } from '../../shared/wire.ts';
import type { Reopening } from '../core.ts';

/** What a core thread is started with. */
export interface CoreWorkerData {
  role: 'writer' | 'reader';
  /** Data folder of the app. */
  dataDir: string;
  /** Workspace asked for: an id, a name, `last`, or nothing for the main one. */
  workspace?: string;
  remember?: boolean;
  osKey: Uint8Array | null;
  /** Key of the store, where it is encrypted and open. */
  storeKey: Uint8Array | null;
  /** With what the writer is started again. */
  reopening?: Reopening;
  /** Where the pool notes which calls nobody waits for any more (wanted.ts). */
  board: Int32Array;
  inboxDir: string | null;
  allowPaths: boolean;
}

/** Pool → core thread. */
export type ToCore =
  | { type: 'call'; id: number; name: MethodName; input: unknown }
  | { type: 'shared'; id: number; value: unknown | null }
  /** `hasShared`: columns that were shared until now are let go of. */
  | { type: 'changed'; revision: number; hasShared: boolean }
  // Somebody asked another thread: the time until the workspace locks itself begins anew.
  | { type: 'used' }
  | { type: 'close' };

/** Core thread → pool. */
export type FromCore =
  | { type: 'ready'; workspace: string; store: { key: Uint8Array | null; locked: boolean } }
  // Comes before the reply to the call that asked for it.
  | { type: 'reopen'; how: Reopening }
  | { type: 'failed'; error: WireError }
  | { type: 'reply'; id: number; reply: Reply }
  | { type: 'event'; event: EventName; payload: unknown }
  // A reader asks whether another has loaded this already; null = load it yourself and put it.
  | { type: 'shared-get'; id: number; key: string }
  | { type: 'shared-put'; key: string; value: unknown | null };
