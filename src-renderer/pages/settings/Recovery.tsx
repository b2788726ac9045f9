import { useState } from 'react';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { say } from '../../state/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Fields.tsx';
import { ErrorState, Note } from '../../ui/States.tsx';

/** Makes a recovery key and shows it once. Where the system keeps the key there is no passphrase to ask for. */
export function MakeRecovery({ asksPassphrase, onDone }: { asksPassphrase: boolean; onDone: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const make = useCommand('vault.makeRecovery');
  if (make.data)
    return (
      <div className="stack">
        <Note tone="attention">
          Write this down and keep it where you keep your papers, not on this computer. It is shown only now. Whoever
          has it and this data folder can read the names.
        </Note>
        <p>
          <code>{make.data.recovery}</code>
        </p>
        <div className="row">
          <Button look="main" onPress={onDone}>
            I have written it down
          </Button>
        </div>
      </div>
    );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate({ passphrase }, { onSettled: () => setPassphrase('') });
      }}
    >
      <p className="quiet">
        A recovery key opens names and addresses, and all of an encrypted workspace, when{' '}
        {asksPassphrase ? 'the passphrase is forgotten' : 'your system’s key store is lost'}. An earlier one stops
        working.
      </p>
      {asksPassphrase && (
        <TextField
          label="Present passphrase"
          type="password"
          autoComplete="current-password"
          value={passphrase}
          onChange={setPassphrase}
        />
      )}
      {make.error && <ErrorState {...errorText(make.error)} />}
      <div className="row">
        <Button look="main" type="submit" isDisabled={(asksPassphrase && passphrase === '') || make.isPending}>
          Make the key
        </Button>
        <Button onPress={onDone}>Not now</Button>
      </div>
    </form>
  );
}

/** Sets a new passphrase by the recovery key. */
export function UseRecovery({ onDone }: { onDone: () => void }) {
  const [recovery, setRecovery] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const recover = useCommand('vault.recover');
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        recover.mutate(
          { recovery, passphrase },
          {
            onSuccess: () => {
              say('Unlocked, and the new passphrase is set.', 'good');
              onDone();
            },
          },
        );
      }}
    >
      <TextField
        label="Recovery key"
        value={recovery}
        onChange={setRecovery}
        autoComplete="off"
        about="56 letters and digits; blanks and dashes do not matter."
      />
      <TextField
        label="New passphrase"
        type="password"
        autoComplete="new-password"
        value={passphrase}
        onChange={setPassphrase}
        about="At least 10 characters."
      />
      {recover.error && <ErrorState {...errorText(recover.error)} />}
      <div className="row">
        <Button look="main" type="submit" isDisabled={recovery === '' || passphrase.length < 10 || recover.isPending}>
          Set the new passphrase
        </Button>
        <Button onPress={onDone}>Not now</Button>
      </div>
    </form>
  );
}
