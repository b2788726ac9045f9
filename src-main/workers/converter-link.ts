import { type MessagePort, Worker, workerData } from 'node:worker_threads';
import type { ConversionRequest, ConversionStep, convertSteps } from '../core-convert.ts';
import { AppError, fromWireError, toWireError, type WireError } from '../../shared/errors.ts';

/** Steps are told at most this often. */
const TELL_EVERY_MS = 100;

type FromConverter = { type: 'step'; step: ConversionStep } | { type: 'end' } | { type: 'failed'; error: WireError };

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
  const queue: FromConverter[] = [];
  let wake: (() => void) | null = null;
  const push = (message: FromConverter) => {
    queue.push(message);
    wake?.();
  };
  const lost = () => push({ type: 'failed', error: toWireError(new AppError('internal'), 'converter') });
  thread.on('message', push);
  thread.on('error', lost);
  thread.on('exit', lost);
  try {
    for (;;) {
      const message = queue.shift();
      if (!message) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      if (message.type === 'end') return;
      if (message.type === 'failed') throw fromWireError(message.error);
      yield message.step;
    }
  } finally {
    thread.postMessage('stop');
    await exited;
  }
}
