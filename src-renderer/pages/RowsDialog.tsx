import { useMemo } from 'react';
import type { TableResult } from '../../shared/results.ts';
import type { AppError } from '../../shared/errors.ts';
import { errorText } from '../api/error-text.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { useLocale } from '../ui/locale.ts';
import { resultColumns } from '../ui/result-columns.ts';
import { ErrorState, Skeleton } from '../ui/States.tsx';

const COLUMNS = { hide: ['run', 'id'] };
const NONE: TableResult = { kind: 'table', columns: [], rows: [], total: 0, n: 0, people: 0 };

/** The messages behind a mark that the drawer cannot open; `table` undefined = still being fetched. */
export function RowsDialog({
  title,
  table,
  error,
  onClose,
}: {
  title: string;
  table: TableResult | undefined;
  error: AppError | null;
  onClose: () => void;
}) {
  const locale = useLocale();
  const columns = useMemo(() => resultColumns(table ?? NONE, locale, COLUMNS), [table, locale]);
  return (
    <Dialog title={title} isOpen wide onClose={onClose}>
      {error && <ErrorState {...errorText(error)} />}
      {!table && !error && <Skeleton lines={5} />}
      {table && (
        <DataTable label={title} columns={columns} rows={table.rows} rowKey={(row) => row.key} total={table.total} />
      )}
    </Dialog>
  );
}
