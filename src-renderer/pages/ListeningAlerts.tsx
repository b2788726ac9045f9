import { X } from 'lucide-react';
import { useState } from 'react';
import * as z from 'zod';
import { DAY_MS } from '../../shared/time.ts';
import { errorText } from '../api/error-text.ts';
import { useQuery } from '../api/use-query.ts';
import { recall, remember } from '../state/remember.ts';
import { Button } from '../ui/Button.tsx';
import { Card } from '../ui/Card.tsx';
import { formatInstant } from '../ui/format.ts';
import { useLocale } from '../ui/locale.ts';
import { ErrorState } from '../ui/States.tsx';
import { Provenance } from './AnalysisCard.tsx';
import { AWAY_DAYS, type AlertWords, alertMark, alertWords, recentWords } from './alert-words.ts';
import { RowsDialog } from './RowsDialog.tsx';

const ID = 'listening-alerts';
const ALL = { range: null, bots: false };
const AWAY = 'alerts-away';
const awayShape = z.record(z.string(), z.number());

type Opened = Pick<AlertWords, 'of' | 'key' | 'title'>;

/** The table of an analysis over all data. */
function useTable(id: AlertWords['of'], enabled: boolean) {
  const { data: reply } = useQuery('analyses.run', { id, params: {}, filter: ALL, compare: false }, { enabled });
  return reply?.result.kind === 'table' ? reply.result : undefined;
}

/** What names an alert where it was put away. */
const markOf = ({ of, key }: AlertWords): string => alertMark(of === ID ? key : `${of} ${key}`);

/**
 * What changed noticeably in the newest days of all data, whatever dates are chosen, and what changed for good or stood out in the four
 * weeks before (on Listening alone: it takes longer to count). An alert opens its messages; put away, it
 * stays away until four more weeks of data are there. Nothing is shown where nothing changed. `elsewhere`: on another page than
 * Listening, so it says where to read on.
 */
export function ListeningAlerts({ elsewhere = false }: { elsewhere?: boolean }) {
  const locale = useLocale();
  const { data: reply, error } = useQuery('analyses.run', { id: ID, params: {}, filter: ALL, compare: false });
  const changes = useTable('message-changes', !elsewhere);
  const spikes = useTable('message-spikes', !elsewhere);
  const [away, setAway] = useState(() => recall(AWAY, awayShape, {}));
  const [open, setOpen] = useState<Opened | null>(null);
  if (error) return <ErrorState {...errorText(error)} />;
  if (reply?.result.kind !== 'table' || !reply.range) return null;
  const endMs = reply.range.toMs;
  const newest = alertWords(reply.result, locale);
  const recent = recentWords({ alerts: reply.result, changes, spikes }, endMs, locale);
  const shown = [...newest, ...recent].filter((one) => (away[markOf(one)] ?? 0) <= endMs);
  const since = reply.result.columns.findIndex(({ id }) => id === 'from');
  const from = reply.result.rows[0]?.cells[since];
  if (shown.length === 0) return null;
  const putAway = (one: AlertWords) => {
    const next = { ...away, [markOf(one)]: endMs + AWAY_DAYS * DAY_MS };
    setAway(next);
    remember(AWAY, next);
  };
  return (
    <Card
      title="What changed noticeably"
      subtitle={
        typeof from === 'number'
          ? `In the newest week of your data, since ${formatInstant(from, locale)}, against the weeks before.`
          : 'In the newest four weeks of your data.'
      }
      foot={<Provenance reply={reply} />}
      tools={elsewhere && <a href="#/listening">Open Listening</a>}
    >
      <ul className="plain stack tight" aria-label="Alerts">
        {shown.map((one) => (
          <li key={`${one.of} ${one.key}`} className="row spread">
            <span className="fills">
              <strong>{one.title}</strong> <span className="quiet">{one.text}</span>
            </span>
            <span className="row">
              <Button onPress={() => setOpen(one)}>Read them</Button>
              <Button
                look="quiet"
                aria-label={`Put away: ${one.title}`}
                icon={<X aria-hidden className="icon" />}
                onPress={() => putAway(one)}
              />
            </span>
          </li>
        ))}
      </ul>
      {open && <Messages alert={open} onClose={() => setOpen(null)} />}
    </Card>
  );
}

function Messages({ alert: { of, key, title }, onClose }: { alert: Opened; onClose: () => void }) {
  // Not the drawer: that one keeps to the dates chosen.
  const { data, error } = useQuery('analyses.rows', { id: of, params: {}, filter: ALL, key, limit: 200 });
  return <RowsDialog title={title} table={data?.table} error={error} onClose={onClose} />;
}
