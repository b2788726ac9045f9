import { useState } from 'react';
import type { Job, Status } from '../../../shared/contract/app.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { activeJobs, useJobs } from '../../state/jobs.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { TextField } from '../../ui/Fields.tsx';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, ProgressBar } from '../../ui/States.tsx';
import { jobPace, jobTitle } from '../job-words.ts';

const NOTE = 'Takes as much free room on the disk as the data file, and a little while.';
const OFF_ABOUT =
  'Texts of messages, page paths, orders and all else in this workspace lie in its data file as they are; only names and addresses are encrypted. Whoever takes this computer or copies the folder can read them, unless your system encrypts the disk.';
const NEVER = 'The names of workspaces, and files that you exported yourself, are not.';

interface Words {
  about: string;
  start: string;
  warning: string;
  note: string;
  act: string;
}

const OFF: Omit<Words, 'warning'> = {
  about: OFF_ABOUT,
  start: 'Encrypt everything…',
  note: `${NOTE} Meanwhile everything can be looked at, but nothing changed. Stopped or cut off, it leaves the workspace as it was.`,
  act: 'Encrypt everything',
};
const ON: Omit<Words, 'about'> = {
  start: 'Stop encrypting everything…',
  warning:
    'Texts, page paths and orders can then be read by whoever has the data file. Names and addresses stay encrypted.',
  note: `${NOTE} Meanwhile everything can be looked at, but nothing changed.`,
  act: 'Stop encrypting everything',
};

/** By what protects the key: what is protected from whom is not the same. */
const WORDS: Readonly<Record<'passphrase' | 'os', { off: Words; on: Words }>> = {
  passphrase: {
    off: {
      ...OFF,
      warning:
        'From then on Inglenook asks for the passphrase whenever it starts, and again after a while without use. If the passphrase is forgotten and there is no recovery key, all data of this workspace is gone: nobody, we included, can bring it back. Make a recovery key first.',
    },
    on: {
      ...ON,
      about: `All of this workspace is encrypted on this computer: without the passphrase its data file tells nothing but its size. ${NEVER}`,
    },
  },
  os: {
    off: {
      ...OFF,
      warning:
        'The key stays in the key store of your user account, and Inglenook asks for nothing. So it protects from whoever copies the folder or takes the disk, not from somebody who sits at this computer while you are signed in: a passphrase does both. If this account or computer is lost and there is neither a recovery key nor a backup, all data of this workspace is gone. Make a recovery key first.',
    },
    on: {
      ...ON,
      about: `All of this workspace is encrypted on this computer. The key is in the key store of your user account: whoever is signed in as you can open it, without being asked; to anybody else the data file tells nothing but its size. ${NEVER}`,
    },
  },
};

const isConversion = ({ kind }: Job): boolean => kind === 'sealing' || kind === 'unsealing';

/** The switch between a store that is encrypted whole and one where only names and addresses are. The window starts anew after it. */
export function EncryptAll({ vault }: { vault: Status['vault'] }) {
  const [asking, setAsking] = useState(false);
  const job = useJobs((state) => activeJobs(state.byId).find(isConversion));
  if (vault.protection === 'none')
    return (
      <Card title="Everything else">
        <div className="stack">
          <p>{OFF_ABOUT}</p>
          <p className="quiet">To encrypt it, set a passphrase above first.</p>
        </div>
      </Card>
    );
  const words = WORDS[vault.protection][vault.sealed ? 'on' : 'off'];
  return (
    <Card title="Everything else">
      <div className="stack">
        <p>{words.about}</p>
        {!asking && !job && (
          <div className="row">
            <Button onPress={() => setAsking(true)}>{words.start}</Button>
          </div>
        )}
        {asking && !job && <Ask vault={vault} words={words} onDone={() => setAsking(false)} />}
        {job && <AtWork job={job} />}
      </div>
    </Card>
  );
}

/** How far it is, and the way to stop it. */
function AtWork({ job }: { job: Job }) {
  const locale = useLocale();
  const stop = useCommand('jobs.cancel');
  return (
    <div className="stack tight">
      <div className="job">
        <ProgressBar label={jobTitle(job)} value={job.fraction} words={jobPace(job, locale)} />
        <Button onPress={() => stop.mutate({ job: job.id })} isDisabled={stop.isPending}>
          Stop
        </Button>
      </div>
      <p className="quiet small">You can look at everything meanwhile. Changes have to wait.</p>
    </div>
  );
}

function Ask({ vault, words, onDone }: { vault: Status['vault']; words: Words; onDone: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const change = useCommand(vault.sealed ? 'vault.unseal' : 'vault.seal');
  const asksPassphrase = vault.protection === 'passphrase';
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ passphrase }, { onSuccess: onDone });
      }}
    >
      <Note tone="attention">{words.warning}</Note>
      {asksPassphrase ? (
        <TextField
          label="Passphrase of this workspace"
          type="password"
          autoComplete="current-password"
          value={passphrase}
          onChange={setPassphrase}
          about={words.note}
        />
      ) : (
        <p className="quiet small">{words.note}</p>
      )}
      {change.error && <ErrorState {...errorText(change.error)} />}
      <div className="row">
        <Button look="main" type="submit" isDisabled={(asksPassphrase && passphrase === '') || change.isPending}>
          {words.act}
        </Button>
        <Button onPress={onDone} isDisabled={change.isPending}>
          Not now
        </Button>
      </div>
    </form>
  );
}
