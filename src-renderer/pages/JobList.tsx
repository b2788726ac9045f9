import { errorText } from '../api/error-text.ts';
import { useCommand } from '../api/use-command.ts';
import type { Job } from '../../shared/contract/app.ts';
import { activeJobs, useJobs } from '../state/jobs.ts';
import { say } from '../state/notices.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { useLocale } from '../ui/locale.ts';
import { ProgressBar } from '../ui/States.tsx';
import { jobPace, jobTitle } from './job-words.ts';

/** Long work that is going on, with rate, time left and the way to stop it. Nothing when all is quiet. */
export function JobList() {
  const byId = useJobs((state) => state.byId);
  const jobs = activeJobs(byId);
  if (jobs.length === 0) return null;
  return (
    <Card title="At work">
      <ul className="plain stack">
        {jobs.map((job) => (
          <li key={job.id}>
            <JobLine job={job} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** One job: how far it is, and the way to stop it. */
export function JobLine({ job }: { job: Job }) {
  const locale = useLocale();
  const cancel = useCommand('jobs.cancel');
  const stop = () =>
    cancel.mutate(
      { job: job.id },
      {
        onError: (error) => say(errorText(error).what, 'bad'),
      },
    );
  return (
    <div className="job">
      <ProgressBar label={jobTitle(job)} value={job.fraction} words={jobPace(job, locale)} />
      <Button onPress={stop} isDisabled={cancel.isPending}>
        Stop
      </Button>
    </div>
  );
}
