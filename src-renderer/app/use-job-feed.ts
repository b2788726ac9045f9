import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { Job } from '../../shared/contract/app.ts';
import { useEvent } from '../api/use-status.ts';
import { useQuery } from '../api/use-query.ts';
import { jobEnd } from '../pages/job-words.ts';
import { isActive, noteJobs, useJobs } from '../state/jobs.ts';
import { say } from '../state/notices.ts';

/** Feeds the store of jobs, and says in one sentence when one has ended. */
export function useJobFeed(): void {
  const client = useQueryClient();
  const { data } = useQuery('jobs.list', {});
  useEffect(() => {
    // What this window already heard by event is newer than a list asked for earlier.
    const { byId } = useJobs.getState();
    if (data) noteJobs(data.filter((job) => !byId.has(job.id)));
  }, [data]);
  const onProgress = useCallback(
    (job: Job) => {
      const known = useJobs.getState().byId.get(job.id);
      noteJobs([job]);
      if (isActive(job) || (known && !isActive(known))) return;
      void client.invalidateQueries({ queryKey: ['backup.list'] });
      const end = jobEnd(job);
      if (!end) return;
      say(end.text, end.tone);
      void client.invalidateQueries({ queryKey: ['imports.list'] });
      void client.invalidateQueries({ queryKey: ['app.status'] });
    },
    [client],
  );
  useEvent('jobs.progress', onProgress);
}
