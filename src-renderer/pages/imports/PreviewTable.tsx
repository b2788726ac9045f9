import { useMemo } from 'react';
import type { Inspection } from '../../../shared/contract/imports.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/table-column.ts';

type Cells = (string | null)[];

/** First rows of a file, identifiers masked by the core. */
export function PreviewTable({ label, preview }: { label: string; preview: Inspection['preview'] }) {
  const columns = useMemo(
    () =>
      preview.columns.map(
        (name, i): DataColumn<{ cells: Cells; at: number }> => ({
          id: `${i}`,
          label: name,
          kind: 'text',
          value: ({ cells }) => cells[i] ?? null,
          text: ({ cells }) => cells[i] ?? '',
          width: 150,
        }),
      ),
    [preview],
  );
  const rows = useMemo(() => preview.rows.map((cells, at) => ({ cells, at })), [preview]);
  return (
    <DataTable
      key={preview.columns.join()}
      bare
      label={label}
      columns={columns}
      rows={rows}
      rowKey={({ at }) => String(at)}
    />
  );
}
