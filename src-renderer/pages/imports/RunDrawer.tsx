import { useMemo } from 'react';
import type { RunSummary } from '../../../shared/contract/imports.ts';
import type { Rejection } from '../../../shared/model.ts';
import { useQuery } from '../../api/use-query.ts';
import { useApi } from '../../api/api-context.ts';
import { saveBlob } from '../../charts/save-blob.ts';
import { Button } from '../../ui/Button.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Drawer } from '../../ui/Dialog.tsx';
import { formatBytes, formatCount, formatDuration, formatInstant } from '../../ui/format.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import { Note, Skeleton } from '../../ui/States.tsx';
import type { DataColumn } from '../../ui/table-column.ts';
import { PropertyCounts } from './PropertyCounts.tsx';
import type { ImportEntry } from './run-sets.ts';
import { REJECTION_WORDS, STATE_WORDS } from './words.ts';

interface RunDrawerProps {
  run: ImportEntry | null;
  onClose: () => void;
  onUndo: (run: ImportEntry) => void;
}

/** What came of one import, counted, with the rows that could not be read and the way to undo it. */
export function RunDrawer({ run, onClose, onUndo }: RunDrawerProps) {
  return (
    <Drawer
      title={run?.file ?? ''}
      isOpen={run !== null}
      onClose={onClose}
      actions={
        run?.state === 'ready' && (
          <Button look="bad" onPress={() => onUndo(run)}>
            Undo this import
          </Button>
        )
      }
    >
      {run && <Summary run={run} />}
    </Drawer>
  );
}

/** Counts of a run, in words. */
export function summaryLines(run: RunSummary, locale: Locale): [string, string][] {
  const count = (n: number) => formatCount(n, locale);
  return [
    ['State', STATE_WORDS[run.state].label],
    ['Kind', run.formatTitle],
    ['Size', formatBytes(run.sizeBytes, locale)],
    ['Imported', formatInstant(run.startedMs, locale)],
    ...(run.finishedMs === null
      ? []
      : [['Took', formatDuration(run.finishedMs - run.startedMs, locale)] as [string, string]]),
    ['Kept', count(run.kept)],
    ['Brought up to date', count(run.updated)],
    ['Already in', count(run.duplicates)],
    ['Could not be read', count(run.rejected)],
    ['Left out on purpose', count(run.skipped)],
    ...(run.suppressed > 0 ? [['Of these, of people who were erased', count(run.suppressed)] as [string, string]] : []),
    ['People', run.withoutPeople ? 'None: read without people' : count(run.people)],
  ];
}

function Summary({ run }: { run: ImportEntry }) {
  const locale = useLocale();
  return (
    <div className="stack wide">
      <dl className="facts">
        {summaryLines(run, locale).map(([what, value]) => (
          <div key={what}>
            <dt className="quiet">{what}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      {run.withoutPeople && (
        <Note>
          Everything in it is stored as nobody’s. Names, contacts and links were taken out. Consents and records of
          people were left out, because there is nobody whom they could be about.
        </Note>
      )}
      {run.parts.length > 1 && (
        <section className="stack tight">
          <h3>Parts of this export</h3>
          <ul className="plain stack tight">
            {run.parts.map(({ id, file, kept }) => (
              <li key={id}>
                {file}: <span className="num">{formatCount(kept, locale)}</span> kept
              </li>
            ))}
          </ul>
        </section>
      )}
      {run.parts.map(({ id, file }) => (
        <Properties key={id} run={id} of={run.parts.length > 1 ? file : ''} />
      ))}
      {run.parts
        .filter(({ rejected }) => rejected > 0)
        .map(({ id, file }) => (
          <Rejections key={id} run={id} of={run.parts.length > 1 ? file : ''} />
        ))}
    </div>
  );
}

/** Which properties of events were kept, and which were not and why; nothing where the file had none. */
function Properties({ run, of }: { run: number; of: string }) {
  const { data } = useQuery('imports.properties', { run }, { keep: false });
  return data ? <PropertyCounts counts={data} of={of} /> : null;
}

function rejectionColumns(locale: Locale): DataColumn<Rejection>[] {
  return [
    {
      id: 'line',
      label: 'Line',
      kind: 'number',
      value: ({ line }) => line,
      text: ({ line }) => formatCount(line, locale),
    },
    {
      id: 'code',
      label: 'Why',
      kind: 'text',
      value: ({ code }) => REJECTION_WORDS[code],
      text: ({ code }) => REJECTION_WORDS[code],
    },
    { id: 'field', label: 'Field', kind: 'text', width: 110, value: ({ field }) => field, text: ({ field }) => field },
  ];
}

/** `of` = the part it is about, where there are several. */
function Rejections({ run, of }: { run: number; of: string }) {
  const { data } = useQuery('imports.rejections', { run }, { keep: false });
  const api = useApi();
  const save = async () => {
    const { name, bytes } = await api.call('imports.rejectionsFile', { run });
    saveBlob(new Blob([Uint8Array.from(bytes)], { type: 'text/csv' }), name);
  };
  const locale = useLocale();
  const columns = useMemo(() => rejectionColumns(locale), [locale]);
  if (!data) return <Skeleton />;
  return (
    <section className="stack">
      <h3>Rows that could not be read{of === '' ? '' : `: ${of}`}</h3>
      <ul className="plain stack tight">
        {data.byCode.map(({ code, rows }) => (
          <li key={code}>
            <span className="num">{formatCount(rows, locale)}</span> × {REJECTION_WORDS[code]}
          </li>
        ))}
      </ul>
      <div className="row">
        <Button onPress={() => void save()}>Save this list as CSV</Button>
      </div>
      <DataTable
        label={of === '' ? 'Rows that could not be read' : `Rows that could not be read: ${of}`}
        columns={columns}
        rows={data.rows}
        rowKey={({ line, code, field }) => `${line} ${code} ${field}`}
        total={data.total}
      />
    </section>
  );
}
