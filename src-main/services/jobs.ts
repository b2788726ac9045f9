import type { Job } from '../../shared/contract/app.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { storeError, type WriteDb } from '../store/open.ts';
import { closeOpenJobs, listJobs, nextJobId, saveJob } from '../store/tables/jobs.ts';

/** Progress is told at most this often. */
const TELL_EVERY_MS = 200;

/** What a running job may do. */
export interface JobHandle {
  id: number;
  /** Throws AppError('cancelled') once the user has asked to stop. */
  checkpoint(): void;
  progress(rows: number, fraction: number | null): void;
  setRun(runId: number): void;
  setLabel(label: string): void;
  /** Notes a file that cannot be imported while the job goes on with the others. */
  passOver(file: string, error: ErrorCode): void;
}

/** Long work, one at a time, in the order asked for; the writer's own queue. */
export interface JobRunner {
  start(kind: Job['kind'], label: string, work: (job: JobHandle) => Promise<void>): number;
  cancel(id: number): boolean;
  /** Stops everything that runs or waits, and resolves when it has stopped. */
  cancelAll(): Promise<void>;
}

interface Options {
  db: WriteDb;
  now(): number;
  emit(job: Job): void;
}

export function createJobRunner({ db, now, emit }: Options): JobRunner {
  closeOpenJobs(db);
  let tail: Promise<void> = Promise.resolve();
  const cancelled = new Set<number>();
  const tell = (job: Job) => {
    try {
      saveJob(db, job);
    } finally {
      // Whoever waits for the job hears of it, even where there is no room left to note it.
      emit({ ...job });
    }
  };

  return {
    start(kind, label, work) {
      const job: Job = {
        id: nextJobId(db),
        kind,
        label,
        state: 'waiting',
        fraction: null,
        rows: 0,
        rowsPerSecond: 0,
        secondsLeft: null,
        error: null,
        passedOver: [],
        runId: null,
      };
      tell(job);
      tail = tail.then(() => runJob(job, work, { tell, now, isCancelled: () => cancelled.has(job.id) }));
      return job.id;
    },
    cancel(id) {
      const job = listJobs(db).find((entry) => entry.id === id);
      if (!job || (job.state !== 'running' && job.state !== 'waiting')) return false;
      cancelled.add(id);
      return true;
    },
    async cancelAll() {
      for (const job of listJobs(db)) if (job.state === 'running' || job.state === 'waiting') cancelled.add(job.id);
      await tail;
    },
  };
}

/** Where in the program an error came from: never its message, which may span lines and quote content, nor a folder. */
const placeOf = (error: Error): string =>
  /^\s+at [^\n]*?([^\\/\s()]+:\d+:\d+)\)?$/m.exec((error.stack ?? '').replace(error.message, ''))?.[1] ?? '';

async function runJob(
  job: Job,
  work: (handle: JobHandle) => Promise<void>,
  { tell, now, isCancelled }: { tell(job: Job): void; now(): number; isCancelled(): boolean },
): Promise<void> {
  const started = now();
  let told = started;
  const handle: JobHandle = {
    id: job.id,
    checkpoint() {
      if (isCancelled()) throw new AppError('cancelled');
    },
    progress(rows, fraction) {
      const at = now();
      job.rows = rows;
      job.fraction = fraction;
      const seconds = (at - started) / 1000;
      job.rowsPerSecond = seconds > 0 ? Math.round(rows / seconds) : 0;
      job.secondsLeft = fraction !== null && fraction > 0.01 ? Math.ceil((seconds / fraction) * (1 - fraction)) : null;
      if (at - told < TELL_EVERY_MS) return;
      told = at;
      tell(job);
    },
    setRun: (runId) => {
      job.runId = runId;
    },
    setLabel: (label) => {
      job.label = label;
    },
    passOver: (file, error) => {
      job.passedOver.push({ file, error });
    },
  };
  try {
    handle.checkpoint();
    job.state = 'running';
    tell(job);
    await work(handle);
    job.state = 'done';
    job.fraction = 1;
  } catch (thrown) {
    const error = storeError(thrown);
    const code = error instanceof AppError ? error.code : 'internal';
    job.state = code === 'cancelled' ? 'cancelled' : 'failed';
    job.error = code === 'cancelled' ? null : code;
    if (!(error instanceof AppError)) process.stderr.write(`job ${job.id} failed: ${error.name} ${placeOf(error)}\n`);
  }
  job.secondsLeft = null;
  try {
    tell(job);
  } catch (error) {
    // The job has ended; the next one must still run. What is not noted now is closed at the next start.
    process.stderr.write(`job ${job.id} not noted: ${storeError(error).name}\n`);
  }
}
