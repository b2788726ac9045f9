import { useState } from 'react';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { say } from '../../state/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { ConfirmDialog } from '../../ui/Dialog.tsx';
import { ErrorState } from '../../ui/States.tsx';

/** Every workspace of this computer, with a way to delete those that are not open. */
export function Workspaces() {
  const { data: workspaces = [], refetch } = useQuery('workspaces.list', {});
  const remove = useCommand('workspaces.remove');
  const [asked, setAsked] = useState<{ id: string; name: string } | null>(null);
  const confirm = () =>
    asked &&
    remove.mutate(
      { workspace: asked.id },
      {
        onSuccess: () => say(`The workspace “${asked.name}” was deleted.`, 'good'),
        onSettled: () => void refetch(),
      },
    );
  return (
    <Card title="Workspaces on this computer">
      <ul className="plain stack">
        {workspaces.map(({ id, name, kind, open }) => (
          <li key={id} className="row spread">
            <span>
              {name} <span className="small quiet">{kind === 'own' ? 'own business' : 'somebody else’s data'}</span>
            </span>
            {open ? (
              <span className="small quiet">open now</span>
            ) : (
              id !== 'main' && (
                <Button look="quiet" aria-label={`Delete ${name}`} onPress={() => setAsked({ id, name })}>
                  Delete…
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      <p className="small quiet">The name at the top of the rail opens another workspace, or makes a new one.</p>
      {remove.error && <ErrorState {...errorText(remove.error)} />}
      <ConfirmDialog
        title="Delete this workspace?"
        isOpen={asked !== null}
        verb="Delete it"
        onConfirm={() => void confirm()}
        onClose={() => setAsked(null)}
      >
        <p>
          Everything in “{asked?.name}” is deleted: what was imported, the people, the keys, the audit log. This cannot
          be taken back. The files that you imported stay where they are.
        </p>
      </ConfirmDialog>
    </Card>
  );
}
