import { type MessagePort, Worker } from 'node:worker_threads';
import { AppError } from '../../shared/errors.ts';
import type { fitTopics, TopicFit, TopicThread } from '../core-topics.ts';
import { OLD_HEAP } from './thread-heap.ts';

type Texts = Parameters<TopicThread['add']>[0];
type ToTopics = { type: 'texts'; texts: Texts } | { type: 'fit' };

/** Of each text little is kept. With V8's own limits 100,000 texts took a heap of 98 MB instead of 39, in the same time. */
const NURSERY = { maxYoungGenerationSizeMb: 8, ...OLD_HEAP };

/** Topics' side: gathers texts, finds topics once, and ends. */
export function topicsEndpoint(port: MessagePort, fit: typeof fitTopics): void {
  const texts: Texts = [];
  port.on('message', (message: ToTopics) => {
    if (message.type === 'texts') {
      for (const text of message.texts) texts.push(text);
      return;
    }
    const found = fit(texts);
    port.postMessage(found satisfies TopicFit);
    port.close();
  });
}

/** Writer's side: starts a thread that finds topics. */
export function spawnTopics(worker: URL): TopicThread {
  const thread = new Worker(worker, { workerData: { role: 'topics' }, name: 'topics', resourceLimits: NURSERY });
  const found = new Promise<TopicFit>((resolve, reject) => {
    thread.once('message', resolve);
    // Never the message: it may quote a text.
    thread.once('error', () => reject(new AppError('internal')));
    thread.once('exit', () => reject(new AppError('internal')));
  });
  // It may end before anybody asks.
  found.catch(() => {});
  const send = (message: ToTopics) => thread.postMessage(message);
  return {
    add: (texts) => send({ type: 'texts', texts }),
    fit: () => {
      send({ type: 'fit' });
      return found;
    },
    stop: async () => {
      await thread.terminate();
    },
  };
}
