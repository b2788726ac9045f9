import { type MessagePort, Worker } from 'node:worker_threads';
import { toWireError } from '../../shared/errors.ts';
import type { ParseProgress, ParseRequest, ParserThreads } from '../core-parse.ts';
import { OLD_HEAP } from './thread-heap.ts';
import { type StepMessage, stepsOf } from './thread-steps.ts';

/** Steps that may be under way between parser and writer: enough to keep both busy, few enough to bound memory. */
const CREDITS = 2;
/**
 * Garbage is collected early: streamed chunks are held by buffers outside the heap, which a large nursery keeps alive for
 * long (importing 2 M lines took 535 MB instead of under 400).
 */
const SMALL_NURSERY = { maxYoungGenerationSizeMb: 8, ...OLD_HEAP };
/**
 * Rows of a table wait for others of their order, and records of JSON are large: a small nursery would copy them out into
 * the old heap (500,000 orders: 8 % more time than with this one; 800,000 events of JSON lines: a quarter more). Such files
 * come in small pieces, so that little else is kept alive by it.
 */
const OBJECT_NURSERY = { maxYoungGenerationSizeMb: 36, ...OLD_HEAP };

type FromParser = StepMessage<ParseProgress>;
/** What to parse, or that a step was taken. */
type ToParser = ParseRequest | 'more';
interface ParserData {
  role: 'parser';
}

/** Parser side: parses one file after the other as asked and sends the steps, waiting whenever the writer falls behind. */
export function parserEndpoint(
  port: MessagePort,
  parse: (request: ParseRequest) => AsyncIterable<ParseProgress>,
): void {
  let credits = 0;
  let wake: (() => void) | null = null;
  const send = (message: FromParser, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  const run = async (request: ParseRequest): Promise<void> => {
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
  };
  port.on('message', (message: ToParser) => {
    if (message === 'more') {
      credits++;
      wake?.();
      return;
    }
    credits = CREDITS;
    void run(message);
  });
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

interface ParserThread {
  thread: Worker;
  makesObjects: boolean;
}

/** Writer side: the parser threads of imports. One that has read a file to its end reads the next one, too. */
export function parserThreads(worker: URL): ParserThreads {
  let ready: ParserThread | null = null;
  const start = (makesObjects: boolean): ParserThread => {
    const thread = new Worker(worker, {
      workerData: { role: 'parser' } satisfies ParserData,
      name: 'parser',
      resourceLimits: makesObjects ? OBJECT_NURSERY : SMALL_NURSERY,
    });
    // One that cannot start is told of by the next, when it is needed.
    thread.on('error', () => {});
    thread.on('exit', () => {
      if (ready?.thread === thread) ready = null;
    });
    return { thread, makesObjects };
  };
  const drop = (): void => {
    void ready?.thread.terminate();
    ready = null;
  };
  const prepare = (makesObjects: boolean): ParserThread => {
    if (ready?.makesObjects !== makesObjects) drop();
    ready ??= start(makesObjects);
    return ready;
  };
  return {
    prepare: (makesObjects) => void prepare(makesObjects),
    drop,
    async *parse(request) {
      const taken = prepare(request.makesObjects);
      ready = null;
      let ended = false;
      try {
        taken.thread.postMessage(request satisfies ToParser);
        for await (const step of stepsOf<ParseProgress>(taken.thread, 'parser')) {
          taken.thread.postMessage('more' satisfies ToParser);
          yield step;
        }
        ended = true;
      } finally {
        if (ended && !ready) ready = taken;
        else await taken.thread.terminate();
      }
    },
  };
}
