import { useState } from 'react';
import { PURPOSES, type Purpose } from '../../../shared/model.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { say } from '../../state/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Select, TextField } from '../../ui/Fields.tsx';
import { formatDay } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note } from '../../ui/States.tsx';
import { PURPOSE_WORDS } from './words.ts';

const FEWEST = 20;
const OPTIONS = PURPOSES.map((id) => ({ id, label: PURPOSE_WORDS[id].label }));

/** One field to write the reasons for a purpose down. */
function Write({ purpose }: { purpose: Purpose }) {
  const save = useCommand('papers.saveInterest');
  const [text, setText] = useState('');
  const done = () => {
    setText('');
    say('Written down.', 'good');
  };
  return (
    <>
      <TextField
        label="Your interest, why it needs these data, and why people would expect it"
        value={text}
        onChange={setText}
        about={`At least ${FEWEST} letters. Earlier wordings are kept with their date.`}
      />
      <div className="row">
        <Button
          isDisabled={text.trim().length < FEWEST || save.isPending}
          onPress={() => save.mutate({ purpose, text }, { onSuccess: done })}
        >
          Write it down
        </Button>
      </div>
      {save.error && <ErrorState {...errorText(save.error)} />}
    </>
  );
}

/** Why a legitimate interest outweighs those of the people: written down, with every earlier wording. */
export function Interests() {
  const locale = useLocale();
  const uses = useQuery('privacy.purposes', {}).data ?? [];
  const written = useQuery('papers.interests', {}).data ?? [];
  const [asked, setAsked] = useState<Purpose>('service');
  const missing = uses
    .filter(({ basisBySource }) => basisBySource.some(({ basis }) => basis === 'legitimate-interest'))
    .filter(({ purpose }) => !written.some((one) => one.purpose === purpose));
  return (
    <Card
      title="Why your interest outweighs theirs"
      subtitle="For each purpose that rests on legitimate interest you need your reasons in writing. They go into the weighing of interests."
    >
      <div className="stack">
        {missing.length > 0 && (
          <Note tone="attention">
            Nothing is written down yet for:{' '}
            {missing.map(({ purpose }) => PURPOSE_WORDS[purpose].label.toLowerCase()).join(', ')}.
          </Note>
        )}
        <Select label="Purpose" value={asked} options={OPTIONS} onChange={setAsked} />
        <Write purpose={asked} />
        <ol className="plain stack tight">
          {written
            .filter(({ purpose }) => purpose === asked)
            .map(({ atMs, text }) => (
              <li key={atMs} className="small">
                {formatDay(atMs, locale)}: {text}
              </li>
            ))}
        </ol>
      </div>
    </Card>
  );
}
