import { ShieldCheck } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Output } from '../../../shared/contract.ts';
import { useApi } from '../../api/api-context.ts';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { TextField } from '../../ui/Fields.tsx';
import { formatInstant, formatOf } from '../../ui/format.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import { personName } from '../../ui/person-name.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import type { DataColumn } from '../../ui/table-column.ts';
import { Pager } from './Pager.tsx';
import { factsWords, notedOf } from './series.ts';
import { actionWords } from './words.ts';

const PAGE = 100;
type Entry = Output<'audit.list'>['entries'][number];
type Verdict = Output<'audit.verify'>;

function columnsOf(locale: Locale): DataColumn<Entry>[] {
  const action = (entry: Entry) => actionWords(entry.action);
  const facts = (entry: Entry) => factsWords(entry.facts, (person) => personName(person, locale));
  const both = (entry: Entry) => [action(entry), facts(entry)].filter((words) => words !== '').join(': ');
  return [
    { id: 'seq', label: 'No.', kind: 'number', value: ({ seq }) => seq, text: ({ seq }) => String(seq), width: 80 },
    {
      id: 'what',
      label: 'What was done',
      kind: 'text',
      value: both,
      text: both,
      render: (entry) => (
        <>
          {action(entry)} <span className="quiet small">{facts(entry)}</span>
        </>
      ),
      width: 420,
    },
    {
      id: 'at',
      label: 'When',
      kind: 'text',
      value: ({ atMs }) => atMs,
      text: ({ atMs }) => formatInstant(atMs, locale),
      width: 190,
    },
  ];
}

function VerdictNote({ verdict }: { verdict: Verdict }) {
  const locale = useLocale();
  if (verdict.ok)
    return (
      <Note tone="good">
        The chain of {formatOf(verdict.entries, 'entry', 'entries', locale)} is whole. Write down “{verdict.entries} /{' '}
        <code>{verdict.fingerprint}</code>” on paper: with it you can tell later even whether somebody wrote the whole
        log anew.
      </Note>
    );
  return (
    <Note tone="bad">
      The chain is broken{verdict.brokenAt === null ? '' : ` at entry ${verdict.brokenAt}`}: somebody changed the log
      outside Inglenook, or the file is damaged. Keep a copy of the data folder before you go on.
    </Note>
  );
}

/** Asks for a check at the press of a button; never cached, because the file may have been changed meanwhile. */
function Verify() {
  const api = useApi();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [written, setWritten] = useState('');
  const noted = notedOf(written);
  const check = () => {
    setFailure(null);
    api.call('audit.verify', noted ? { noted } : {}).then(setVerdict, setFailure);
  };
  return (
    <div className="stack tight">
      <div className="row">
        <Button
          icon={<ShieldCheck aria-hidden className="icon" />}
          onPress={check}
          isDisabled={written.trim() !== '' && noted === null}
        >
          Check the chain
        </Button>
        <span className="small quiet">Every entry carries a fingerprint of the one before it.</span>
      </div>
      <TextField
        label="Fingerprint you wrote down earlier, if you have one"
        value={written}
        onChange={setWritten}
        size={28}
        placeholder="64 / 0123456789abcdef"
        error={
          written.trim() !== '' && noted === null ? 'Number of entries, a slash, 16 letters and digits.' : undefined
        }
      />
      <div aria-live="polite">{verdict && <VerdictNote verdict={verdict} />}</div>
      {failure !== null && <ErrorState {...errorText(failure)} />}
    </div>
  );
}

/** What was done, newest first, and the check that nothing was altered. */
export function AuditLog() {
  const locale = useLocale();
  const [offset, setOffset] = useState(0);
  const { data, error, refetch } = useQuery('audit.list', { offset, limit: PAGE });
  const columns = useMemo(() => columnsOf(locale), [locale]);
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <Card
      title="Audit log"
      subtitle="Imports, reports, consents, looks into the vault. Ids and numbers only; it can be added to, never changed."
    >
      <div className="stack">
        <Verify />
        {data.total === 0 ? (
          <Note>Nothing is noted yet.</Note>
        ) : (
          <DataTable label="Audit log" columns={columns} rows={data.entries} rowKey={({ seq }) => String(seq)} />
        )}
        <Pager offset={offset} size={PAGE} total={data.total} what="entries" onChange={setOffset} />
      </div>
    </Card>
  );
}
