import { useState } from 'react';
import { isOwnValue, type OwnKind, type OwnRule } from '../../../shared/contract/own.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { say } from '../../state/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { type Option, Select, TextField } from '../../ui/Fields.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { ADDED, KIND_WORDS, matchWords, PROBLEM } from './own-words.ts';

const KINDS: readonly Option<OwnKind>[] = [
  { id: 'address', label: KIND_WORDS.address, about: '203.0.113.7, or a range such as 203.0.113.0/24.' },
  { id: 'page', label: KIND_WORDS.page, about: 'Pages that only you use, such as /admin/*. A * stands for anything.' },
  { id: 'visitor', label: KIND_WORDS.visitor, about: 'The id of your own device or account in an export.' },
];

/** Visits of one's own staff: by what they are known, and left out. */
export function OwnVisits() {
  return (
    <Card title="Visits of your own staff">
      <div className="stack wide">
        <p>
          Visits that you list here are left out of every count and come back when you take the entry away. Addresses
          and ids are kept sealed on this computer and are in no report.
        </p>
        <Rules />
        <AddRule />
      </div>
    </Card>
  );
}

/** What is left out, masked until it is asked for. */
function Rules() {
  const { data: rules = [] } = useQuery('own.list', {});
  const reveal = useCommand('own.reveal');
  const shown = new Map(reveal.data?.map((rule) => [rule.id, rule.value]));
  const hides = rules.some(({ id, kind }) => (kind === 'address' || kind === 'visitor') && !shown.has(id));
  if (rules.length === 0)
    return <p className="quiet">Nothing is listed: visits of your own staff count like all others.</p>;
  return (
    <>
      <ul className="plain stack" aria-label="Left out">
        {rules.map((rule) => (
          <Rule key={rule.id} rule={{ ...rule, value: shown.get(rule.id) ?? rule.value }} />
        ))}
      </ul>
      {hides && (
        <div className="row">
          <Button look="quiet" onPress={() => reveal.mutate({})} isDisabled={reveal.isPending}>
            Show addresses and ids
          </Button>
        </div>
      )}
      {reveal.error && <ErrorState {...errorText(reveal.error)} />}
    </>
  );
}

function AddRule() {
  const [kind, setKind] = useState<OwnKind>('address');
  const [value, setValue] = useState('');
  const add = useCommand('own.add');
  const fits = isOwnValue(kind, value);
  const submit = () =>
    fits &&
    add.mutate(
      { kind, value: value.trim() },
      {
        onSuccess: () => {
          setValue('');
          say(ADDED[kind], 'good');
        },
      },
    );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Select label="Leave out by" value={kind} options={KINDS} onChange={setKind} />
      <TextField
        label={KIND_WORDS[kind]}
        value={value}
        onChange={setValue}
        size={32}
        error={value.trim() !== '' && !fits ? PROBLEM[kind] : undefined}
      />
      {add.error && <ErrorState {...errorText(add.error)} />}
      <div className="row">
        <Button look="main" type="submit" isDisabled={!fits || add.isPending}>
          Leave out
        </Button>
      </div>
    </form>
  );
}

function Rule({ rule }: { rule: OwnRule }) {
  const remove = useCommand('own.remove');
  const gone = () => say('These visits count again.', 'good');
  return (
    <li className="row spread">
      <span>
        {rule.value}{' '}
        <span className="small quiet">
          {KIND_WORDS[rule.kind]}, {matchWords(rule)}
        </span>
      </span>
      <Button
        look="quiet"
        aria-label={`Count ${rule.value} again`}
        isDisabled={remove.isPending}
        onPress={() => remove.mutate({ rule: rule.id }, { onSuccess: gone })}
      >
        Count again
      </Button>
    </li>
  );
}
