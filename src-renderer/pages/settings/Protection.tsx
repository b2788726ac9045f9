import { useState } from 'react';
import type { Status } from '../../../shared/contract/app.ts';
import { useCommand } from '../../api/use-command.ts';
import { say } from '../../state/notices.ts';
import { openOverlay } from '../../state/overlays.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { AutoLock } from './AutoLock.tsx';
import { KeyLoss } from './KeyLoss.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';
import { MakeRecovery, UseRecovery } from './Recovery.tsx';

type Vault = Status['vault'];

const STATE: Readonly<Record<Vault['state'], string>> = {
  none: 'Until you set a passphrase, Inglenook keeps no readable names or addresses at all. People are still told apart.',
  locked:
    'Readable names and addresses are locked. Charts and tables work; importing and showing a name need the passphrase.',
  open: 'Readable names and addresses are unlocked in this session. They are encrypted on the disk.',
};

const NOT_THIS_KEY_STORE =
  'Readable names and addresses are locked: your system’s key store does not open their key. Sign in to it and start Inglenook again, or use the recovery key. Charts and tables work meanwhile.';

/** Passphrase: set, change, unlock, lock. It is sent to the core of this computer only and kept nowhere. */
export function Protection({ vault }: { vault: Vault }) {
  const [editing, setEditing] = useState(false);
  const [recovering, setRecovering] = useState(false);
  const isPassphrase = vault.protection === 'passphrase';
  const lock = useCommand('vault.lock');
  return (
    <Card title="Names and addresses">
      <div className="stack">
        <p>{vault.state === 'locked' && vault.protection === 'os' ? NOT_THIS_KEY_STORE : STATE[vault.state]}</p>
        {vault.protection === 'os' && (
          <p className="quiet">
            The key is kept by your system’s own key store: it opens for whoever is signed in to your account, and for
            nobody who only has the folder or the disk.
          </p>
        )}
        <div className="row">
          {vault.state === 'locked' && isPassphrase && (
            <Button look="main" onPress={() => openOverlay('unlock')}>
              Unlock
            </Button>
          )}
          {vault.state === 'open' && vault.protection === 'passphrase' && (
            <Button
              onPress={() => lock.mutate({}, { onSuccess: () => say('Locked.', 'good') })}
              isDisabled={lock.isPending}
            >
              Lock now
            </Button>
          )}
          {vault.protection !== 'none' && !recovering && (
            <Button onPress={() => setRecovering(true)}>
              {vault.state !== 'locked' && 'Make a recovery key'}
              {vault.state === 'locked' && (isPassphrase ? 'Forgotten? Use the recovery key' : 'Use the recovery key')}
            </Button>
          )}
          {!editing && vault.state !== 'locked' && (
            <Button onPress={() => setEditing(true)}>
              {vault.protection === 'passphrase' ? 'Change the passphrase' : 'Set a passphrase'}
            </Button>
          )}
        </div>
        {recovering && vault.state === 'locked' && <UseRecovery onDone={() => setRecovering(false)} />}
        {recovering && vault.state !== 'locked' && (
          <MakeRecovery asksPassphrase={isPassphrase} onDone={() => setRecovering(false)} />
        )}
        <KeyLoss vault={vault} />
        {isPassphrase && <AutoLock sealed={vault.sealed} />}
        {editing && <PassphraseForm change={vault.protection === 'passphrase'} onDone={() => setEditing(false)} />}
      </div>
    </Card>
  );
}
