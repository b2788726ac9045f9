import { useState } from 'react';
import { NOISY_FIGURES, type NoisyFigureId, type Recipient } from '../../../shared/contract/exports.ts';
import type { Output } from '../../../shared/contract.ts';
import type { Range } from '../../../shared/time.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Select, Switch } from '../../ui/Fields.tsx';
import { formatCount } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note } from '../../ui/States.tsx';
import { Term } from '../../ui/Term.tsx';
import { epsilonWords, NOISY_WORDS, RECIPIENT_OPTIONS } from '../export-words.ts';
import { BUDGETS, STRENGTHS, type Strength } from './noisy-choice.ts';
import { saveReport } from './save-report.ts';

type Made = Output<'exports.noisy'>;

function Figures({ figures }: Pick<Made, 'figures'>) {
  const locale = useLocale();
  return (
    <table className="figures-made" aria-label="Figures with noise">
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col">Value</th>
          <th scope="col">Within ±</th>
          <th scope="col">Most per person</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ figure, value, plusMinus, most }) => (
          <tr key={figure}>
            <th scope="row">{NOISY_WORDS[figure]}</th>
            <td className="num">{formatCount(value, locale)}</td>
            <td className="num">{formatCount(plusMinus, locale)}</td>
            <td className="num">{formatCount(most, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Budget() {
  const { data } = useQuery('exports.budget', {});
  const set = useCommand('exports.setBudget');
  if (!data) return null;
  const options = BUDGETS.includes(data.milliEpsilon) ? BUDGETS : [...BUDGETS, data.milliEpsilon].sort((a, b) => a - b);
  return (
    <div className="stack tight">
      <p>
        Used up: {epsilonWords(data.spent)} of {epsilonWords(data.milliEpsilon)}{' '}
        <Term meaning="The privacy loss, epsilon: the smaller, the less anybody can learn about one person. It adds up over all files, because noise can be averaged away.">
          epsilon
        </Term>
        .
      </p>
      <Select
        label="Most that this workspace may use up"
        value={String(data.milliEpsilon)}
        options={options.map((milli) => ({ id: String(milli), label: epsilonWords(milli) }))}
        onChange={(milli) => set.mutate({ milliEpsilon: Number(milli) })}
      />
      {set.error && <ErrorState {...errorText(set.error)} />}
    </div>
  );
}

/** Counts and sums with noise: for figures that many will see, or that are handed out again and again. */
export function Noisy({ range }: { range: Range | null }) {
  const [chosen, setChosen] = useState<ReadonlySet<NoisyFigureId>>(new Set(['buyers', 'visitors']));
  const [strength, setStrength] = useState<Strength>('300');
  const [recipient, setRecipient] = useState<Recipient>('unsaid');
  const make = useCommand('exports.noisy');
  const toggle = (figure: NoisyFigureId) => (on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(figure);
    else next.delete(figure);
    setChosen(next);
  };
  const submit = () =>
    make.mutate(
      {
        figures: NOISY_FIGURES.filter((figure) => chosen.has(figure)),
        range,
        milliEpsilon: Number(strength),
        recipient,
      },
      { onSuccess: saveReport },
    );
  return (
    <Card
      title="Figures with noise"
      subtitle="A few counts with chance added, so that nobody can tell from them whether any one person is among your data."
      foot="What one person does beyond the most that counts is left out, as are rows of unknown people. The chance comes from the random source of your computer."
    >
      <div className="stack">
        <div className="row">
          {NOISY_FIGURES.map((figure) => (
            <Switch key={figure} isSelected={chosen.has(figure)} onChange={toggle(figure)}>
              {NOISY_WORDS[figure]}
            </Switch>
          ))}
        </div>
        <Select label="How much noise" value={strength} options={STRENGTHS} onChange={setStrength} />
        <Select
          label="For whom is the noisy file?"
          value={recipient}
          options={RECIPIENT_OPTIONS}
          onChange={setRecipient}
        />
        <Budget />
        <div className="row">
          <Button isDisabled={chosen.size === 0 || make.isPending} onPress={submit}>
            Save figures with noise
          </Button>
        </div>
        {make.error && <ErrorState {...errorText(make.error)} />}
        {make.data && (
          <div className="stack tight" aria-live="polite">
            <Note tone="good">Saved. The true figure lies within ± of the value 19 times in 20.</Note>
            <Figures figures={make.data.figures} />
          </div>
        )}
      </div>
    </Card>
  );
}
