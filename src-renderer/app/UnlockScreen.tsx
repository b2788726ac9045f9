import { Lock } from 'lucide-react';
import { useEffect, useState } from 'react';
import { errorText } from '../api/error-text.ts';
import { useCommand } from '../api/use-command.ts';
import { useQuery } from '../api/use-query.ts';
import { UseRecovery } from '../pages/settings/Recovery.tsx';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Fields.tsx';
import { ErrorState } from '../ui/States.tsx';

const NOT_THIS_KEY_STORE =
  'Its key is kept by the key store of the system and user account it was encrypted in, which does not open it here. Open it with Inglenook under that account, sign in to the key store and start again, or use the recovery key.';

/** All there is of an encrypted workspace before its passphrase was given: the question for it, and the way to another one. */
export function UnlockScreen() {
  const [recovering, setRecovering] = useState(false);
  const { data: workspaces = [] } = useQuery('workspaces.list', {});
  const { data: about } = useQuery('vault.about', {});
  const bySystem = about?.protection === 'os';
  const name = workspaces.find(({ open }) => open)?.name;
  useEffect(() => {
    document.title = 'Locked · Inglenook';
  }, []);
  return (
    <main className="locked">
      <section className="card" aria-labelledby="locked-title">
        <header className="card-head">
          <div className="card-titles">
            <h1 id="locked-title" className="row">
              <Lock aria-hidden className="icon" /> Locked
            </h1>
            <p className="quiet small">
              {name ? `“${name}”` : 'This workspace'} is encrypted on this computer.{' '}
              {bySystem ? NOT_THIS_KEY_STORE : 'Nothing of it can be read without its passphrase.'}
            </p>
          </div>
        </header>
        <div className="card-body stack">
          {recovering && <UseRecovery onDone={() => setRecovering(false)} />}
          {!recovering && !bySystem && <Unlock />}
          {!recovering && (
            <div className="row">
              <Button look="quiet" onPress={() => setRecovering(true)}>
                {bySystem ? 'Use the recovery key' : 'Forgotten? Use the recovery key'}
              </Button>
            </div>
          )}
          <Others workspaces={workspaces.filter(({ open }) => !open)} />
        </div>
      </section>
    </main>
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
        // The window starts anew once the store is open.
        unlock.mutate({ passphrase });
      }}
    >
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
      </div>
    </form>
  );
}

function Others({ workspaces }: { workspaces: readonly { id: string; name: string }[] }) {
  const open = useCommand('workspaces.open');
  if (workspaces.length === 0) return null;
  return (
    <div className="stack tight">
      <h2 className="label">Other workspaces</h2>
      <ul className="plain stack tight">
        {workspaces.map(({ id, name }) => (
          <li key={id}>
            <Button isDisabled={open.isPending} onPress={() => open.mutate({ workspace: id })}>
              Open {name}
            </Button>
          </li>
        ))}
      </ul>
      {open.error && <ErrorState {...errorText(open.error)} />}
    </div>
  );
}
