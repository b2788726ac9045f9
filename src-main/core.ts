import type { EventName, MethodName } from '../shared/contract.ts';
import { type CoreStart, createServices } from './services/index.ts';

export type { Reopening } from './services/options.ts';
export { type LabInfo, labList, runLab } from './services/lab.ts';
export { LINE_LABS } from './services/line-labs.ts';
export { generateSample } from './services/sample.ts';

/** One thread's core: answers the methods of its role. Knows no host. */
export interface Core {
  /** `isWanted`: whether somebody still waits for the answer; long queries look now and then, and end as cancelled. */
  call(name: MethodName, input: unknown, isWanted?: () => boolean): Promise<unknown>;
  /** Id of the open workspace. */
  workspace: string;
  /** Key of its store where that is encrypted, for the other threads; `locked` while nobody gave the passphrase. */
  store: { key: Uint8Array | null; locked: boolean };
  /** The writer changed the data: forget what was loaded. */
  changed(revision: number): void;
  /** Somebody is at work in another thread. */
  used(): void;
  close(): Promise<void>;
}

/** Composition root: opens the store for the role and wires the services to it. */
export function createCore(options: CoreStart & { emit: (event: EventName, payload: unknown) => void }): Core {
  return createServices(options);
}
