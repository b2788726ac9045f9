import { useMemo } from 'react';
import type { Holding } from '../../../shared/contract/privacy.ts';
import type { IdentifierKind } from '../../../shared/model.ts';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { formatCount, formatOf, formatRange, formatValue } from '../../ui/format.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import type { DataColumn } from '../../ui/table-column.ts';
import { KIND_WORDS } from './words.ts';

type Field = Holding['fields'][number];
const nameOf = ({ name }: Field): string =>
  Object.hasOwn(KIND_WORDS, name) ? KIND_WORDS[name as IdentifierKind] : name;

function fieldColumns(rows: number, locale: Locale): DataColumn<Field>[] {
  const share = ({ filled }: Field) => (rows > 0 ? filled / rows : null);
  return [
    { id: 'name', label: 'What', kind: 'text', value: nameOf, text: nameOf, width: 220 },
    {
      id: 'filled',
      label: 'Held',
      kind: 'number',
      value: ({ filled }) => filled,
      text: ({ filled }) => formatCount(filled, locale),
    },
    {
      id: 'share',
      label: 'Of all rows',
      kind: 'number',
      value: share,
      text: (field) => formatValue(share(field), 'share', locale),
      share,
    },
    {
      id: 'personal',
      label: 'About a person',
      kind: 'text',
      value: ({ personal }) => (personal ? 'yes' : 'no'),
      text: ({ personal }) => (personal ? 'yes' : 'no'),
      width: 120,
    },
    { id: 'why', label: 'Why it is kept', kind: 'text', value: ({ why }) => why, text: ({ why }) => why, width: 420 },
  ];
}

function Sources({ holding, titles }: { holding: Holding; titles: ReadonlyMap<string, string> }) {
  const locale = useLocale();
  const from = holding.sources.map(({ file, rows }) => `${file} (${formatOf(rows, 'row', 'rows', locale)})`);
  const uses = holding.usedBy.map(({ analysis }) => titles.get(analysis) ?? analysis);
  return (
    <div className="stack tight">
      <span>From: {from.length > 0 ? from.join(', ') : 'nothing imported yet'}.</span>
      <span>
        Used by: {uses.length > 0 ? uses.join(', ') : 'no analysis; only to recognise the same person again'}.
      </span>
    </div>
  );
}

function HoldingCard({ holding, titles }: { holding: Holding; titles: ReadonlyMap<string, string> }) {
  const locale = useLocale();
  const { title, rows, people, range, fields } = holding;
  const columns = useMemo(() => fieldColumns(rows, locale), [rows, locale]);
  const size = `${formatOf(rows, 'row', 'rows', locale)} · ${formatOf(people, 'person', 'people', locale)}`;
  return (
    <Card
      title={title}
      subtitle={range ? `${size} · ${formatRange(range, locale)}` : size}
      foot={<Sources holding={holding} titles={titles} />}
    >
      <DataTable label={`Fields: ${title}`} columns={columns} rows={fields} rowKey={({ name }) => name} bare />
    </Card>
  );
}

/** What is held and why, counted from the store itself: kinds of data, fields, sources, and the analyses that use them. */
export function Holdings() {
  const { data, error, refetch } = useQuery('privacy.holdings', {});
  const { data: list } = useQuery('analyses.list', {});
  const titles = useMemo(() => new Map((list ?? []).map(({ id, title }) => [id, title])), [list]);
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  const held = data.filter(({ rows }) => rows > 0);
  if (held.length === 0) return <Note>Nothing is held yet. After an import, every kind of data is listed here.</Note>;
  return (
    <div className="stack wide">
      {held.map((holding) => (
        <HoldingCard key={holding.table} holding={holding} titles={titles} />
      ))}
    </div>
  );
}
