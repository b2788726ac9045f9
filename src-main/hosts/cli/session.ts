import type { Job } from '../../../shared/contract/app.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Engine } from '../../workers/engine.ts';
import { startEngine } from '../../workers/pool.ts';
import { textOption, type Values } from './arguments.ts';
import { dataDirOf } from './data-dir.ts';
import { readText } from './given.ts';
import { formatCount } from './words.ts';

/** Opens the store the command is about, unlocks it when a passphrase is given, and closes it at the end. */
export async function withEngine<T>(values: Values, use: (engine: Engine) => Promise<T>): Promise<T> {
  const workspace = textOption(values, 'workspace');
  const engine = await startEngine({
    dataDir: dataDirOf(textOption(values, 'data')),
    allowPaths: true,
    // One question after the other: the writer answers them all, and no second thread has to be started.
    readers: 0,
    ...(workspace === undefined ? {} : { workspace }),
  });
  const stop = () =>
    void engine
      .call('jobs.list', {})
      .then((jobs) =>
        jobs.filter((job) => job.state === 'running').map((job) => engine.call('jobs.cancel', { job: job.id })),
      );
  process.on('SIGINT', stop);
  try {
    await unlock(engine, values);
    return await use(engine);
  } finally {
    process.off('SIGINT', stop);
    await engine.close();
  }
}

async function unlock(engine: Engine, values: Values): Promise<void> {
  const file = textOption(values, 'passphrase-file');
  const passphrase = file ? readText(file === '-' ? 0 : file).replace(/\r?\n$/, '') : process.env.INGLENOOK_PASSPHRASE;
  // What works without a passphrase does; what does not says so itself.
  if (passphrase && (await isLocked(engine))) await engine.call('vault.unlock', { passphrase });
}

/** Whether names are locked, or all of a workspace. */
async function isLocked(engine: Engine): Promise<boolean> {
  try {
    return (await engine.call('app.status', {})).vault.state === 'locked';
  } catch (error) {
    if (error instanceof AppError && error.code === 'workspace-locked') return true;
    throw error;
  }
}

/** Waits for a job; shows a progress bar on a terminal. Throws when the job fails or is stopped. */
export async function followJob(engine: Engine, start: () => Promise<{ job: number }>, quiet: boolean): Promise<Job> {
  let latest = new Map<number, Job>();
  let wake: () => void = () => {};
  const off = engine.on('jobs.progress', (job) => {
    latest = latest.set(job.id, job);
    if (!quiet && process.stderr.isTTY) process.stderr.write(`\r\u001b[K${barOf(job)}`);
    wake();
  });
  try {
    const { job: id } = await start();
    for (;;) {
      const job = latest.get(id);
      if (job && job.state !== 'running' && job.state !== 'waiting') return settled(job, quiet);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    off();
  }
}

function settled(job: Job, quiet: boolean): Job {
  if (!quiet && process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  if (job.state === 'cancelled') throw new AppError('cancelled');
  if (job.state === 'failed') throw new AppError((job.error ?? 'internal') as 'internal');
  return job;
}

function barOf(job: Job): string {
  const width = 24;
  const full = Math.round((job.fraction ?? 0) * width);
  const left = job.secondsLeft === null ? '' : `  ${job.secondsLeft} s left`;
  return `${'█'.repeat(full)}${'░'.repeat(width - full)} ${Math.round((job.fraction ?? 0) * 100)} %  ${formatCount(job.rows)} rows  ${formatCount(job.rowsPerSecond)}/s${left}`;
}
