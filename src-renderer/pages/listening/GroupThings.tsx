import { useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select, Switch, TextField } from '../../ui/Fields.tsx';
import { formatCount } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState } from '../../ui/States.tsx';

type Thing = Output<'listening.things'>[number];
const ALONE = 'alone';
const keyOf = (name: string): string => `t ${name}`;

/** The owner names things, counts them together, or hides them. */
export function GroupThings({ onClose }: { onClose: () => void }) {
  const { data } = useQuery('listening.things', {});
  const locale = useLocale();
  const [chosen, setChosen] = useState<string | null>(null);
  const thing = data?.find(({ name }) => name === chosen);
  return (
    <Dialog
      title="Name and group things"
      isOpen
      wide
      onClose={onClose}
      actions={<Button onPress={onClose}>Close</Button>}
    >
      <div className="stack">
        <p className="quiet">
          The same thing is counted once, whatever the language. Your names, what you put together and what you hide
          stay when new messages come in.
        </p>
        {data && data.length > 0 ? (
          <Select
            label="Thing"
            value={chosen === null ? null : keyOf(chosen)}
            options={data.map(({ name, ownName, hidden, named }) => ({
              id: keyOf(name),
              label: `${ownName || name}${hidden ? ' (hidden)' : ''}`,
              about: `named ${formatCount(named, locale)} times${ownName ? ` as ${name}` : ''}`,
            }))}
            onChange={(id) => setChosen(id.slice(2))}
          />
        ) : (
          <p>Nothing is praised or blamed by name yet.</p>
        )}
        {thing && data && <EditThing key={thing.name} thing={thing} all={data} />}
      </div>
    </Dialog>
  );
}

function EditThing({ thing, all }: { thing: Thing; all: readonly Thing[] }) {
  const edit = useCommand('listening.editThing');
  const [ownName, setOwnName] = useState(thing.ownName);
  const [mergedInto, setMergedInto] = useState(thing.mergedInto === '' ? ALONE : keyOf(thing.mergedInto));
  const [hidden, setHidden] = useState(thing.hidden);
  const others = all.filter(({ name, mergedInto: into }) => name !== thing.name && into === '');
  const options = [
    { id: ALONE, label: 'By itself' },
    ...others.map(({ name, ownName: own }) => ({ id: keyOf(name), label: `With ${own || name}` })),
  ];
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        edit.mutate({
          name: thing.name,
          ownName: ownName.trim(),
          mergedInto: mergedInto === ALONE ? '' : mergedInto.slice(2),
          hidden,
        });
      }}
    >
      <TextField label="Your name for it" value={ownName} onChange={setOwnName} placeholder={thing.name} size={36} />
      <Select label="Counted" value={mergedInto} options={options} onChange={setMergedInto} />
      <Switch isSelected={hidden} onChange={setHidden}>
        Hide it: it is not counted
      </Switch>
      <div className="row">
        <Button look="main" type="submit" isDisabled={edit.isPending}>
          Save
        </Button>
        {edit.isSuccess && <span role="status">Saved.</span>}
      </div>
      {edit.error && <ErrorState {...errorText(edit.error)} />}
    </form>
  );
}
