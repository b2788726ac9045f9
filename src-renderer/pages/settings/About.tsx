import { useState } from 'react';
import type { Status } from '../../../shared/contract/app.ts';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { formatCount } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';

/** What is in the store, whether it is whole, and which version this is. */
export function About({ status }: { status: Status }) {
  const locale = useLocale();
  const [checking, setChecking] = useState(false);
  const { counts } = status;
  const facts: [string, number][] = [
    ['Imports', counts.imports],
    ['People', counts.people],
    ['Messages', counts.messages],
    ['Visits and events, rows', counts.events],
    ['Orders', counts.orders],
    ['Campaign figures', counts.campaigns],
    ['Figures of other tools', counts.figures],
  ];
  return (
    <Card title="Store and version">
      <div className="stack">
        <dl className="facts">
          {facts.map(([what, n]) => (
            <div key={what}>
              <dt className="quiet">{what}</dt>
              <dd className="num">{formatCount(n, locale)}</dd>
            </div>
          ))}
          <div>
            <dt className="quiet">Version</dt>
            <dd>{status.version}</dd>
          </div>
        </dl>
        {checking ? (
          <Check />
        ) : (
          <div>
            <Button onPress={() => setChecking(true)}>Check the store</Button>
          </div>
        )}
      </div>
    </Card>
  );
}

function Check() {
  const { data, error, refetch } = useQuery('store.check', {}, { keep: false });
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={2} label="Reading the whole store…" />;
  if (data.ok) return <Note tone="good">The store is whole.</Note>;
  return (
    <Note tone="bad">
      {data.problems} places in the store are damaged. Copy the data folder, then import your files into a new one.
    </Note>
  );
}
