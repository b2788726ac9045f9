import { useMemo, useState } from 'react';
import type { SeenPerson } from '../../../shared/contract/privacy.ts';
import { CONSENT_STATES, PURPOSES } from '../../../shared/model.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { say } from '../../state/notices.ts';
import { Drawer } from '../../ui/Dialog.tsx';
import { Select, Switch } from '../../ui/Fields.tsx';
import { formatDay, formatOf } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { personName } from '../../ui/person-name.ts';
import { ErrorState, Skeleton } from '../../ui/States.tsx';
import { RECIPIENT_WORDS } from '../export-words.ts';
import { Correct } from './Correct.tsx';
import { EraseDialog } from './EraseDialog.tsx';
import { LeaveOut } from './LeaveOut.tsx';
import { PersonRights } from './PersonRights.tsx';
import { Reveal } from './Reveal.tsx';
import { standingOf } from './series.ts';
import { Timeline } from './Timeline.tsx';
import { KIND_WORDS, PURPOSE_WORDS, saidWhen, STATE_WORDS } from './words.ts';

const STATES = CONSENT_STATES.map((id) => ({ id, label: STATE_WORDS[id] }));

function Held({ card }: { card: SeenPerson }) {
  const locale = useLocale();
  const { firstMs, lastMs } = card;
  return (
    <section className="stack tight">
      <h3>What is held</h3>
      {card.withheld === null ? (
        <p>
          {formatOf(card.orders ?? 0, 'order', 'orders', locale)},{' '}
          {formatOf(card.messages ?? 0, 'message', 'messages', locale)},{' '}
          {formatOf(card.events ?? 0, 'visit or event', 'visits and events', locale)}
          {firstMs !== null &&
            lastMs !== null &&
            `, from ${formatDay(firstMs, locale)} to ${formatDay(lastMs, locale)}`}
          .
        </p>
      ) : (
        <p>What they did is held, but not shown. A copy of their data holds all of it, because that is their right.</p>
      )}
      <ul className="plain stack tight">
        {card.identifiers.map(({ kind, scope, inVault }, i) => (
          <li key={`${kind} ${scope} ${String(i)}`}>
            {KIND_WORDS[kind]}
            {scope && <span className="quiet"> ({scope})</span>}
            <span className="small quiet">
              {' '}
              – {inVault ? 'readable value in the vault' : 'kept only as a keyed hash'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Consents({ card }: { card: SeenPerson }) {
  const save = useCommand('privacy.setConsent');
  const standing = useMemo(() => standingOf(card), [card]);
  return (
    <section className="stack">
      <h3>What they said</h3>
      {PURPOSES.map((purpose) => (
        <Select
          key={purpose}
          label={PURPOSE_WORDS[purpose].label}
          value={standing[purpose]}
          options={STATES}
          isDisabled={save.isPending}
          onChange={(state) => {
            if (state === standing[purpose]) return;
            save.mutate(
              { person: card.person, purpose, state },
              { onSuccess: () => say('Recorded. Every view follows at once.', 'good') },
            );
          }}
        />
      ))}
      {save.error && <ErrorState {...errorText(save.error)} />}
    </section>
  );
}

function History({ consents }: Pick<SeenPerson, 'consents'>) {
  const locale = useLocale();
  if (consents.length === 0) return null;
  const newest = [...consents].sort((a, b) => b.atMs - a.atMs);
  return (
    <section className="stack tight">
      <h3>History</h3>
      <ol className="plain stack tight">
        {newest.map(({ purpose, state, atMs, source, line, wording }, i) => (
          <li key={`${purpose} ${String(atMs)} ${String(i)}`} className="small">
            {saidWhen(atMs, locale)}: {STATE_WORDS[state].toLowerCase()} – {PURPOSE_WORDS[purpose].label.toLowerCase()}
            <span className="quiet">
              {' '}
              ({source}
              {line !== null && line > 0 && `, line ${line}`}
              {wording && `, “${wording}”`})
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function HandedOut({ handedOut }: Pick<SeenPerson, 'handedOut'>) {
  const locale = useLocale();
  return (
    <section className="stack tight">
      <h3>Handed out to</h3>
      {handedOut.length === 0 ? (
        <p className="small quiet">Nobody. Reports hold counts of groups only and are not listed here.</p>
      ) : (
        <ul className="plain stack tight">
          {handedOut.map(({ atMs, recipient }, i) => (
            <li key={`${String(atMs)} ${String(i)}`} className="small">
              {formatDay(atMs, locale)}: {RECIPIENT_WORDS[recipient].toLowerCase()}
              <span className="quiet"> (list with their hashed address)</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Freeze({ card }: { card: SeenPerson }) {
  const freeze = useCommand('privacy.setRestricted');
  return (
    <section className="stack tight">
      <h3>Freeze</h3>
      <Switch
        isSelected={card.restricted}
        isDisabled={freeze.isPending}
        onChange={(restricted) => freeze.mutate({ person: card.person, restricted })}
      >
        Keep, but use for nothing
      </Switch>
      <p className="small quiet">A frozen person stays stored and is left out of every figure, list and report.</p>
      {freeze.error && <ErrorState {...errorText(freeze.error)} />}
    </section>
  );
}

/** The card of one person: what is held, what they said, freeze, and the readable identifiers on request. */
export function PersonDrawer({ person, onClose }: { person: number; onClose: () => void }) {
  const locale = useLocale();
  const { data: card, error } = useQuery('privacy.person', { person });
  // Outside the card, which is gone once the person is.
  const [erasing, setErasing] = useState(false);
  return (
    <Drawer title={personName(person, locale)} isOpen onClose={onClose}>
      {erasing && (
        <EraseDialog
          person={person}
          onClose={() => {
            setErasing(false);
            if (error) onClose();
          }}
        />
      )}
      {error && !erasing && <ErrorState {...errorText(error)} />}
      {!card && !error && <Skeleton lines={8} />}
      {card && (
        <div className="stack wide">
          <Held card={card} />
          <Timeline person={card.person} />
          <Consents card={card} />
          <History consents={card.consents} />
          <HandedOut handedOut={card.handedOut} />
          <Freeze card={card} />
          <Correct card={card} />
          <LeaveOut card={card} />
          <Reveal card={card} />
          <PersonRights person={card.person} onErase={() => setErasing(true)} />
        </div>
      )}
    </Drawer>
  );
}
