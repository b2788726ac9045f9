import type { EventName, MethodName } from '../shared/contract.ts';
import { type CoreOptions, createServices } from './services/index.ts';

export { type LabInfo, labList, runLab } from './services/lab.ts';
export { LINE_LABS } from './services/line-labs.ts';
export { generateSample } from './services/sample.ts';

/** One thread's core: answers the methods of its role. Knows no host. */
export interface Core {
  call(name: MethodName, input: unknown): Promise<unknown>;
  /** The writer changed the data: forget what was loaded. */
  changed(revision: number): void;
  close(): Promise<void>;
}

/** Composition root: opens the store for the role and wires the services to it. */
export function createCore(options: CoreOptions & { emit: (event: EventName, payload: unknown) => void }): Core {
  return createServices(options);
}
