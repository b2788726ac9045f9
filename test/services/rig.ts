import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Job } from '../../shared/contract/app.ts';
import type { Engine, EngineOptions } from '../../src-main/workers/engine.ts';
import { startEngine } from '../../src-main/workers/pool.ts';
import { BUILT_WORKER } from '../built-engine.ts';

/** A fresh folder, removed after the test. */
export function freshDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'inglenook-test-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** The real engine over a real store; closed after the test. */
export async function openEngine(dataDir: string, options: Partial<EngineOptions> = {}): Promise<Engine> {
  const engine = await startEngine({ dataDir, allowPaths: true, readers: 1, worker: BUILT_WORKER, ...options });
  onTestFinished(() => engine.close());
  return engine;
}

/** Starts a job and waits until it has ended, however it ended. */
export function finished(engine: Engine, start: () => Promise<{ job: number }>): Promise<Job> {
  return new Promise((resolve, reject) => {
    const ended = new Map<number, Job>();
    let wanted: number | null = null;
    const off = engine.on('jobs.progress', (job) => {
      if (job.state !== 'running' && job.state !== 'waiting') ended.set(job.id, job);
      settle();
    });
    const settle = () => {
      const job = wanted === null ? undefined : ended.get(wanted);
      if (!job) return;
      off();
      resolve(job);
    };
    start().then(({ job }) => {
      wanted = job;
      settle();
    }, reject);
  });
}

/** Imports files and fails when the job does. */
export async function importFiles(engine: Engine, files: readonly string[]): Promise<Job> {
  const job = await finished(engine, () => engine.call('imports.start', { sources: files.map((file) => ({ file })) }));
  if (job.state !== 'done') throw new Error(`import ${job.state}: ${job.error}`);
  return job;
}

/** Everything countable in a store, for "nothing was added" and "as if it had never been". */
export async function contentsOf(engine: Engine) {
  const { counts } = await engine.call('app.status', {});
  const holdings = await engine.call('privacy.holdings', {});
  return {
    people: counts.people,
    messages: counts.messages,
    events: counts.events,
    orders: counts.orders,
    rows: holdings.map(({ table, rows, people }) => [table, rows, people]),
  };
}

export const ALL = { range: null, bots: false } as const;
