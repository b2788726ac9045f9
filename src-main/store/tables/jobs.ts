import type { Job } from '../../../shared/contract/app.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, number, run } from '../sql.ts';

/** A job as it was stored; those that an earlier version wrote lack what came later. */
function readJob(json: string): Job {
  const stored = JSON.parse(json) as Partial<Job> & Omit<Job, 'passedOver'>;
  return { ...stored, passedOver: stored.passedOver ?? [] };
}

/** Running and the last twenty finished jobs, newest first. */
export const listJobs = (db: ReadDb): Job[] =>
  all<{ json: string }>(db, 'SELECT json FROM jobs ORDER BY id DESC LIMIT 20').map(({ json }) => readJob(json));

/** Whether work is going on that must end first. Reading in the background only adds what can be worked out again. */
export const isBusy = (db: ReadDb): boolean =>
  listJobs(db).some(({ kind, state }) => kind !== 'reading' && (state === 'running' || state === 'waiting'));

export const nextJobId = (db: ReadDb): number => number(db, 'SELECT coalesce(max(id), 0) + 1 FROM jobs');

export function saveJob(db: WriteDb, job: Job): void {
  run(
    db,
    'INSERT INTO jobs (id, json) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json',
    job.id,
    JSON.stringify(job),
  );
}

/** Notes how a job ended that the thread it began in could not see the end of; null where there is none. */
export function endJob(db: WriteDb, id: number, error: string | null): Job | null {
  const job = listJobs(db).find((entry) => entry.id === id);
  if (!job) return null;
  const ended: Job = {
    ...job,
    state: error === null ? 'done' : 'failed',
    error,
    fraction: error === null ? 1 : job.fraction,
    secondsLeft: null,
  };
  saveJob(db, ended);
  return ended;
}

/** Marks jobs that a crash cut off as failed; called once at start. */
export function closeOpenJobs(db: WriteDb): void {
  for (const job of listJobs(db))
    if (job.state === 'running' || job.state === 'waiting')
      saveJob(db, { ...job, state: 'failed', error: 'cancelled', secondsLeft: null });
}
