import type { Job } from '../../shared/contract/app.ts';
import { errorTextOf } from '../api/error-text.ts';
import { formatCount, formatDuration } from '../ui/format.ts';
import type { Locale } from '../ui/locale.ts';

const DOING: Readonly<Record<Job['kind'], string>> = {
  import: 'Importing',
  undo: 'Undoing',
  sample: 'Making the sample',
  compact: 'Tidying up',
  reading: 'Reading new messages',
  audit: 'Auditing',
  sealing: 'Encrypting everything',
  unsealing: 'Making everything readable',
  backup: 'Making a backup',
  restoring: 'Restoring a backup',
};

/** What a job is doing: "Import of reviews.csv". */
export const jobTitle = (job: Job): string => job.label || DOING[job.kind];

/** How far it is: "120,000 rows · 54,000 a second · 12 s left". */
export function jobPace(job: Job, locale: Locale): string {
  if (job.state === 'waiting') return 'waiting for its turn';
  const parts = [];
  if (job.rows > 0) parts.push(`${formatCount(job.rows, locale)} rows`);
  if (job.rowsPerSecond > 0) parts.push(`${formatCount(Math.round(job.rowsPerSecond), locale)} a second`);
  if (job.secondsLeft !== null && job.secondsLeft > 0)
    parts.push(`${formatDuration(job.secondsLeft * 1000, locale)} left`);
  return parts.join(' · ');
}

/** Whoever asked for these is told more of how they ended than a job knows. */
const ANSWERED: ReadonlySet<Job['kind']> = new Set<Job['kind']>(['backup', 'restoring']);

/** What to say when a job has ended; null while it has not. */
export function jobEnd(job: Job): { text: string; tone: 'good' | 'plain' | 'bad' } | null {
  const what = job.label || DOING[job.kind];
  if (ANSWERED.has(job.kind) && job.state !== 'cancelled') return null;
  switch (job.state) {
    case 'done': {
      const { passedOver } = job;
      if (passedOver.length === 0) return { text: `${what}: done.`, tone: 'good' };
      const names = passedOver.slice(0, 3).map(({ file, error }) => `${file} (${errorTextOf(error).what})`);
      const more = passedOver.length > 3 ? ` and ${passedOver.length - 3} more` : '';
      return { text: `${what}: done, but not these: ${names.join(', ')}${more}`, tone: 'bad' };
    }
    case 'cancelled':
      if (job.kind === 'reading') return { text: `${what}: stopped. The rest can be read later.`, tone: 'plain' };
      return { text: `${what}: stopped. What was not finished was rolled back.`, tone: 'plain' };
    case 'failed': {
      const words = errorTextOf(job.error ?? 'internal');
      return { text: `${what}: ${words.what} ${words.safe} ${words.todo}`, tone: 'bad' };
    }
    default:
      return null;
  }
}
