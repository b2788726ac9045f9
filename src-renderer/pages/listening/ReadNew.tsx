import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { isActive, useJobs } from '../../state/jobs.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note } from '../../ui/States.tsx';

/**
 * Reading goes on by itself: while it does, says that these figures are not complete yet. Only when it was stopped is there
 * something to press. Nothing when all has been read.
 */
export function ReadNew() {
  const { data } = useQuery('listening.status', {});
  const isReading = useJobs(({ byId }) => [...byId.values()].some((job) => job.kind === 'reading' && isActive(job)));
  const wasStopped = useJobs(({ byId }) => {
    const last = [...byId.values()].filter(({ kind }) => kind === 'reading').sort((a, b) => b.id - a.id)[0];
    return last?.state === 'cancelled' || last?.state === 'failed';
  });
  const read = useCommand('listening.read');
  const locale = useLocale();
  if (!data || data.unread === 0) return null;
  const some = data.unread < data.messages;
  const missing = `${formatCount(data.unread, locale)} ${some ? 'new messages are' : 'messages are'} not in these figures yet.`;
  if (isReading) return <Note>{`${missing} They are being read now; that happens on this computer.`}</Note>;
  if (!wasStopped && !data.stopped) return null;
  return (
    <>
      <Note
        tone="attention"
        action={
          <Button look="main" isDisabled={read.isPending} onPress={() => read.mutate({})}>
            Read them now
          </Button>
        }
      >
        {`${missing} Reading was stopped. It finds what they like, want and are about; it happens on this computer.`}
      </Note>
      {read.error && <ErrorState {...errorText(read.error)} />}
    </>
  );
}
