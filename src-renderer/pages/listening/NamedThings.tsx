import { useState } from 'react';
import type { NamedThing } from '../../../shared/contract/analyses.ts';
import type { AspectCategory, Mood } from '../../../shared/moods.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Select, Switch, TextField } from '../../ui/Fields.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { CATEGORY_OPTIONS, FOUND_WORDS, LIKING_WORDS } from './found-words.ts';

const LIKINGS = Object.entries(LIKING_WORDS).map(([id, label]) => ({ id: id as Mood, label }));

/** What a message likes and dislikes, with the words that say so; each thing can be corrected. */
export function NamedThings({ message, things }: { message: number; things: readonly NamedThing[] }) {
  const [open, setOpen] = useState<number | null>(null);
  return (
    <section className="stack tight" aria-label="What it names">
      <h3>What it names</h3>
      {things.length === 0 && <p className="quiet">Nothing is praised or blamed by name.</p>}
      <ul className="plain stack tight">
        {things.map((thing) => (
          <li key={thing.term.start} className="stack tight">
            <div className="row spread">
              <ThingWords thing={thing} />
              <Button
                look="quiet"
                aria-expanded={open === thing.term.start}
                aria-label={`Correct ${thing.found}`}
                onPress={() => setOpen(open === thing.term.start ? null : thing.term.start)}
              >
                {open === thing.term.start ? 'Close' : 'Correct'}
              </Button>
            </div>
            {open === thing.term.start && <CorrectThing message={message} thing={thing} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ThingWords({ thing }: { thing: NamedThing }) {
  const { name, category, mood, dropped, correction, learnt, opinion } = thing;
  const about = dropped
    ? 'nothing that is liked or disliked'
    : [FOUND_WORDS[category] ?? category, LIKING_WORDS[mood]].join(' · ');
  const because = dropped || opinion.length === 0 ? '' : ` (“${opinion.map(({ text }) => text).join('”, “')}”)`;
  return (
    <span>
      <strong>{name}</strong>{' '}
      <span className="small quiet">{`${about}${because}${correction === null ? '' : ' · corrected by you'}${learnt ? ' · learnt from what you corrected elsewhere' : ''}`}</span>
    </span>
  );
}

function CorrectThing({ message, thing }: { message: number; thing: NamedThing }) {
  const correct = useCommand('corrections.aspect');
  const undo = useCommand('corrections.undo');
  const [name, setName] = useState(thing.name);
  const [category, setCategory] = useState(thing.category);
  const [mood, setMood] = useState<Mood>(thing.mood);
  const [dropped, setDropped] = useState(thing.dropped);
  const error = correct.error ?? undo.error;
  const { correction } = thing;
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        correct.mutate({
          message,
          found: thing.found,
          // Where something else was learnt, that it is what it was read as is said in so many words.
          name: name.trim().toLowerCase() === thing.found && !thing.learnt ? '' : name.trim(),
          category: category as AspectCategory,
          mood,
          dropped,
        });
      }}
    >
      <div className="row">
        <TextField label="What it is" value={name} onChange={setName} size={20} isDisabled={dropped} />
        <Select
          label="Belongs to"
          value={category}
          options={CATEGORY_OPTIONS}
          onChange={setCategory}
          isDisabled={dropped}
        />
        <Select label="Here it is" value={mood} options={LIKINGS} onChange={setMood} isDisabled={dropped} />
      </div>
      <Switch isSelected={dropped} onChange={setDropped}>
        It is nothing that is liked or disliked
      </Switch>
      <div className="row">
        <Button type="submit" isDisabled={correct.isPending || (!dropped && name.trim() === '')}>
          Save
        </Button>
        {correction !== null && (
          <Button
            look="quiet"
            isDisabled={undo.isPending}
            onPress={() => undo.mutate({ kind: 'message', id: correction })}
          >
            Take it back
          </Button>
        )}
        {correct.isSuccess && <span role="status">Saved.</span>}
      </div>
      {error && <ErrorState {...errorText(error)} />}
    </form>
  );
}
