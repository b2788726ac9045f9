import { create } from 'zustand';
import type { Job } from '../../shared/contract/app.ts';

/** Long work by id, fed by `jobs.progress` events and once by `jobs.list`. */
export const useJobs = create<{ byId: ReadonlyMap<number, Job> }>(() => ({ byId: new Map() }));

/** Notes the newest state of jobs. */
export function noteJobs(jobs: readonly Job[]): void {
  if (jobs.length === 0) return;
  useJobs.setState(({ byId }) => {
    const next = new Map(byId);
    for (const job of jobs) next.set(job.id, job);
    return { byId: next };
  });
}

export const isActive = (job: Job): boolean => job.state === 'waiting' || job.state === 'running';

/** Jobs that are waiting or running, oldest first. */
export const activeJobs = (byId: ReadonlyMap<number, Job>): Job[] =>
  [...byId.values()].filter(isActive).sort((a, b) => a.id - b.id);
