import { useState } from 'react';
import type { PersonRequest } from '../../../shared/contract/rights.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { setQuery } from '../../state/place.ts';
import { Button } from '../../ui/Button.tsx';
import { Drawer } from '../../ui/Dialog.tsx';
import { Select, TextField } from '../../ui/Fields.tsx';
import { formatDay } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { personName } from '../../ui/person-name.ts';
import { ErrorState, Note } from '../../ui/States.tsx';
import { EraseDialog } from './EraseDialog.tsx';
import { FindPerson } from './FindPerson.tsx';
import { PersonRights } from './PersonRights.tsx';
import {
  askAgainMs,
  IDENTITY_WORDS,
  KIND_OF_REQUEST,
  LAW_WORDS,
  optionsOf,
  STATE_OF_REQUEST,
} from './request-words.ts';

const IDENTITIES = optionsOf(IDENTITY_WORDS);
const STATES = optionsOf(STATE_OF_REQUEST);

/** Requests that need nothing but to be known: they are carried out as soon as the person is. */
const HEEDED: ReadonlySet<PersonRequest['kind']> = new Set(['objection', 'opt-out'] as const);

function Dates({ request }: { request: PersonRequest }) {
  const locale = useLocale();
  const [reason, setReason] = useState('');
  const extend = useCommand('rights.extend');
  return (
    <section className="stack tight">
      <h3>Deadline</h3>
      <p>
        Came in on {formatDay(request.receivedMs, locale)}
        {request.confirmByMs !== null && `, confirm by ${formatDay(request.confirmByMs, locale)}`}, answer by{' '}
        <strong>{formatDay(request.dueMs, locale)}</strong>
        {request.extended && ' (extended)'}. {LAW_WORDS[request.law]}.
      </p>
      {HEEDED.has(request.kind) && (
        <Note tone={request.person === null ? 'attention' : 'good'}>
          {request.person === null
            ? 'Say who it is: from then on it holds, in every view and list. No proof of who they are is needed for this.'
            : 'In force since it was known who it is.'}{' '}
          {request.law === 'ccpa' &&
            `Do not ask them to agree again before ${formatDay(askAgainMs(request.receivedMs), locale)} (twelve months).`}
        </Note>
      )}
      {request.overdue && <Note tone="bad">The deadline has passed.</Note>}
      {request.duplicateOf !== null && (
        <Note tone="attention">The same person asked for the same before: request no. {request.duplicateOf}.</Note>
      )}
      {request.canExtend && (
        <form
          className="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            extend.mutate({ request: request.id, reason });
          }}
        >
          <TextField
            label="Reason for more time"
            value={reason}
            onChange={setReason}
            about="Only for complex or many requests; tell the person, with the reason, before the first deadline."
          />
          <div className="row">
            <Button type="submit" isDisabled={reason.trim().length < 3 || extend.isPending}>
              Extend once
            </Button>
          </div>
        </form>
      )}
      {extend.error && <ErrorState {...errorText(extend.error)} />}
    </section>
  );
}

function Identity({ request }: { request: PersonRequest }) {
  const update = useCommand('rights.update');
  const [note, setNote] = useState(request.identityNote);
  return (
    <section className="stack tight">
      <h3>Is it really them?</h3>
      <Select
        label="Identity"
        value={request.identity}
        options={IDENTITIES}
        isDisabled={update.isPending}
        onChange={(identity) => update.mutate({ request: request.id, identity })}
      />
      <TextField
        label="How you checked"
        value={note}
        onChange={setNote}
        about="Say how, not what: “called back the number on the order”. Ask for no more than you need; keep no copies of papers."
      />
      <div className="row">
        <Button
          isDisabled={note === request.identityNote || update.isPending}
          onPress={() => update.mutate({ request: request.id, identityNote: note })}
        >
          Note it
        </Button>
      </div>
      {update.error && <ErrorState {...errorText(update.error)} />}
    </section>
  );
}

function Who({ request }: { request: PersonRequest }) {
  const locale = useLocale();
  const update = useCommand('rights.update');
  const [searching, setSearching] = useState(false);
  const choose = (person: number) =>
    update.mutate({ request: request.id, person }, { onSuccess: () => setSearching(false) });
  return (
    <section className="stack tight">
      <h3>Who it is</h3>
      {request.person !== null && (
        <div className="row spread">
          <strong>{personName(request.person, locale)}</strong>
          <span className="row">
            <Button onPress={() => setQuery({ tab: 'people', person: String(request.person), request: null })}>
              Open their card
            </Button>
            <Button onPress={() => setSearching(!searching)}>Somebody else</Button>
          </span>
        </div>
      )}
      {request.person === null && request.state !== 'open' && (
        <p className="quiet">Nobody is held under this request any more.</p>
      )}
      {((request.person === null && request.state === 'open') || searching) && (
        <FindPerson verb="This is them" onChoose={choose} />
      )}
      {update.error && <ErrorState {...errorText(update.error)} />}
    </section>
  );
}

function Outcome({ request }: { request: PersonRequest }) {
  const update = useCommand('rights.update');
  const [note, setNote] = useState(request.note);
  return (
    <section className="stack tight">
      <h3>Outcome</h3>
      <TextField
        label="Note"
        value={note}
        onChange={setNote}
        about="Why it was refused, what was answered. No names."
      />
      <div className="row">
        <Button
          isDisabled={note === request.note || update.isPending}
          onPress={() => update.mutate({ request: request.id, note })}
        >
          Note it
        </Button>
      </div>
      <Select
        label="State"
        value={request.state}
        options={STATES}
        isDisabled={update.isPending}
        onChange={(state) => update.mutate({ request: request.id, state })}
      />
      {update.error && <ErrorState {...errorText(update.error)} />}
    </section>
  );
}

/** One request from coming in to closing: deadline, who, identity, what is done, outcome. */
export function RequestDrawer({ request, onClose }: { request: PersonRequest; onClose: () => void }) {
  // Kept here: once the person is erased, the request no longer names them, and the certificate must stay on screen.
  const [erasing, setErasing] = useState<number | null>(null);
  return (
    <Drawer title={`No. ${request.id}: ${KIND_OF_REQUEST[request.kind].label.toLowerCase()}`} isOpen onClose={onClose}>
      <div className="stack wide">
        <Dates request={request} />
        <Who request={request} />
        <Identity request={request} />
        {request.person !== null && request.identity === 'confirmed' && (
          <PersonRights person={request.person} onErase={() => setErasing(request.person)} />
        )}
        {request.person !== null && request.identity !== 'confirmed' && (
          <p className="small quiet">Once you know that it is them, you can hand out or erase their data here.</p>
        )}
        <Outcome request={request} />
        {erasing !== null && (
          <EraseDialog
            person={erasing}
            request={request.kind === 'erasure' ? request.id : undefined}
            onClose={() => setErasing(null)}
          />
        )}
      </div>
    </Drawer>
  );
}
