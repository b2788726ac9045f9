import type { Engine } from '../../workers/engine.ts';
import type { Inbox } from './uploads.ts';

/** Removes the clear copy of an uploaded file as soon as its import has succeeded; a failed one may be tried again. */
export interface ImportWatch {
  /** Looks at the input and answer of a call that went well. */
  note(method: string, input: unknown, output: unknown): void;
  stop(): void;
}

const refsOf = (input: unknown): string[] => {
  const sources = (input as { sources?: unknown } | null)?.sources;
  if (!Array.isArray(sources)) return [];
  return sources.map((source: { file?: unknown } | null) => source?.file).filter((file) => typeof file === 'string');
};

/** Ties `imports.start` calls to the end of their jobs. */
export function watchImports(engine: Engine, inbox: Inbox): ImportWatch {
  const waiting = new Map<number, string[]>();
  // A small import can end before its call is answered.
  const ended = new Set<number>();
  const stop = engine.on('jobs.progress', (job) => {
    if (job.kind !== 'import' || job.state === 'waiting' || job.state === 'running') return;
    const refs = waiting.get(job.id);
    waiting.delete(job.id);
    if (job.state !== 'done') return;
    if (refs) void inbox.discard(refs);
    else ended.add(job.id);
  });
  return {
    note(method, input, output) {
      if (method !== 'imports.start') return;
      const job = (output as { job: number }).job;
      if (ended.delete(job)) void inbox.discard(refsOf(input));
      else waiting.set(job, refsOf(input));
    },
    stop,
  };
}
