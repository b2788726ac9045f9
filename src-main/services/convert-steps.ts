import { type Conversion, type ConversionStep, copyStore } from '../store/convert.ts';

export type { ConversionStep };

/** What the thread that copies a store is told. */
export interface ConversionRequest {
  dataDir: string;
  to: Conversion;
  storeKey: Uint8Array;
}

/** Copies a store; leaving the loop early throws the copy away. Gives way after each step, so that whoever wants to stop it can. */
export async function* convertSteps({ dataDir, to, storeKey }: ConversionRequest): AsyncGenerator<ConversionStep> {
  for (const step of copyStore(dataDir, to, storeKey)) {
    yield step;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
