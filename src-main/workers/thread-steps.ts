import type { Worker } from 'node:worker_threads';
import { AppError, fromWireError, toWireError, type WireError } from '../../shared/errors.ts';

/** What a thread that works step by step tells. */
export type StepMessage<T> = { type: 'step'; step: T } | { type: 'end' } | { type: 'failed'; error: WireError };

/** The steps of a thread as they come. Throws what it failed with, and `internal` where it was lost. `name` goes into support ids. */
export async function* stepsOf<T>(thread: Worker, name: string): AsyncGenerator<T> {
  const queue: StepMessage<T>[] = [];
  let wake: (() => void) | null = null;
  const push = (message: StepMessage<T>) => {
    queue.push(message);
    wake?.();
  };
  const lost = () => push({ type: 'failed', error: toWireError(new AppError('internal'), name) });
  thread.on('message', push);
  thread.on('error', lost);
  thread.on('exit', lost);
  try {
    for (;;) {
      const message = queue.shift();
      if (!message)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      else if (message.type === 'end') return;
      else if (message.type === 'failed') throw fromWireError(message.error);
      else yield message.step;
    }
  } finally {
    thread.off('message', push);
    thread.off('error', lost);
    thread.off('exit', lost);
  }
}
