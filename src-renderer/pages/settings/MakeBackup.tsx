import { useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { say } from '../../state/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { useIsThere } from '../../ui/use-is-there.ts';
import { Select, TextField } from '../../ui/Fields.tsx';
import { ErrorState } from '../../ui/States.tsx';

const LEAST_LETTERS = 10;

type Kind = 'two' | 'one';
const KINDS = [
  {
    id: 'two',
    label: 'Backup and file of keys',
    about: 'To keep. Somebody you erase later is gone from it, too.',
  },
  {
    id: 'one',
    label: 'One file',
    about: 'To move to another computer. Somebody you erase later can still be read from this file.',
  },
] as const satisfies readonly { id: Kind; label: string; about: string }[];

/** Asks for a passphrase and the kind of backup, and writes it. */
export function MakeBackup({ onDone }: { onDone: () => void }) {
  const [kind, setKind] = useState<Kind>('two');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const make = useCommand('backup.make');
  const isThere = useIsThere();
  const ready = passphrase.length >= LEAST_LETTERS && again === passphrase;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        // What came of it is told also where this card was closed meanwhile.
        make.mutateAsync({ passphrase, oneFile: kind === 'one' }).then(
          ({ fileName, keysName }) => {
            say(keysName ? `${fileName} and ${keysName} are written.` : `${fileName} is written.`, 'good');
            if (isThere.current) onDone();
          },
          (error: AppError) => {
            if (error.code === 'cancelled') make.reset();
            else if (!isThere.current) say(`${errorText(error).what} ${errorText(error).todo}`, 'bad');
          },
        );
      }}
    >
      <Select label="What to write" value={kind} options={KINDS} onChange={setKind} />
      <p className="quiet small">
        {kind === 'two'
          ? 'The backup opens only together with the small file of keys. Keep copies of both, in different places if you can. When you erase somebody, Inglenook writes the file of keys anew without them: replace your copies of it then. The backups stay as they are.'
          : 'The file opens with the passphrase alone. Somebody you erase later can still be read from this file: delete it once it has done its work.'}
      </p>
      <TextField
        label="Passphrase of the backup"
        type="password"
        autoComplete="new-password"
        value={passphrase}
        onChange={setPassphrase}
        about={`At least ${LEAST_LETTERS} characters. Without it nobody can open the files, you included.`}
      />
      <TextField
        label="Once more"
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
        error={again !== '' && again !== passphrase ? 'Not the same as above.' : undefined}
      />
      {make.error && <ErrorState {...errorText(make.error)} />}
      <div className="row">
        <Button look="main" type="submit" isDisabled={!ready || make.isPending}>
          {make.isPending ? 'Writing…' : 'Write the backup'}
        </Button>
        <Button onPress={onDone}>Not now</Button>
      </div>
    </form>
  );
}
