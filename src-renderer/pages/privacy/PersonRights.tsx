import { useState } from 'react';
import { type NoticeLanguage, noticeLanguageOf } from '../../../shared/contract/papers.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useStatus } from '../../api/use-status.ts';
import { say } from '../../state/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Fields.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { LANGUAGES } from './languages.ts';
import { saveMade } from './save-made.ts';

/** What can be done at a person's request: hand out their data, object, erase. */
export function PersonRights({ person, onErase }: { person: number; onErase: () => void }) {
  const pack = useCommand('rights.package');
  const object = useCommand('rights.object');
  const settings = useStatus()?.settings;
  const [chosen, setLanguage] = useState<NoticeLanguage | null>(null);
  const language = chosen ?? noticeLanguageOf(settings?.locale ?? '');
  const adviser = settings?.workspaceKind === 'adviser';
  const save = (scope: 'access' | 'portability') => pack.mutate({ person, scope, language }, { onSuccess: saveMade });
  const failed = pack.error ?? object.error;
  return (
    <section className="stack tight">
      <h3>At their request</h3>
      {!adviser && (
        <Select label="Page to read in the ZIP, in" value={language} options={LANGUAGES} onChange={setLanguage} />
      )}
      <div className="row">
        {!adviser && (
          <>
            <Button isDisabled={pack.isPending} onPress={() => save('access')}>
              Everything about them (ZIP)
            </Button>
            <Button isDisabled={pack.isPending} onPress={() => save('portability')}>
              To take along (ZIP)
            </Button>
          </>
        )}
        <Button
          isDisabled={object.isPending}
          onPress={() =>
            object.mutate({ person }, { onSuccess: () => say('Noted. They are out of every profile at once.', 'good') })
          }
        >
          They object to profiling
        </Button>
        <Button look="bad" onPress={onErase}>
          Erase…
        </Button>
      </div>
      <p className="small quiet">
        {adviser
          ? 'Data of single people is not handed out from a workspace with someone else’s data.'
          : 'The ZIP holds names and addresses in clear, as far as they are kept, and the same as files for programs, which are alike in every language. Give it to nobody else. Noted in the audit log.'}
      </p>
      {failed && <ErrorState {...errorText(failed)} />}
    </section>
  );
}
