import { parentPort, threadId } from 'node:worker_threads';
import { AppError } from '../../shared/errors.ts';
import type { ParseProgress } from '../../src-main/core-parse.ts';
import { parserEndpoint } from '../../src-main/workers/parser-link.ts';

const STEPS = 7;

/** Parses nothing: seven steps that tell the thread and their number, or a refusal for the file "broken". */
if (parentPort)
  parserEndpoint(parentPort, async function* ({ path }): AsyncGenerator<ParseProgress> {
    for (let step = 0; step < STEPS; step++) {
      if (path === 'broken' && step === 2) throw new AppError('format-empty');
      yield {
        step: { batch: null, rejections: [], skipped: step },
        consumedBytes: threadId,
        sizeBytes: 0,
        scores: [],
        messages: null,
        tracked: null,
        orders: null,
        visitors: new Uint8Array(0),
        countries: [],
        ownVisitors: [],
        agents: [],
        sources: [],
        searchSets: [],
        searchCounts: [],
        wholeDigest: null,
      };
    }
  });
