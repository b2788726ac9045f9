import { useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select, Switch, TextField } from '../../ui/Fields.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { FOUND_WORDS } from './found-words.ts';
import { ReadNew } from './ReadNew.tsx';
import { TopicMap } from './TopicMap.tsx';
import { TopicQuality } from './TopicQuality.tsx';

type Topic = Output<'listening.topics'>[number];

const COLUMNS = { words: FOUND_WORDS };
const NOTHING = 'No message in these dates has been read.';

/** What is talked about, when, and what the owner calls it. */
export function Topics() {
  const [naming, setNaming] = useState(false);
  return (
    <div className="stack">
      <ReadNew />
      <AnalysisCard
        id="topics-found"
        columns={COLUMNS}
        empty={NOTHING}
        tools={<Button onPress={() => setNaming(true)}>Name topics</Button>}
      />
      <TopicQuality />
      <TopicMap />
      <AnalysisCard id="topics-over-time" as="stacked" empty={NOTHING} />
      {naming && <NameTopics onClose={() => setNaming(false)} />}
    </div>
  );
}

function NameTopics({ onClose }: { onClose: () => void }) {
  const { data } = useQuery('listening.topics', {});
  const [chosen, setChosen] = useState<number | null>(null);
  const topic = data?.find(({ id }) => id === chosen);
  return (
    <Dialog title="Name topics" isOpen wide onClose={onClose} actions={<Button onPress={onClose}>Close</Button>}>
      <div className="stack">
        <p className="quiet">Your names, what you put together and what you hide stay when new messages come in.</p>
        {data && data.length > 0 ? (
          <Select
            label="Topic"
            value={chosen === null ? null : String(chosen)}
            options={data.map(({ id, label, ownName, hidden }) => ({
              id: String(id),
              label: `${ownName || label}${hidden ? ' (hidden)' : ''}`,
              about: label,
            }))}
            onChange={(id) => setChosen(Number(id))}
          />
        ) : (
          <p>No topics have been found yet.</p>
        )}
        {topic && data && <EditTopic key={topic.id} topic={topic} all={data} />}
      </div>
    </Dialog>
  );
}

function EditTopic({ topic, all }: { topic: Topic; all: readonly Topic[] }) {
  const edit = useCommand('listening.editTopic');
  const [name, setName] = useState(topic.ownName);
  const [mergedInto, setMergedInto] = useState(String(topic.mergedInto));
  const [hidden, setHidden] = useState(topic.hidden);
  const others = all.filter(({ id, mergedInto: into }) => id !== topic.id && into === 0);
  const options = [
    { id: '0', label: 'By itself' },
    ...others.map(({ id, label, ownName }) => ({ id: String(id), label: `With ${ownName || label}` })),
  ];
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        edit.mutate({ topic: topic.id, name: name.trim(), mergedInto: Number(mergedInto), hidden });
      }}
    >
      <TextField label="Your name for it" value={name} onChange={setName} placeholder={topic.label} size={36} />
      <Select label="Counted" value={mergedInto} options={options} onChange={setMergedInto} />
      <Switch isSelected={hidden} onChange={setHidden}>
        Hide it: its messages count as everything else
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
