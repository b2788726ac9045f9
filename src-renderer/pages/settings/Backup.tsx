import { useState } from 'react';
import type { BackupFile } from '../../../shared/contract/backup.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { say } from '../../state/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Fields.tsx';
import { formatBytes, formatInstant } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState } from '../../ui/States.tsx';

const LEAST_LETTERS = 10;

function Make({ onDone }: { onDone: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const make = useCommand('backup.make');
  const ready = passphrase.length >= LEAST_LETTERS && again === passphrase;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        make.mutate(
          { passphrase },
          {
            onSuccess: ({ fileName }) => {
              say(`${fileName} is written.`, 'good');
              onDone();
            },
          },
        );
      }}
    >
      <TextField
        label="Passphrase of the backup"
        type="password"
        autoComplete="new-password"
        value={passphrase}
        onChange={setPassphrase}
        about={`At least ${LEAST_LETTERS} characters. Without it nobody can open the file, you included.`}
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

function Restore({ file, onClose }: { file: BackupFile; onClose: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [name, setName] = useState(`Backup ${file.name.replace(/^inglenook-|\.inglenook$/g, '')}`);
  const restore = useCommand('backup.restore');
  const [unlock, setUnlock] = useState('');
  const [asksUnlock, setAsksUnlock] = useState(false);
  const submit = () =>
    restore.mutate(
      { file: file.file, passphrase, name, ...(unlock === '' ? {} : { unlock }) },
      {
        onError: ({ code }) => setAsksUnlock((asked) => asked || code === 'restore-needs-passphrase'),
        onSuccess: ({ erasedAgain }) => {
          const again = erasedAgain > 0 ? ` ${erasedAgain} people who were erased since stayed erased.` : '';
          say(`Restored as the workspace “${name}”. Open it at the top left.${again}`, 'good');
          onClose();
        },
      },
    );
  return (
    <Dialog
      title={`Restore ${file.name}?`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Not now</Button>
          <Button
            look="main"
            isDisabled={passphrase === '' || name.trim() === '' || restore.isPending}
            onPress={submit}
          >
            {restore.isPending ? 'Restoring…' : 'Restore beside'}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>It becomes a workspace of its own. What is here now stays as it is.</p>
        <TextField label="Name of the new workspace" value={name} onChange={setName} />
        <TextField
          label="Passphrase of the backup"
          type="password"
          autoComplete="current-password"
          value={passphrase}
          onChange={setPassphrase}
        />
        {asksUnlock && (
          <TextField
            label="Passphrase of the workspace at that time"
            type="password"
            autoComplete="current-password"
            value={unlock}
            onChange={setUnlock}
          />
        )}
        {restore.error && <ErrorState {...errorText(restore.error)} />}
      </div>
    </Dialog>
  );
}

/** Encrypted backups: make, list, restore; the same file moves everything to another computer. */
export function Backup() {
  const locale = useLocale();
  const [making, setMaking] = useState(false);
  const [restoring, setRestoring] = useState<BackupFile | null>(null);
  const { data, refetch } = useQuery('backup.list', {});
  return (
    <Card
      title="Backup and moving"
      subtitle="One encrypted file with everything in this workspace. Copy it to a stick or another disk; on another computer put it into the same folder there, or name it to “inglenook call backup.restore”."
      foot={data ? `Folder: ${data.folder}` : undefined}
    >
      <div className="stack">
        {data && data.files.length > 0 && (
          <ul className="plain stack tight">
            {data.files.map((file) => (
              <li key={file.file} className="row spread">
                <span>
                  {file.name}{' '}
                  <span className="quiet small">
                    {formatInstant(file.madeMs, locale)}, {formatBytes(file.sizeBytes, locale)}
                  </span>
                </span>
                <Button aria-label={`Restore ${file.name}`} onPress={() => setRestoring(file)}>
                  Restore…
                </Button>
              </li>
            ))}
          </ul>
        )}
        {data?.files.length === 0 && <p className="quiet">No backup yet.</p>}
        {making ? (
          <Make
            onDone={() => {
              setMaking(false);
              void refetch();
            }}
          />
        ) : (
          <div className="row">
            <Button onPress={() => setMaking(true)}>Make a backup</Button>
          </div>
        )}
        {restoring && <Restore file={restoring} onClose={() => setRestoring(null)} />}
      </div>
    </Card>
  );
}
