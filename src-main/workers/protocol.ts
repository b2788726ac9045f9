import type { EventName, MethodName } from '../../shared/contract.ts';
import type { WireError } from '../../shared/errors.ts';
import type { Reply } from '../../shared/wire.ts';

/** What a core thread is started with. */
export interface CoreWorkerData {
  role: 'writer' | 'reader';
  /** Data folder of the app. */
  dataDir: string;
  /** Workspace asked for: an id, a name, `last`, or nothing for the main one. */
  workspace?: string;
  remember?: boolean;
  osKey: Uint8Array | null;
  inboxDir: string | null;
  allowPaths: boolean;
}

/** Pool → core thread. */
export type ToCore =
  | { type: 'call'; id: number; name: MethodName; input: unknown }
  | { type: 'shared'; id: number; value: unknown | null }
  | { type: 'changed'; revision: number }
  | { type: 'close' };

/** Core thread → pool. */
export type FromCore =
  | { type: 'ready'; workspace: string }
  | { type: 'failed'; error: WireError }
  | { type: 'reply'; id: number; reply: Reply }
  | { type: 'event'; event: EventName; payload: unknown }
  // A reader asks whether another has loaded this already; null = load it yourself and put it.
  | { type: 'shared-get'; id: number; key: string }
  | { type: 'shared-put'; key: string; value: unknown | null };
