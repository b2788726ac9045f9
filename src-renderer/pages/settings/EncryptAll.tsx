import { useState } from 'react';
import type { Status } from '../../../shared/contract/app.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { TextField } from '../../ui/Fields.tsx';
import { ErrorState, Note } from '../../ui/States.tsx';

const WORDS = {
  off: {
    about:
      'Texts of messages, page paths, orders and all else in this workspace lie in its data file as they are; only names and addresses are encrypted. Whoever takes this computer or copies the folder can read them, unless your system encrypts the disk.',
    start: 'Encrypt everything…',
    warning:
      'From then on Inglenook asks for the passphrase whenever it starts, and again after a while without use. If the passphrase is forgotten and there is no recovery key, all data of this workspace is gone: nobody, we included, can bring it back. Make a recovery key first.',
    note: 'Takes as much free room on the disk as the data file, and a little while. Cut off, it leaves the workspace as it was.',
    act: 'Encrypt everything',
    acting: 'Encrypting…',
  },
  on: {
    about:
      'All of this workspace is encrypted on this computer: without the passphrase its data file tells nothing but its size. The names of workspaces, and files that you exported yourself, are not.',
    start: 'Stop encrypting everything…',
    warning:
      'Texts, page paths and orders can then be read by whoever has the data file. Names and addresses stay encrypted.',
    note: 'Takes as much free room on the disk as the data file, and a little while.',
    act: 'Stop encrypting everything',
    acting: 'Decrypting…',
  },
} as const;

/** The switch between a store that is encrypted whole and one where only names and addresses are. The window starts anew after it. */
export function EncryptAll({ vault }: { vault: Status['vault'] }) {
  const [asking, setAsking] = useState(false);
  const words = vault.sealed ? WORDS.on : WORDS.off;
  return (
    <Card title="Everything else">
      <div className="stack">
        <p>{words.about}</p>
        {vault.protection !== 'passphrase' && <p className="quiet">To encrypt it, set a passphrase above first.</p>}
        {vault.protection === 'passphrase' && !asking && (
          <div className="row">
            <Button onPress={() => setAsking(true)}>{words.start}</Button>
          </div>
        )}
        {asking && <Ask sealed={vault.sealed} onDone={() => setAsking(false)} />}
      </div>
    </Card>
  );
}

function Ask({ sealed, onDone }: { sealed: boolean; onDone: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const words = sealed ? WORDS.on : WORDS.off;
  const change = useCommand(sealed ? 'vault.unseal' : 'vault.seal');
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ passphrase }, { onSuccess: onDone });
      }}
    >
      <Note tone="attention">{words.warning}</Note>
      <TextField
        label="Passphrase of this workspace"
        type="password"
        autoComplete="current-password"
        value={passphrase}
        onChange={setPassphrase}
        about={words.note}
      />
      {change.error && <ErrorState {...errorText(change.error)} />}
      <div className="row">
        <Button look="main" type="submit" isDisabled={passphrase === '' || change.isPending}>
          {change.isPending ? words.acting : words.act}
        </Button>
        <Button onPress={onDone} isDisabled={change.isPending}>
          Not now
        </Button>
      </div>
    </form>
  );
}
