import type { Api, Signal } from '../../shared/contract.ts';

/** The running core behind any host: a writer thread, reader threads, and nothing on the host's own thread. */
export interface Engine extends Api {
  /** Checks and runs a call whose name and input come from outside; throws AppError. `signal` as in `call`. */
  callUnchecked(name: string, input: unknown, signal?: Signal): Promise<unknown>;
  close(): Promise<void>;
}

export interface EngineOptions {
  /** Data folder of the app; made if missing. */
  dataDir: string;
  /** 32-byte key from the operating system's key store, when the host has one. */
  osKey?: Uint8Array;
  /** Folder for uploads of the loopback host; `upload:<id>` names resolve inside it. */
  inboxDir?: string;
  /** Whether file references may be paths (Electron, CLI) or only uploads (loopback). */
  allowPaths: boolean;
  /** Workspace to open: `main` (default), another by its id, or the one that was open last. */
  workspace?: 'last' | (string & {});
  /** Reader threads at most; default 2. Without any the writer answers queries, too. */
  readers?: number;
  /** Script of the threads; default: the one beside the engine. Tests give the built one, which starts ten times as fast as the sources. */
  worker?: URL;
}
