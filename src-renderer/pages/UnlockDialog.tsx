import { useState } from 'react';
import { errorText } from '../api/error-text.ts';
import { useCommand } from '../api/use-command.ts';
import { say } from '../state/notices.ts';
import { closeOverlay, useOverlay } from '../state/overlays.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Fields.tsx';

/** Asks for the passphrase, wherever an unlocked vault is needed: `openOverlay('unlock')`. The words are kept nowhere. */
export function UnlockDialog() {
  const isOpen = useOverlay((state) => state.open === 'unlock');
  return (
    <Dialog title="Unlock names and addresses" isOpen={isOpen} onClose={closeOverlay}>
      {isOpen && <Unlock />}
    </Dialog>
  );
}

function Unlock() {
  const [passphrase, setPassphrase] = useState('');
  const unlock = useCommand('vault.unlock');
  const failed = unlock.error ? errorText(unlock.error) : null;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        unlock.mutate(
          { passphrase },
          {
            onSuccess: () => {
              closeOverlay();
              say('Unlocked until you close Inglenook or lock it.', 'good');
            },
          },
        );
      }}
    >
      <p>
        Importing needs your passphrase, because people are recognised by a key that only it opens. Charts and tables
        work without it.
      </p>
      <TextField
        label="Passphrase"
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        autoComplete="current-password"
        autoFocus
        {...(failed ? { error: `${failed.what} ${failed.todo}` } : {})}
      />
      <div className="row">
        <Button look="main" type="submit" isDisabled={passphrase === '' || unlock.isPending}>
          {unlock.isPending ? 'Unlocking…' : 'Unlock'}
        </Button>
        <Button onPress={closeOverlay}>Not now</Button>
      </div>
    </form>
  );
}
