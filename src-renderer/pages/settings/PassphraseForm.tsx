import { useState } from 'react';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { say } from '../../state/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Fields.tsx';
import { Note } from '../../ui/States.tsx';

const LEAST_LETTERS = 10;

/** Sets or changes the passphrase. What is typed lives in this form only and goes with it. */
export function PassphraseForm({ change, onDone }: { change: boolean; onDone: () => void }) {
  const [current, setCurrent] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const save = useCommand('vault.setPassphrase');
  const failed = save.error ? errorText(save.error) : null;
  const ready = passphrase.length >= LEAST_LETTERS && again === passphrase && (!change || current !== '');
  const done = () => {
    say('The passphrase is set.', 'good');
    onDone();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) save.mutate({ passphrase, ...(change ? { current } : {}) }, { onSuccess: done });
      }}
    >
      <Note tone="attention">
        Without it and without a recovery key there is no way back in: nobody, we included, can recover it. Make a
        recovery key afterwards and keep it with your papers.
      </Note>
      {change && (
        <Secret label="Present passphrase" autoComplete="current-password" value={current} onChange={setCurrent} />
      )}
      <Secret
        label="New passphrase"
        about={`At least ${LEAST_LETTERS} characters; a few words are easiest to remember.`}
        value={passphrase}
        onChange={setPassphrase}
        error={
          passphrase !== '' && passphrase.length < LEAST_LETTERS
            ? `${LEAST_LETTERS - passphrase.length} more characters.`
            : undefined
        }
      />
      <Secret
        label="Once more"
        value={again}
        onChange={setAgain}
        error={again !== '' && again !== passphrase ? 'Not the same as above.' : undefined}
      />
      {failed && <Note tone="bad">{`${failed.what} ${failed.todo}`}</Note>}
      <div className="row">
        <Button look="main" type="submit" isDisabled={!ready || save.isPending}>
          {save.isPending ? 'Setting…' : 'Set the passphrase'}
        </Button>
        <Button onPress={onDone}>Not now</Button>
      </div>
    </form>
  );
}

interface SecretProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  about?: string;
  error?: string | undefined;
  autoComplete?: string;
}

const Secret = ({ autoComplete = 'new-password', ...rest }: SecretProps) => (
  <TextField type="password" autoComplete={autoComplete} {...rest} />
);
