import { useState } from 'react';
import type { SeenPerson } from '../../../shared/contract/privacy.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useStatus } from '../../api/use-status.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Fields.tsx';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState } from '../../ui/States.tsx';
import { KIND_WORDS } from './words.ts';

/** Asks for the passphrase; the vault stays open until it is locked again. */
function Unlock() {
  const [passphrase, setPassphrase] = useState('');
  const unlock = useCommand('vault.unlock');
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        unlock.mutate({ passphrase }, { onSettled: () => setPassphrase('') });
      }}
    >
      <TextField
        label="Passphrase"
        type="password"
        autoComplete="current-password"
        value={passphrase}
        onChange={setPassphrase}
        about="Readable names and addresses are locked. Unlock them first."
        error={unlock.error ? errorText(unlock.error).what : undefined}
      />
      <div className="row">
        <Button type="submit" look="main" isDisabled={passphrase === '' || unlock.isPending}>
          Unlock
        </Button>
      </div>
    </form>
  );
}

/** Asks once more before clear values appear on the screen. */
function Ask({ person, onClose }: { person: number; onClose: () => void }) {
  const reveal = useCommand('privacy.reveal');
  if (reveal.data)
    return (
      <div className="stack tight">
        <dl className="facts">
          {reveal.data.identifiers.map(({ kind, scope, value }) => (
            <div key={`${kind} ${scope} ${value}`} className="row spread">
              <dt className="quiet">{KIND_WORDS[kind]}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div className="row">
          <Button onPress={onClose}>Hide</Button>
          <span className="small quiet">Noted in the audit log.</span>
        </div>
      </div>
    );
  return (
    <div className="stack tight">
      <p>This shows names and addresses in clear on your screen. That you looked is noted in the audit log.</p>
      <div className="row">
        <Button onPress={onClose}>Leave hidden</Button>
        <Button look="bad" isDisabled={reveal.isPending} onPress={() => reveal.mutate({ person })}>
          Show
        </Button>
      </div>
      {reveal.error && <ErrorState {...errorText(reveal.error)} />}
    </div>
  );
}

/** Readable identifiers: only on request, after unlocking, noted; and plain words where there are none. */
export function Reveal({ card }: { card: SeenPerson }) {
  const [asked, setAsked] = useState(false);
  const status = useStatus();
  const { demo } = useLocale();
  const inVault = card.identifiers.filter((identifier) => identifier.inVault).length;
  const adviser = status?.settings.workspaceKind === 'adviser';
  const mayShow = !adviser && !demo;
  return (
    <section className="stack tight">
      <h3>Readable name and address</h3>
      {demo && <p className="small quiet">Not shown in demo mode.</p>}
      {!demo && adviser && <p className="small quiet">Not shown in a workspace with someone else’s data.</p>}
      {mayShow && inVault === 0 && <p className="small quiet">None is kept for this person.</p>}
      {mayShow && inVault > 0 && !asked && (
        <div className="row">
          <Button onPress={() => setAsked(true)}>Show…</Button>
        </div>
      )}
      {mayShow && inVault > 0 && asked && status?.vault.state === 'locked' && <Unlock />}
      {mayShow && inVault > 0 && asked && status?.vault.state !== 'locked' && (
        <Ask person={card.person} onClose={() => setAsked(false)} />
      )}
    </section>
  );
}
