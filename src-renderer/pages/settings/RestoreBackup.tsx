import { useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { BackupFile } from '../../../shared/contract/backup.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { activeJobs, useJobs } from '../../state/jobs.ts';
import { say } from '../../state/notices.ts';
import { useIsThere } from '../../ui/use-is-there.ts';
import { JobLine } from '../JobList.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { TextField } from '../../ui/Fields.tsx';
import { ErrorState } from '../../ui/States.tsx';

/** People who did not come back, in words. */
function goneWords(gone: number, again: number): string {
  const words: string[] = [];
  if (gone > 0)
    words.push(
      gone === 1
        ? '1 person removed since cannot be opened any more.'
        : `${gone} people removed since cannot be opened any more.`,
    );
  if (again > 0) words.push(`${again} people who were erased since stayed erased.`);
  return words.length === 0 ? '' : ` ${words.join(' ')}`;
}

/** What is asked for; an empty field is left out. */
interface Asked {
  name: string;
  passphrase: string;
  unlock: string;
  keysFile: string;
  keysPassphrase: string;
}

const orderOf = ({ name, passphrase, unlock, keysFile, keysPassphrase }: Asked, file: string) => ({
  file,
  passphrase,
  name,
  ...(unlock === '' ? {} : { unlock }),
  ...(keysFile === '' ? {} : { keysFile: `backup:${keysFile}` }),
  ...(keysPassphrase === '' ? {} : { keysPassphrase }),
});

interface FieldsProps {
  asked: Asked;
  onChange: (part: Partial<Asked>) => void;
}

function KeysFields({ asked, onChange, keysName }: FieldsProps & { keysName: string | null }) {
  return (
    <Disclosure title="Another file of keys">
      <div className="stack">
        <TextField
          label="Name of the file of keys"
          value={asked.keysFile}
          onChange={(keysFile) => onChange({ keysFile })}
          placeholder={keysName ?? ''}
          about="In the folder of backups. Empty: the one with the name of the backup. Any newer one of this workspace does."
        />
        <TextField
          label="Passphrase of the file of keys"
          type="password"
          autoComplete="current-password"
          value={asked.keysPassphrase}
          onChange={(keysPassphrase) => onChange({ keysPassphrase })}
          about="Only where it was written with another backup, under another passphrase."
        />
      </div>
    </Disclosure>
  );
}

function Fields({ asked, onChange, asksUnlock }: FieldsProps & { asksUnlock: boolean }) {
  return (
    <>
      <TextField label="Name of the new workspace" value={asked.name} onChange={(name) => onChange({ name })} />
      <TextField
        label="Passphrase of the backup"
        type="password"
        autoComplete="current-password"
        value={asked.passphrase}
        onChange={(passphrase) => onChange({ passphrase })}
      />
      {asksUnlock && (
        <TextField
          label="Passphrase of the workspace at that time"
          type="password"
          autoComplete="current-password"
          value={asked.unlock}
          onChange={(unlock) => onChange({ unlock })}
        />
      )}
    </>
  );
}

/** Asks for what opens a backup, and restores it beside. */
export function RestoreBackup({ file, onClose }: { file: BackupFile; onClose: () => void }) {
  const name = `Backup ${file.name.replace(/^inglenook-|\.inglenook$/g, '')}`;
  const [asked, setAsked] = useState<Asked>({ name, passphrase: '', unlock: '', keysFile: '', keysPassphrase: '' });
  const [asksUnlock, setAsksUnlock] = useState(false);
  const restore = useCommand('backup.restore');
  const change = (part: Partial<Asked>) => setAsked((before) => ({ ...before, ...part }));
  const isThere = useIsThere();
  const job = useJobs((state) => activeJobs(state.byId).find(({ kind }) => kind === 'restoring'));
  const submit = () =>
    // What came of it is told also where the dialog was closed meanwhile.
    restore.mutateAsync(orderOf(asked, file.file)).then(
      ({ erasedAgain, gone }) => {
        say(
          `Restored as the workspace “${asked.name}”. Open it at the top left.${goneWords(gone, erasedAgain)}`,
          'good',
        );
        if (isThere.current) onClose();
      },
      (error: AppError) => {
        if (error.code === 'cancelled') restore.reset();
        else if (!isThere.current) say(`${errorText(error).what} ${errorText(error).todo}`, 'bad');
        setAsksUnlock((before) => before || error.code === 'restore-needs-passphrase');
      },
    );
  return (
    <Dialog
      title={`Restore ${file.name}?`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{restore.isPending ? 'Close' : 'Not now'}</Button>
          <Button
            look="main"
            isDisabled={asked.passphrase === '' || asked.name.trim() === '' || restore.isPending}
            onPress={() => void submit()}
          >
            {restore.isPending ? 'Restoring…' : 'Restore beside'}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>It becomes a workspace of its own. What is here now stays as it is.</p>
        <Fields asked={asked} onChange={change} asksUnlock={asksUnlock} />
        {!file.oneFile && <KeysFields asked={asked} onChange={change} keysName={file.keysName} />}
        {restore.isPending && job && <JobLine job={job} />}
        {restore.error && <ErrorState {...errorText(restore.error)} />}
      </div>
    </Dialog>
  );
}
