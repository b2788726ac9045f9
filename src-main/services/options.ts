import type { EventName, Events } from '../../shared/contract.ts';
import type { FullKeys } from '../privacy/keys.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Conversion, ConversionStep, Stamp } from '../store/convert.ts';
import type { BackupRequest, BackupStep } from './backup-steps.ts';
import type { ConversionRequest } from './convert-steps.ts';
import type { TopicThread } from './fit-topics.ts';
import type { TextThread } from './read-texts.ts';
import type { ParserThreads } from './parse.ts';

/** How the threads are to be started again: on another workspace, or on this one with its secrets, or – with neither – locked. */
export interface Reopening {
  workspace?: string;
  secrets?: FullKeys;
  /** Puts a copy that is encrypted, or no longer, in the place of the store on the way. */
  convert?: { to: Conversion; stamp: Stamp };
  /** The job that this ends, and how. */
  job?: { id: number; error: ErrorCode | null };
  /** What the audit log says of it, once the store is open. */
  noted?: 'vault.unlocked' | 'vault.recovered' | 'store.sealed' | 'store.unsealed';
  /** Wrong passphrases before, for the audit log. */
  refused?: number;
}

/** What a core is started with: `dataDir` is the data folder of the app here, and the workspace as it was asked for. */
export type CoreStart = Omit<CoreOptions, 'rootDir' | 'workspace'> & { workspace?: string };

/** What the thread that hosts a core gives it. Clock, random numbers and threads are never reached for directly. */
export interface CoreOptions {
  role: 'writer' | 'reader';
  /** Folder of the open workspace's store. */
  dataDir: string;
  /** Data folder of the app, where the list of workspaces lies. */
  rootDir: string;
  /** Id of the open workspace. */
  workspace: string;
  /** Whether the next window begins with this workspace. */
  remember?: boolean;
  osKey: Uint8Array | null;
  /** Key of the store, where it is encrypted and open. */
  storeKey: Uint8Array | null;
  /** With what the writer was started again. */
  reopening?: Reopening;
  inboxDir: string | null;
  allowPaths: boolean;
  /** Unix ms. */
  now(): number;
  random(size: number): Uint8Array;
  emit<E extends EventName>(event: E, payload: Events[E]): void;
  parser: ParserThreads;
  spawnTopics(): TopicThread;
  spawnReading(): TextThread;
  spawnConverter(request: ConversionRequest): AsyncIterable<ConversionStep>;
  spawnBackup(request: BackupRequest): AsyncIterable<BackupStep>;
  /** Has all threads of this store end and start again, after the call that asks for it has been answered. */
  reopen(how: Reopening): void;
  /** Has V8 give back at once what this thread no longer uses. */
  collect(): void;
  /** Columns another thread has loaded for this revision; get answers null when the caller should load and put. */
  shared: { get(key: string): Promise<unknown | null>; put(key: string, value: unknown | null): void };
}
