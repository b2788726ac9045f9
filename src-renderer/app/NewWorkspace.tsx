import { useState } from 'react';
import { errorText } from '../api/error-text.ts';
import { useCommand } from '../api/use-command.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { type Option, Select, TextField } from '../ui/Fields.tsx';
import { ErrorState } from '../ui/States.tsx';

type Kind = 'own' | 'adviser';
const KINDS: readonly Option<Kind>[] = [
  { id: 'own', label: 'My own business', about: 'Every count is shown.' },
  { id: 'adviser', label: 'Somebody else’s data', about: 'Small groups are never shown, on no screen.' },
];

/** Asks for the name of a new workspace and whose data it will hold, makes it, and opens it. */
export function NewWorkspace({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<Kind>('adviser');
  const create = useCommand('workspaces.create');
  const open = useCommand('workspaces.open');
  const error = create.error ?? open.error;
  const ready = name.trim() !== '' && !create.isPending && !open.isPending;
  const submit = () => {
    if (ready) create.mutate({ name, kind }, { onSuccess: ({ workspace }) => open.mutate({ workspace }) });
  };
  return (
    <Dialog
      title="New workspace"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="main" isDisabled={!ready} onPress={submit}>
            Make and open it
          </Button>
        </>
      }
    >
      <form
        className="stack wide"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <p>
          A workspace keeps its own files, people, keys and settings. Nothing is shared between two workspaces, and all
          of them stay on this computer.
        </p>
        <TextField label="Name" value={name} onChange={setName} autoFocus size={32} />
        <Select label="Whose data is it?" value={kind} options={KINDS} onChange={setKind} />
        {error && <ErrorState {...errorText(error)} />}
      </form>
    </Dialog>
  );
}
