import { type FormEvent, type ReactNode, useState } from 'react';
import type { SeenPerson } from '../../../shared/contract/privacy.ts';
import { personOfPseudonym } from '../../../shared/ids.ts';
import type { IdentifierKind } from '../../../shared/model.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { say } from '../../state/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Select, TextField } from '../../ui/Fields.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { KIND_WORDS } from './words.ts';

/** A form with one button; `failed` is what the last try ended with. */
function Form(props: {
  button: string;
  isReady: boolean;
  failed: Error | null;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const { button, isReady, failed, onSubmit, children } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) onSubmit();
  };
  return (
    <form className="stack tight" onSubmit={submit}>
      {children}
      <div className="row">
        <Button type="submit" isDisabled={!isReady}>
          {button}
        </Button>
      </div>
      {failed && <ErrorState {...errorText(failed)} />}
    </form>
  );
}

/** Kinds that this person is known by, each once, without those that nobody types. */
function kindsOf({ identifiers }: SeenPerson): { id: IdentifierKind; label: string }[] {
  const kinds = new Set(identifiers.map(({ kind }) => kind).filter((kind) => kind !== 'visitor'));
  return [...kinds].map((id) => ({ id, label: KIND_WORDS[id] }));
}

function Rectify({ card, kinds }: { card: SeenPerson; kinds: ReturnType<typeof kindsOf> }) {
  const rectify = useCommand('rights.rectify');
  const [kind, setKind] = useState(kinds[0]?.id ?? 'email');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const done = () => {
    setFrom('');
    setTo('');
    say('Corrected. Older files go on leading to them.', 'good');
  };
  return (
    <Form
      button="Correct"
      isReady={from.trim() !== '' && to.trim() !== '' && !rectify.isPending}
      failed={rectify.error}
      onSubmit={() => rectify.mutate({ person: card.person, kind, from, to }, { onSuccess: done })}
    >
      <Select label="What is wrong" value={kind} options={kinds} onChange={setKind} />
      <TextField label="As it is held now" value={from} onChange={setFrom} autoComplete="off" />
      <TextField label="As it should be" value={to} onChange={setTo} autoComplete="off" />
    </Form>
  );
}

function Merge({ card }: { card: SeenPerson }) {
  const merge = useCommand('rights.merge');
  const [other, setOther] = useState('');
  const from = personOfPseudonym(other.trim());
  const isReady = from > 0 && from !== card.person && !merge.isPending;
  const done = () => {
    setOther('');
    say('Joined. The other record is no more.', 'good');
  };
  return (
    <Form
      button="Join the two"
      isReady={isReady}
      failed={merge.error}
      onSubmit={() => merge.mutate({ into: card.person, from }, { onSuccess: done })}
    >
      <TextField
        label="The same person is also held as (pseudonym, P-…)"
        value={other}
        onChange={setOther}
        autoComplete="off"
        about="All of the other record comes here. An objection or freeze of either holds for both."
      />
    </Form>
  );
}

function Split({ card, kinds }: { card: SeenPerson; kinds: ReturnType<typeof kindsOf> }) {
  const split = useCommand('rights.split');
  const [kind, setKind] = useState(kinds[0]?.id ?? 'email');
  const [value, setValue] = useState('');
  return (
    <Form
      button="Make them two"
      isReady={value.trim() !== '' && !split.isPending}
      failed={split.error}
      onSubmit={() => split.mutate({ person: card.person, kind, value }, { onSuccess: () => setValue('') })}
    >
      <Select label="What belongs to somebody else" value={kind} options={kinds} onChange={setKind} />
      <TextField
        label="Which one"
        value={value}
        onChange={setValue}
        autoComplete="off"
        about="Rows of files that only this one tells of go over. Rows of files that name both stay here, because they do not say whose they are."
      />
      <p aria-live="polite" className="small">
        {split.data &&
          `${split.data.card.pseudonym} was made, with ${split.data.moved.orders} orders, ${split.data.moved.messages} messages, ${split.data.moved.events} visits and events. ${split.data.shared} files name both.`}
      </p>
    </Form>
  );
}

/** Corrects a record (GDPR Art. 16): a wrong address, one person held as two, or two held as one. */
export function Correct({ card }: { card: SeenPerson }) {
  const kinds = kindsOf(card);
  return (
    <section className="stack tight">
      <h3>Correct</h3>
      {kinds.length > 0 && (
        <Disclosure title="An address, number or name is wrong">
          <Rectify card={card} kinds={kinds} />
        </Disclosure>
      )}
      <Disclosure title="They are held twice">
        <Merge card={card} />
      </Disclosure>
      {card.identifiers.length > 1 && kinds.length > 0 && (
        <Disclosure title="These are two people">
          <Split card={card} kinds={kinds} />
        </Disclosure>
      )}
    </section>
  );
}
