import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note } from '../../ui/States.tsx';

/** Says how many messages are not in these charts yet, and reads them on request. Nothing when all have been read. */
export function ReadNew() {
  const { data } = useQuery('listening.status', {});
  const read = useCommand('listening.read');
  const locale = useLocale();
  if (!data || data.unread === 0) return null;
  const some = data.unread < data.messages;
  return (
    <>
      <Note
        tone="attention"
        action={
          <Button look="main" isDisabled={read.isPending || read.isSuccess} onPress={() => read.mutate({})}>
            {read.isSuccess ? 'Reading…' : 'Read them now'}
          </Button>
        }
      >
        {`${formatCount(data.unread, locale)} ${some ? 'new messages are' : 'messages are'} not in these figures yet. Reading finds what they like, want and are about; it happens on this computer.`}
      </Note>
      {read.error && <ErrorState {...errorText(read.error)} />}
    </>
  );
}
