import { useMemo, useState } from 'react';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { say } from '../../state/notices.ts';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { ConfirmDialog } from '../../ui/Dialog.tsx';
import { formatCount, formatDay, formatRange } from '../../ui/format.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import { ErrorState, Skeleton } from '../../ui/States.tsx';
import type { DataColumn } from '../../ui/table-column.ts';
import { RunDrawer } from './RunDrawer.tsx';
import { type ImportEntry, importEntries } from './run-sets.ts';
import { STATE_WORDS } from './words.ts';

function runColumns(locale: Locale): DataColumn<ImportEntry>[] {
  const number = (
    id: 'kept' | 'updated' | 'duplicates' | 'rejected' | 'skipped' | 'people',
    label: string,
    hidden = false,
  ): DataColumn<ImportEntry> => ({
    id,
    label,
    kind: 'number',
    width: 88,
    value: (run) => run[id],
    text: (run) => formatCount(run[id], locale),
    ...(hidden ? { hidden } : {}),
  });
  const state = (run: ImportEntry) => STATE_WORDS[run.state];
  return [
    { id: 'file', label: 'File', kind: 'text', value: (run) => run.file, text: (run) => run.file },
    {
      id: 'format',
      label: 'Kind',
      kind: 'text',
      width: 150,
      value: (run) => run.formatTitle,
      text: (run) => run.formatTitle,
    },
    {
      id: 'state',
      label: 'State',
      kind: 'text',
      width: 90,
      value: (run) => state(run).label,
      text: (run) => state(run).label,
      render: (run) => <span className={`tag ${state(run).tone}`}>{state(run).label}</span>,
    },
    number('kept', 'Kept'),
    number('updated', 'Updated', true),
    number('duplicates', 'Already in'),
    number('rejected', 'Unreadable'),
    number('skipped', 'Left out', true),
    number('people', 'People'),
    {
      id: 'range',
      label: 'Dates in it',
      kind: 'text',
      width: 216,
      value: (run) => run.range?.fromMs ?? null,
      text: (run) => (run.range ? formatRange(run.range, locale) : '–'),
    },
    {
      id: 'started',
      label: 'Imported',
      kind: 'text',
      width: 116,
      value: (run) => run.startedMs,
      text: (run) => formatDay(run.startedMs, locale),
    },
  ];
}

/** Every import, newest first. A row opens what came of it, its unreadable rows, and undo. */
export function RunTable() {
  const { data, error, refetch } = useQuery('imports.list', {});
  const locale = useLocale();
  const columns = useMemo(() => runColumns(locale), [locale]);
  const [openId, setOpenId] = useState<number | null>(null);
  const [undoing, setUndoing] = useState<ImportEntry | null>(null);
  const undo = useCommand('imports.undo');
  const backups = useQuery('backup.list', {}, { enabled: undoing !== null }).data;
  const entries = useMemo(() => importEntries(data ?? []), [data]);
  const open = entries.find(({ id }) => id === openId) ?? null;
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  if (data.length === 0) return null;
  const start = (run: ImportEntry) => {
    setOpenId(null);
    undo.mutate(
      { run: run.id },
      { onError: (failed) => say(`${errorText(failed).what} ${errorText(failed).safe}`, 'bad') },
    );
  };
  return (
    <Card title="Imports" subtitle="Open one to see what came of it, or to undo it.">
      <DataTable
        label="Imports"
        columns={columns}
        rows={entries}
        rowKey={({ id }) => String(id)}
        onOpen={({ id }) => setOpenId(id)}
      />
      <RunDrawer run={open} onClose={() => setOpenId(null)} onUndo={setUndoing} />
      <ConfirmDialog
        title={`Undo ${undoing?.file ?? ''}`}
        isOpen={undoing !== null}
        verb="Undo this import"
        onConfirm={() => undoing && start(undoing)}
        onClose={() => setUndoing(null)}
      >
        <p>
          Takes away exactly what this import brought: {formatCount(undoing?.kept ?? 0, locale)} rows, and people who
          are in no other import. {(undoing?.parts.length ?? 1) > 1 && 'All its parts go together. '}Other imports stay.
          {backups?.files.some(({ oneFile }) => !oneFile) && 'Backups made before bring those people back no longer. '}
          You can import {(undoing?.parts.length ?? 1) > 1 ? 'the files' : 'the file'} again any time.
        </p>
      </ConfirmDialog>
    </Card>
  );
}
