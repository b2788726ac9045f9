import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useStatus } from '../../api/use-status.ts';
import { say } from '../../state/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { saveMade } from './save-made.ts';

/** What can be done at a person's request: hand out their data, object, erase. */
export function PersonRights({ person, onErase }: { person: number; onErase: () => void }) {
  const pack = useCommand('rights.package');
  const object = useCommand('rights.object');
  const adviser = useStatus()?.settings.workspaceKind === 'adviser';
  const failed = pack.error ?? object.error;
  return (
    <section className="stack tight">
      <h3>At their request</h3>
      <div className="row">
        {!adviser && (
          <>
            <Button
              isDisabled={pack.isPending}
              onPress={() => pack.mutate({ person, scope: 'access' }, { onSuccess: saveMade })}
            >
              Everything about them (ZIP)
            </Button>
            <Button
              isDisabled={pack.isPending}
              onPress={() => pack.mutate({ person, scope: 'portability' }, { onSuccess: saveMade })}
            >
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
          : 'The ZIP holds names and addresses in clear, as far as they are kept. Give it to nobody else. Noted in the audit log.'}
      </p>
      {failed && <ErrorState {...errorText(failed)} />}
    </section>
  );
}
