import { type MessagePort, Worker } from 'node:worker_threads';
import { AppError } from '../../shared/errors.ts';
import type { TextThread } from '../core-reading.ts';
import { OLD_HEAP } from './thread-heap.ts';

type Setup = Parameters<TextThread['setUp']>[0];
type Texts = Parameters<TextThread['read']>[0];
type Columns = Awaited<ReturnType<TextThread['read']>>;
type ToReading = { type: 'setup'; setup: Setup } | { type: 'texts'; texts: Texts };

/** Few texts are read at a time, and little of them is kept. */
const NURSERY = { maxYoungGenerationSizeMb: 8, ...OLD_HEAP };

const buffersOf = (columns: Columns): ArrayBuffer[] =>
  Object.values(columns).flatMap((value) =>
    ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  );

/** Reading's side: answers texts in the order in which they come. */
export function readingEndpoint(port: MessagePort, reader: TextThread): void {
  port.on('message', (message: ToReading) => {
    if (message.type === 'setup') reader.setUp(message.setup);
    // What it throws ends the thread, which the other side sees.
    else void reader.read(message.texts).then((columns) => port.postMessage(columns, buffersOf(columns)));
  });
}

/** Writer's side: starts a thread that reads texts. */
export function spawnReading(worker: URL): TextThread {
  const thread = new Worker(worker, { workerData: { role: 'reading' }, name: 'reading', resourceLimits: NURSERY });
  const waiting: PromiseWithResolvers<Columns>[] = [];
  let isLost = false;
  thread.on('message', (columns: Columns) => waiting.shift()?.resolve(columns));
  const lose = () => {
    isLost = true;
    // Never the message: it may quote a text.
    for (const { reject } of waiting.splice(0)) reject(new AppError('internal'));
  };
  thread.on('error', lose);
  thread.on('exit', lose);
  const send = (message: ToReading) => thread.postMessage(message);
  return {
    setUp: (setup) => send({ type: 'setup', setup }),
    read: (texts) => {
      const answer = Promise.withResolvers<Columns>();
      // It may be that nobody asks for it any more.
      answer.promise.catch(() => {});
      if (isLost) answer.reject(new AppError('internal'));
      else {
        waiting.push(answer);
        send({ type: 'texts', texts });
      }
      return answer.promise;
    },
    stop: async () => {
      await thread.terminate();
    },
  };
}
