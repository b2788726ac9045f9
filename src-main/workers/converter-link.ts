import { type MessagePort, Worker, workerData } from 'node:worker_threads';
import type { ConversionRequest, ConversionStep, convertSteps } from '../core-convert.ts';
import { toWireError } from '../../shared/errors.ts';
import { type StepMessage, stepsOf } from './thread-steps.ts';

/** Steps are told at most this often. */
const TELL_EVERY_MS = 100;

type FromConverter = StepMessage<ConversionStep>;

/** Converter's side: copies, and stops after any step once it hears of it, so that no half copy is left. */
export async function converterEndpoint(port: MessagePort, convert: typeof convertSteps): Promise<void> {
  let wanted = true;
  port.on('message', () => {
    wanted = false;
  });
  const send = (message: FromConverter) => port.postMessage(message);
  const { request } = workerData as { request: ConversionRequest };
  let toldMs = 0;
  try {
    for await (const step of convert(request)) {
      if (!wanted) break;
      if (performance.now() - toldMs < TELL_EVERY_MS) continue;
      toldMs = performance.now();
      send({ type: 'step', step });
    }
    send({ type: 'end' });
  } catch (error) {
    send({ type: 'failed', error: toWireError(error, 'converter') });
  }
  request.storeKey.fill(0);
  port.close();
}

/** Writer's side: starts a thread that copies the store and yields how far it is. Leaving the loop early has it stop and clear up. */
export async function* spawnConverter(worker: URL, request: ConversionRequest): AsyncGenerator<ConversionStep> {
  const thread = new Worker(worker, { workerData: { role: 'convert', request }, name: 'convert' });
  const exited = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  try {
    yield* stepsOf<ConversionStep>(thread, 'converter');
  } finally {
    thread.postMessage('stop');
    await exited;
  }
}
