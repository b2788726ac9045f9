import { type MessagePort, Worker } from 'node:worker_threads';
import { toWireError } from '../../shared/errors.ts';
import type { ParseProgress, ParseRequest, ParserThreads } from '../core-parse.ts';
import { type StepMessage, stepsOf } from './thread-steps.ts';

/** Steps that may be under way between parser and writer: enough to keep both busy, few enough to bound memory. */
const CREDITS = 2;
/**
 * Garbage is collected early: streamed chunks are held by buffers outside the heap, which a large nursery keeps alive for
 * long (importing 2 M lines took 535 MB instead of under 400).
 */
const SMALL_NURSERY = { maxYoungGenerationSizeMb: 8 };
/**
 * Rows of a table wait for others of their order, and records of JSON are large: a small nursery would copy them out into
 * the old heap (500,000 orders: 8 % more time than with this one; 800,000 events of JSON lines: a quarter more). Such files
 * come in small pieces, so that little else is kept alive by it.
 */
const OBJECT_NURSERY = { maxYoungGenerationSizeMb: 36 };

type FromParser = StepMessage<ParseProgress>;
interface ParserData {
  role: 'parser';
}

/** Parser side: waits for what to parse, then sends its steps, waiting whenever the writer falls behind. */
export async function parserEndpoint(
  port: MessagePort,
  parse: (request: ParseRequest) => AsyncIterable<ParseProgress>,
): Promise<void> {
  const request = await new Promise<ParseRequest>((resolve) => port.once('message', resolve));
  let credits = CREDITS;
  let wake: (() => void) | null = null;
  port.on('message', () => {
    credits++;
    wake?.();
  });
  const send = (message: FromParser, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  try {
    for await (const step of parse(request)) {
      while (credits === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      credits--;
      send({ type: 'step', step }, buffersOf(step));
    }
    send({ type: 'end' });
  } catch (error) {
    send({ type: 'failed', error: toWireError(error, 'parser') });
  }
  port.close();
}

/** Buffers of columnar events, orders and messages: handed over instead of copied. */
function buffersOf({ step, tracked, orders, messages }: ParseProgress): ArrayBuffer[] {
  const columns = step.batch?.type === 'events' ? step.batch : (tracked ?? orders?.block ?? messages);
  if (!columns) return [];
  const buffers = new Set<ArrayBuffer>();
  for (const value of Object.values(columns))
    if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
  return [...buffers];
}

/** Writer side: the parser threads of imports, one after the other. */
export function parserThreads(worker: URL): ParserThreads {
  let ready: { thread: Worker; makesObjects: boolean } | null = null;
  const start = (makesObjects: boolean): Worker =>
    new Worker(worker, {
      workerData: { role: 'parser' } satisfies ParserData,
      name: 'parser',
      resourceLimits: makesObjects ? OBJECT_NURSERY : SMALL_NURSERY,
    });
  const drop = (): void => {
    void ready?.thread.terminate();
    ready = null;
  };
  const take = (makesObjects: boolean): Worker => {
    if (ready?.makesObjects !== makesObjects) drop();
    const thread = ready?.thread ?? start(makesObjects);
    ready = null;
    return thread;
  };
  return {
    prepare(makesObjects) {
      if (ready?.makesObjects === makesObjects) return;
      drop();
      const thread = start(makesObjects);
      ready = { thread, makesObjects };
      // One that cannot start is told of by the next, when it is needed.
      thread.on('error', () => {});
      thread.on('exit', () => {
        if (ready?.thread === thread) ready = null;
      });
    },
    drop,
    async *parse(request) {
      const thread = take(request.makesObjects);
      try {
        const steps = stepsOf<ParseProgress>(thread, 'parser');
        thread.postMessage(request);
        for await (const step of steps) {
          thread.postMessage('more');
          yield step;
        }
      } finally {
        await thread.terminate();
      }
    },
  };
}
