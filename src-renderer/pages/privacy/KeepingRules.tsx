import { useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { RETENTION_PURPOSES, type RetentionRule } from '../../../shared/contract/retention.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Select, TextField } from '../../ui/Fields.tsx';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note } from '../../ui/States.tsx';
import { keptWords, monthsTyped, placeLabel, placeOf, placeOptions, purposeLabel, ruleWords } from './keeping-words.ts';

type Kept = Output<'retention.rules'>;
const ABOUT_ENDED =
  'Full months since the basis of an import ended; 0 = at once. Then all of its rows go, however new they are.';
const PURPOSE_OPTIONS = RETENTION_PURPOSES.map((id) => ({ id, label: purposeLabel(id) }));

function NewRule({ sources }: Pick<Kept, 'sources'>) {
  const [place, setPlace] = useState('every');
  const [purpose, setPurpose] = useState<RetentionRule['purpose']>('all');
  const [typed, setTyped] = useState('24');
  const set = useCommand('retention.set');
  const ended = purpose === 'ended';
  const months = monthsTyped(typed, ended ? 0 : 1);
  return (
    <div className="stack tight">
      <Select label="Rows of" value={place} options={placeOptions(sources)} onChange={setPlace} />
      <Select label="Used for" value={purpose} options={PURPOSE_OPTIONS} onChange={setPurpose} />
      <TextField
        label={ended ? 'Keep for this many months after the end' : 'Keep for this many months'}
        value={typed}
        onChange={setTyped}
        inputMode="numeric"
        size={6}
        about={ended ? ABOUT_ENDED : 'Full months before the present one. Whole months go at once.'}
        error={months === null ? `A whole number from ${ended ? 0 : 1} to 1200.` : undefined}
      />
      <div className="row">
        <Button
          look="main"
          isDisabled={months === null || set.isPending}
          onPress={() => set.mutate({ ...placeOf(place), purpose, months })}
        >
          Set the rule
        </Button>
      </div>
      {set.error && <ErrorState {...errorText(set.error)} />}
    </div>
  );
}

function Rules({ rules, sources }: Kept) {
  const locale = useLocale();
  const set = useCommand('retention.set');
  if (rules.length === 0) return <Note>No rule yet: everything is kept until you undo its import.</Note>;
  return (
    <ul className="plain stack">
      {rules.map((rule) => {
        const name = `${placeLabel(rule, sources)} · ${purposeLabel(rule.purpose)}`;
        return (
          <li key={`${rule.run}/${rule.format}/${rule.purpose}`} className="row spread">
            <span>
              {name}
              <span className="quiet small block">{ruleWords(rule, locale)}</span>
            </span>
            <Button
              isDisabled={set.isPending}
              aria-label={`Take away the rule: ${name}`}
              onPress={() => set.mutate({ run: rule.run, format: rule.format, purpose: rule.purpose, months: null })}
            >
              Take away
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

/** What follows from the rules, import by import. */
function Sources({ sources }: Pick<Kept, 'sources'>) {
  const locale = useLocale();
  return (
    <table className="held" aria-label="How long each import is kept">
      <thead>
        <tr>
          <th scope="col">Import</th>
          <th scope="col">Kept for</th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <tr key={source.run}>
            <th scope="row">{source.file}</th>
            <td>{keptWords(source, locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The rules, a new one, and what follows from them. */
export function KeepingRules({ kept }: { kept: Kept }) {
  return (
    <>
      <Card
        title="How long it is kept"
        subtitle="Messages, orders and visits go once no purpose needs them any more. Ads, catalogue and other tools’ totals stay: nobody stands behind them."
        foot="The nearest rule counts: the import’s own, its kind’s, then that for every import. Of an import’s purposes the longest counts; a purpose in use without a limit keeps its rows."
      >
        <div className="stack wide">
          <Rules {...kept} />
          <NewRule sources={kept.sources} />
        </div>
      </Card>
      {kept.sources.length > 0 && (
        <Card title="Import by import" subtitle="What the rules come to.">
          <Sources sources={kept.sources} />
        </Card>
      )}
    </>
  );
}
