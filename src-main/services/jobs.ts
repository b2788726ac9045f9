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
  /** In the background: lets what was asked for meanwhile run first; true when something did. Never inside a transaction. */
  giveWay(): Promise<boolean>;
  /** Waits for work of another thread, giving way meanwhile. Throws AppError('cancelled') as soon as the user asks to stop. */
  waitFor<T>(work: Promise<T>): Promise<T>;
}

/** Where it answers `handed-over`, its end is told by whoever goes on with it. */
type Work = (job: JobHandle) => Promise<unknown>;

/** Long work, one at a time, in the order asked for; the writer's own queue. Background work comes last, and gives way. */
export interface JobRunner {
  start(kind: Job['kind'], label: string, work: Work): number;
  /** The same for a command that answers with what came of it, once the job has ended; throws what it failed with. */
  run<T>(kind: Job['kind'], label: string, work: (job: JobHandle) => Promise<T>): Promise<T>;
  /** The job of a kind that waits or runs in the background, or a new one. `afresh`: one that runs already does not count. */
  background(kind: Job['kind'], label: string, work: Work, afresh: boolean): number;
  cancel(id: number): boolean;
  /** Stops everything that runs or waits, and resolves when it has stopped. */
  cancelAll(): Promise<void>;
}

interface Options {
  db: WriteDb;
  now(): number;
  emit(job: Job): void;
}

/** A job with what it does. */
interface Entry {
  job: Job;
  work: Work;
  /** Told last, once all others know; also where it was stopped before it began. */
  ended?(failure: { error: unknown } | null): void;
}

const freshJob = (id: number, kind: Job['kind'], label: string): Job => ({
  id,
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
});

/** What waits to run, and what is told when that or a wish to stop changes. */
class JobQueue {
  readonly front: Entry[] = [];
  readonly back: Entry[] = [];
  runningBack: Entry | null = null;
  readonly #cancelled = new Set<number>();
  #changed = Promise.withResolvers<void>();

  tell(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }
  changed(): Promise<void> {
    return this.#changed.promise;
  }
  cancel(id: number): void {
    this.#cancelled.add(id);
    this.tell();
  }
  assertWanted({ id }: Job): void {
    if (this.#cancelled.has(id)) throw new AppError('cancelled');
  }
}

/** Work for a job, and the promise of what comes of it. */
function withAnswer<T>(work: (job: JobHandle) => Promise<T>): Omit<Required<Entry>, 'job'> & { promise: Promise<T> } {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  let answer: Promise<T>;
  return {
    promise,
    work: (job) => {
      answer = work(job);
      return answer.then(() => {});
    },
    ended: (failure) => (failure ? reject(failure.error) : resolve(answer)),
  };
}

function tellOf({ db, emit }: Pick<Options, 'db' | 'emit'>, job: Job): void {
  try {
    saveJob(db, job);
  } finally {
    // Whoever waits for the job hears of it, even where there is no room left to note it.
    emit({ ...job });
  }
}

export function createJobRunner({ db, now, emit }: Options): JobRunner {
  closeOpenJobs(db);
  const queue = new JobQueue();
  let pumping: Promise<void> | null = null;
  const tell = (job: Job) => tellOf({ db, emit }, job);
  const run = (entry: Entry, giveWay: () => Promise<boolean>) => runJob(entry, { tell, now, queue, giveWay });
  const runFront = async () => {
    let any = false;
    for (let entry = queue.front.shift(); entry; entry = queue.front.shift()) {
      any = true;
      await run(entry, async () => false);
    }
    return any;
  };
  const pump = async () => {
    // The caller still has to answer with the job's id.
    await Promise.resolve();
    for (;;) {
      await runFront();
      const entry = queue.back.shift() ?? null;
      queue.runningBack = entry;
      if (entry) await run(entry, runFront);
      queue.runningBack = null;
      if (queue.front.length + queue.back.length > 0) continue;
      pumping = null;
      return;
    }
  };
  const enqueue = (entries: Entry[], kind: Job['kind'], label: string, doing: Omit<Entry, 'job'>) => {
    const job = freshJob(nextJobId(db), kind, label);
    tell(job);
    entries.push({ job, ...doing });
    queue.tell();
    pumping ??= pump();
    return job.id;
  };

  return {
    start: (kind, label, work) => enqueue(queue.front, kind, label, { work }),
    run(kind, label, work) {
      const { promise, ...doing } = withAnswer(work);
      enqueue(queue.front, kind, label, doing);
      return promise;
    },
    background(kind, label, work, afresh) {
      const waits = queue.back.find(({ job }) => job.kind === kind) ?? (afresh ? null : queue.runningBack);
      return waits?.job.kind === kind ? waits.job.id : enqueue(queue.back, kind, label, { work });
    },
    cancel(id) {
      const job = listJobs(db).find((entry) => entry.id === id);
      if (!job || (job.state !== 'running' && job.state !== 'waiting')) return false;
      queue.cancel(id);
      return true;
    },
    async cancelAll() {
      for (const job of listJobs(db)) if (job.state === 'running' || job.state === 'waiting') queue.cancel(job.id);
      await pumping;
    },
  };
}

/** Waits for `work` while other jobs may run; stops waiting when the job is no longer wanted. */
async function waitFor<T>(work: Promise<T>, job: Job, queue: JobQueue, giveWay: () => Promise<boolean>): Promise<T> {
  const ended = work.then(
    () => true,
    () => true,
  );
  for (let isOver = false; !isOver; ) {
    queue.assertWanted(job);
    const changed = queue.changed();
    if (await giveWay()) continue;
    isOver = await Promise.race([ended, changed.then(() => false)]);
  }
  return work;
}

/** Where in the program an error came from: never its message, which may span lines and quote content, nor a folder. */
const placeOf = (error: Error): string =>
  /^\s+at [^\n]*?([^\\/\s()]+:\d+:\d+)\)?$/m.exec((error.stack ?? '').replace(error.message, ''))?.[1] ?? '';

interface Surroundings {
  tell(job: Job): void;
  now(): number;
  queue: JobQueue;
  giveWay(): Promise<boolean>;
}

async function runJob({ job, work, ended }: Entry, { tell, now, queue, giveWay }: Surroundings): Promise<void> {
  const started = now();
  let told = started;
  const handle: JobHandle = {
    id: job.id,
    checkpoint: () => queue.assertWanted(job),
    giveWay,
    waitFor: (other) => waitFor(other, job, queue, giveWay),
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
  let failure: { error: unknown } | null = null;
  try {
    handle.checkpoint();
    job.state = 'running';
    tell(job);
    if ((await work(handle)) === 'handed-over') return;
    job.state = 'done';
    job.fraction = 1;
  } catch (thrown) {
    failure = { error: thrown };
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
  ended?.(failure);
}
