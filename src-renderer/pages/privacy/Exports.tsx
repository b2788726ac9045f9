import { useMemo, useState } from 'react';
import type { ExportEntry } from '../../../shared/contract/exports.ts';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { formatInstant, formatOf, formatRange } from '../../ui/format.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import type { DataColumn } from '../../ui/table-column.ts';
import { COLUMN_WORDS, epsilonWords, fileKindWords, NOISY_WORDS, RECIPIENT_WORDS } from '../export-words.ts';
import { Pager } from './Pager.tsx';

const PAGE = 50;

function columnsOf(locale: Locale, titles: ReadonlyMap<string, string>): DataColumn<ExportEntry>[] {
  const column = (
    id: string,
    label: string,
    width: number,
    text: (entry: ExportEntry) => string,
  ): DataColumn<ExportEntry> => ({
    id,
    label,
    kind: 'text',
    value: text,
    text,
    width,
  });
  const period = ({ range, segment }: ExportEntry) =>
    `${range ? formatRange(range, locale) : 'All dates'}${segment ? ', a segment' : ''}`;
  const nameOf = (id: string) => titles.get(id) ?? id;
  const what = ({ kind, analyses, milliEpsilon, people }: ExportEntry) =>
    kind === 'audience'
      ? `${formatOf(people, 'person', 'people', locale)}: ${analyses.map((id) => COLUMN_WORDS[id] ?? id).join(', ')}`
      : kind === 'noisy'
        ? `${analyses.map((id) => NOISY_WORDS[id as keyof typeof NOISY_WORDS] ?? id).join(', ')} (epsilon ${epsilonWords(milliEpsilon)})`
        : analyses.map(nameOf).join(', ');
  return [
    { ...column('at', 'When', 190, ({ atMs }) => formatInstant(atMs, locale)), value: ({ atMs }) => atMs },
    column('to', 'For whom', 190, ({ recipient }) => RECIPIENT_WORDS[recipient]),
    column('kind', 'File', 170, fileKindWords),
    column('period', 'Dates', 220, period),
    column('what', 'What', 420, what),
    column('hash', 'SHA-256 of the file', 200, ({ sha256 }) => sha256),
  ];
}

/** What was handed out, when and to whom: no figure, nobody's name. */
export function Exports({ titles }: { titles: ReadonlyMap<string, string> }) {
  const locale = useLocale();
  const [offset, setOffset] = useState(0);
  const { data, error, refetch } = useQuery('exports.list', { offset, limit: PAGE });
  const columns = useMemo(() => columnsOf(locale, titles), [locale, titles]);
  return (
    <Card
      title="What was handed out"
      subtitle="Every report, every file of figures with noise, every list of people for ads. A new report that differs from an earlier one by too few people is refused."
      foot="For whom a file was is what you said when you made it. What happened to a file afterwards, Inglenook cannot see. Copies of tables and pictures that you make on the screen are not listed."
    >
      {error ? (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={3} />
      ) : data.total === 0 ? (
        <Note>Nothing has been handed out yet.</Note>
      ) : (
        <div className="stack">
          <DataTable
            label="What was handed out"
            columns={columns}
            rows={data.entries}
            rowKey={({ id }) => String(id)}
          />
          <Pager offset={offset} size={PAGE} total={data.total} what="files" onChange={setOffset} />
        </div>
      )}
    </Card>
  );
}
