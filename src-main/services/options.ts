import type { EventName, Events } from '../../shared/contract.ts';
import type { TopicThread } from './fit-topics.ts';
import type { ParseProgress, ParseRequest } from './parse.ts';

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
  inboxDir: string | null;
  allowPaths: boolean;
  /** Unix ms. */
  now(): number;
  random(size: number): Uint8Array;
  emit<E extends EventName>(event: E, payload: Events[E]): void;
  spawnParser(request: ParseRequest): AsyncIterable<ParseProgress>;
  spawnTopics(): TopicThread;
  /** Columns another thread has loaded for this revision; get answers null when the caller should load and put. */
  shared: { get(key: string): Promise<unknown | null>; put(key: string, value: unknown | null): void };
}
