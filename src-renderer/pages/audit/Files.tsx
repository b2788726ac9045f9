import { useMemo } from 'react';
import type { AuditReport } from '../../../shared/audit.ts';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { formatCount } from '../../ui/format.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import type { DataColumn } from '../../ui/table-column.ts';
import { FILE_KIND_WORDS } from './words.ts';

interface Row {
  key: string;
  name: string;
  kind: string;
  rows: number;
  rejected: number;
}

const columnsOf = (locale: Locale): DataColumn<Row>[] => [
  { id: 'name', label: 'File', kind: 'text', value: ({ name }) => name, text: ({ name }) => name, width: 280 },
  { id: 'kind', label: 'Read as', kind: 'text', value: ({ kind }) => kind, text: ({ kind }) => kind, width: 200 },
  {
    id: 'rows',
    label: 'Rows',
    kind: 'number',
    value: ({ rows }) => rows,
    text: ({ rows }) => formatCount(rows, locale),
    width: 110,
  },
  {
    id: 'rejected',
    label: 'Not readable',
    kind: 'number',
    about: 'Rows, or the file, that could not be read. What stands in them was not looked at.',
    value: ({ rejected }) => rejected,
    text: ({ rejected }) => formatCount(rejected, locale),
    width: 130,
  },
];

/** Which files were looked at, as what, and what of them could not be read. */
export function Files({ report }: { report: AuditReport }) {
  const locale = useLocale();
  const columns = useMemo(() => columnsOf(locale), [locale]);
  const rows = useMemo(
    () =>
      report.files.map((file, i) => ({
        ...file,
        key: `${i} ${file.name}`,
        kind: FILE_KIND_WORDS[file.kind] ?? file.kind,
      })),
    [report],
  );
  return (
    <Card title="Files" subtitle="What was looked at, and what of it could not be read.">
      <DataTable label="Files" columns={columns} rows={rows} rowKey={({ key }) => key} />
    </Card>
  );
}
