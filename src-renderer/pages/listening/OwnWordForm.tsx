import { useState } from 'react';
import { type AspectCategory, MOODS, type Mood } from '../../../shared/moods.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Select, TextField } from '../../ui/Fields.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { CATEGORY_OPTIONS, MOOD_WORDS } from './found-words.ts';

const NONE = 'none';
const MOOD_OPTIONS = [
  { id: NONE, label: 'As elsewhere' },
  ...MOODS.map((id) => ({ id, label: id === 'neutral' ? 'Neutral: says nothing' : MOOD_WORDS[id] })),
];
const KIND_OPTIONS = [{ id: NONE, label: 'No thing' }, ...CATEGORY_OPTIONS];

/** What a word or phrase means in this business. */
export function OwnWordForm() {
  const save = useCommand('corrections.word');
  const [word, setWord] = useState('');
  const [mood, setMood] = useState<string>(NONE);
  const [kind, setKind] = useState<string>(NONE);
  const [name, setName] = useState('');
  const isWrongWord = save.error?.code === 'invalid-input' && save.error.facts.field === 'word';
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          {
            word: word.trim(),
            mood: mood === NONE ? null : (mood as Mood),
            category: kind === NONE ? '' : (kind as AspectCategory),
            name: name.trim(),
          },
          { onSuccess: () => [setWord(''), setMood(NONE), setKind(NONE), setName('')] },
        );
      }}
    >
      <div className="row">
        <TextField
          label="Word, up to four together"
          value={word}
          onChange={setWord}
          size={20}
          placeholder="basket infuser"
          error={isWrongWord ? 'Letters and numbers only, at most four words.' : undefined}
        />
        <Select label="Its mood" value={mood} options={MOOD_OPTIONS} onChange={setMood} />
        <Select label="It names" value={kind} options={KIND_OPTIONS} onChange={setKind} />
        {kind !== NONE && (
          <TextField label="Counted as" value={name} onChange={setName} size={16} placeholder="itself" />
        )}
      </div>
      <div className="row">
        <Button type="submit" isDisabled={word.trim() === '' || (mood === NONE && kind === NONE) || save.isPending}>
          Keep this meaning
        </Button>
        {save.isSuccess && <span role="status">Kept. Messages with it are being read anew.</span>}
      </div>
      {save.error && !isWrongWord && <ErrorState {...errorText(save.error)} />}
    </form>
  );
}
