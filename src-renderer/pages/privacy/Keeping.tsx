import { useState } from 'react';
import type { RetainedCount, RetentionOutcome } from '../../../shared/contract/retention.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { formatCount } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import { Ended } from './Ended.tsx';
import { KeepingRules } from './KeepingRules.tsx';
import { outcomeNotes, RECORD_WORDS } from './keeping-words.ts';

function Outcome({ outcome }: { outcome: RetentionOutcome }) {
  const locale = useLocale();
  if (outcome.rows + outcome.people === 0) return <Note tone="good">Nothing is past its time.</Note>;
  return (
    <div className="stack">
      <table className="held" aria-label="Rows past their time">
        <thead>
          <tr>
            <th scope="col">Import</th>
            <th scope="col">What</th>
            <th scope="col" className="number">
              Rows
            </th>
            <th scope="col" className="number">
              People
            </th>
          </tr>
        </thead>
        <tbody>
          {outcome.lines.map(({ run, file, record, rows, people }) => (
            <tr key={`${run}/${record}`}>
              <th scope="row">{file}</th>
              <td>{RECORD_WORDS[record]}</td>
              <td className="number num">{formatCount(rows, locale)}</td>
              <td className="number num">{formatCount(people, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="plain stack tight small">
        {outcomeNotes(outcome, (n) => formatCount(n, locale)).map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </div>
  );
}

/** Dry run first, removal after it. */
function Removal({ hasRules, onRemoved }: { hasRules: boolean; onRemoved: () => void }) {
  const preview = useCommand('retention.preview');
  const apply = useCommand('retention.apply');
  const found = preview.data !== undefined && preview.data.rows + preview.data.people > 0;
  const look = () => {
    apply.reset();
    preview.mutate({});
  };
  const error = preview.error ?? apply.error;
  return (
    <Card
      title="What is past its time"
      subtitle="The rules are carried out at every start and after every import. Here you see what would go, and can do it now."
      foot="This cannot be undone. Charts begin later afterwards. Backups you made still hold the rows of people of whom something is left, and the files you imported from hold all: delete those too."
    >
      <div className="stack">
        <div className="row">
          <Button isDisabled={!hasRules || preview.isPending || apply.isPending} onPress={look}>
            Show what would go
          </Button>
          <Button
            look="bad"
            isDisabled={!found || apply.isPending}
            onPress={() => apply.mutate({}, { onSuccess: () => [preview.reset(), onRemoved()] })}
          >
            Remove for good
          </Button>
        </div>
        {!hasRules && <Note>Set a rule first.</Note>}
        {preview.data && <Outcome outcome={preview.data} />}
        {apply.data && (
          <>
            <Note tone="good">Done. It is noted in the audit log.</Note>
            <Outcome outcome={apply.data} />
          </>
        )}
        {error && <ErrorState {...errorText(error)} />}
      </div>
    </Card>
  );
}

function Retained({ retained }: { retained: readonly RetainedCount[] }) {
  const locale = useLocale();
  return (
    <Card title="Counts that are left" subtitle="Of months whose rows are gone. They are in no chart.">
      <table className="held" aria-label="Counts that are left">
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">What</th>
            <th scope="col" className="number">
              Rows
            </th>
            <th scope="col" className="number">
              Sum
            </th>
          </tr>
        </thead>
        <tbody>
          {retained.map(({ month, format, record, currency, rows, total }) => (
            <tr key={`${month}/${format}/${record}/${currency}`}>
              <th scope="row">{month}</th>
              <td>{RECORD_WORDS[record]}</td>
              <td className="number num">{formatCount(rows, locale)}</td>
              <td className="number num">
                {record === 'orders' ? `${formatCount(Math.round(total), locale)} ${currency}` : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** How long what is kept: rules, dry run and removal, and the counts that are left. */
export function Keeping() {
  const { data, error, refetch } = useQuery('retention.rules', {});
  // What was counted before a removal is no longer so.
  const [removals, setRemovals] = useState(0);
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <div className="stack wide">
      {data.sources.some(({ endedMs }) => endedMs !== null) && <Ended key={removals} sources={data.sources} />}
      <KeepingRules kept={data} />
      <Removal hasRules={data.rules.length > 0} onRemoved={() => setRemovals((n) => n + 1)} />
      {data.retained.length > 0 && <Retained retained={data.retained} />}
    </div>
  );
}
