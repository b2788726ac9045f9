import { useState } from 'react';
import type { FoundPerson } from '../../../shared/contract/rights.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Fields.tsx';
import { formatOf } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { personName } from '../../ui/person-name.ts';
import { ErrorState, Note } from '../../ui/States.tsx';
import { foundByWords, warningWords } from './request-words.ts';

interface FindPersonProps {
  /** What choosing somebody does, as words on the button. */
  verb: string;
  onChoose: (person: number) => void;
}

function Found({ found, verb, onChoose }: FindPersonProps & { found: FoundPerson }) {
  const locale = useLocale();
  const { card, strength, warnings } = found;
  return (
    <li className="stack tight">
      <div className="row spread">
        <span>
          <strong>{personName(card.person, locale)}</strong>{' '}
          <span className="quiet small">by {foundByWords(found)}</span>
        </span>
        <Button aria-label={`${verb} ${personName(card.person, locale)}`} onPress={() => onChoose(card.person)}>
          {verb}
        </Button>
      </div>
      <span className="small quiet">
        {formatOf(card.orders, 'order', 'orders', locale)}, {formatOf(card.messages, 'message', 'messages', locale)},{' '}
        {formatOf(card.events, 'visit or event', 'visits and events', locale)}
      </span>
      {warnings.length > 0 && (
        <Note tone="attention">
          {strength === 'weak' && 'Not proof enough alone. '}
          {warningWords(warnings)}
        </Note>
      )}
    </li>
  );
}

/** Somebody with this was erased: later imports leave them out, until they themselves want to come back. */
function Erased({ value }: { value: string }) {
  const back = useCommand('rights.unsuppress');
  if (back.data)
    return <Note tone="good">They are off the list of the erased. The next import takes them in again.</Note>;
  return (
    <>
      <Note
        action={
          <Button isDisabled={back.isPending} onPress={() => back.mutate({ value })}>
            They want to come back
          </Button>
        }
      >
        Somebody with this was erased before. Later imports leave them out.
      </Note>
      {back.error && <ErrorState {...errorText(back.error)} />}
    </>
  );
}

/** Finds a person by anything they are known by. What is typed is compared and not kept; that somebody searched is noted. */
export function FindPerson({ verb, onChoose }: FindPersonProps) {
  const [value, setValue] = useState('');
  const find = useCommand('rights.find');
  return (
    <div className="stack">
      <form
        className="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          if (value.trim() !== '') find.mutate({ value });
        }}
      >
        <TextField
          label="E-mail, phone, user name, customer or order number, cookie, or pseudonym"
          value={value}
          onChange={setValue}
          autoComplete="off"
        />
        <div className="row">
          <Button type="submit" look="main" isDisabled={value.trim() === '' || find.isPending}>
            Find
          </Button>
        </div>
      </form>
      <div aria-live="polite" className="stack">
        {find.error && <ErrorState {...errorText(find.error)} />}
        {find.data?.suppressed && <Erased value={value} />}
        {find.data?.people.length === 0 && (
          <p>Nobody is held under this. Try another address or number of theirs before you answer so.</p>
        )}
        {find.data && find.data.people.length > 0 && (
          <ul className="plain stack">
            {find.data.people.map((found) => (
              <Found key={found.card.person} found={found} verb={verb} onChoose={onChoose} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
