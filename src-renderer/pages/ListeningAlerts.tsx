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
import { AWAY_DAYS, alertMark, alertWords } from './alert-words.ts';
import { RowsDialog } from './RowsDialog.tsx';

const ID = 'listening-alerts';
const ALL = { range: null, bots: false };
const AWAY = 'alerts-away';
const awayShape = z.record(z.string(), z.number());

interface Opened {
  key: string;
  title: string;
}

/**
 * What changed noticeably in the newest days of all data, whatever dates are chosen. An alert opens its messages; put away, it
 * stays away until four more weeks of data are there. Nothing is shown where nothing changed. `elsewhere`: on another page than
 * Listening, so it says where to read on.
 */
export function ListeningAlerts({ elsewhere = false }: { elsewhere?: boolean }) {
  const locale = useLocale();
  const { data: reply, error } = useQuery('analyses.run', { id: ID, params: {}, filter: ALL, compare: false });
  const [away, setAway] = useState(() => recall(AWAY, awayShape, {}));
  const [open, setOpen] = useState<Opened | null>(null);
  if (error) return <ErrorState {...errorText(error)} />;
  if (reply?.result.kind !== 'table' || !reply.range) return null;
  const endMs = reply.range.toMs;
  const shown = alertWords(reply.result, locale).filter(({ key }) => (away[alertMark(key)] ?? 0) <= endMs);
  const since = reply.result.columns.findIndex(({ id }) => id === 'from');
  const from = reply.result.rows[0]?.cells[since];
  if (shown.length === 0) return null;
  const putAway = (key: string) => {
    const next = { ...away, [alertMark(key)]: endMs + AWAY_DAYS * DAY_MS };
    setAway(next);
    remember(AWAY, next);
  };
  return (
    <Card
      title="What changed noticeably"
      subtitle={
        typeof from === 'number'
          ? `In the newest week of your data, since ${formatInstant(from, locale)}, against the weeks before.`
          : undefined
      }
      foot={<Provenance reply={reply} />}
      tools={elsewhere && <a href="#/listening">Open Listening</a>}
    >
      <ul className="plain stack tight" aria-label="Alerts">
        {shown.map(({ key, title, text }) => (
          <li key={key} className="row spread">
            <span>
              <strong>{title}</strong> <span className="quiet">{text}</span>
            </span>
            <span className="row">
              <Button onPress={() => setOpen({ key, title })}>Read them</Button>
              <Button
                look="quiet"
                aria-label={`Put away: ${title}`}
                icon={<X aria-hidden className="icon" />}
                onPress={() => putAway(key)}
              />
            </span>
          </li>
        ))}
      </ul>
      {open && <Messages alert={open} onClose={() => setOpen(null)} />}
    </Card>
  );
}

function Messages({ alert: { key, title }, onClose }: { alert: Opened; onClose: () => void }) {
  // Not the drawer: that one keeps to the dates chosen.
  const { data, error } = useQuery('analyses.rows', { id: ID, params: {}, filter: ALL, key, limit: 200 });
  return <RowsDialog title={title} table={data?.table} error={error} onClose={onClose} />;
}
