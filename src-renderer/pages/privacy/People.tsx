import { useMemo, useState } from 'react';
import type { SeenPerson } from '../../../shared/contract/privacy.ts';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { setQuery, usePlace } from '../../state/place.ts';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Select } from '../../ui/Fields.tsx';
import { formatCount, formatDay, formatOf } from '../../ui/format.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import { personName } from '../../ui/person-name.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import type { DataColumn } from '../../ui/table-column.ts';
import { Pager } from './Pager.tsx';
import { PersonDrawer } from './PersonDrawer.tsx';
import { standingWords } from './series.ts';

const PAGE = 50;
const ORDERS = [
  { id: 'recent', label: 'Newest first' },
  { id: 'orders', label: 'Most orders first' },
  { id: 'messages', label: 'Most messages first' },
] as const;
type Order = (typeof ORDERS)[number]['id'];

const countWords = (count: number | null, locale: Locale) =>
  count === null ? 'not shown' : formatCount(count, locale);

function columnsOf(locale: Locale): DataColumn<SeenPerson>[] {
  const count = (id: 'orders' | 'messages' | 'events', label: string): DataColumn<SeenPerson> => ({
    id,
    label,
    kind: 'number',
    value: (card) => card[id],
    text: (card) => countWords(card[id], locale),
  });
  const last = ({ lastMs, withheld }: SeenPerson) => {
    if (lastMs === null) return withheld === null ? '–' : 'not shown';
    return formatDay(lastMs, locale);
  };
  const frozen = ({ restricted }: SeenPerson) => (restricted ? 'frozen' : '');
  return [
    {
      id: 'person',
      label: 'Person',
      kind: 'text',
      value: (card) => personName(card.person, locale),
      text: (card) => personName(card.person, locale),
      width: 130,
    },
    count('orders', 'Orders'),
    count('messages', 'Messages'),
    count('events', 'Visits and events'),
    { id: 'last', label: 'Last seen', kind: 'text', value: ({ lastMs }) => lastMs, text: last, width: 130 },
    { id: 'said', label: 'What they said', kind: 'text', value: standingWords, text: standingWords, width: 320 },
    { id: 'frozen', label: 'Frozen', kind: 'text', value: frozen, text: frozen, width: 90 },
  ];
}

/** Everyone held, as pseudonyms, page by page. A row opens the card of one person (`?person=…`). */
export function People() {
  const locale = useLocale();
  const [order, setOrder] = useState<Order>('recent');
  const [offset, setOffset] = useState(0);
  const open = Number(usePlace((place) => place.query.person ?? ''));
  const { data, error, refetch } = useQuery('privacy.people', { offset, limit: PAGE, order });
  const columns = useMemo(() => columnsOf(locale), [locale]);
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <Card
      title="People held"
      subtitle={`${formatOf(data.total, 'person', 'people', locale)}, as pseudonyms. Open one to see what is held about them.`}
      tools={
        <Select
          label="Order"
          bare
          value={order}
          options={ORDERS}
          onChange={(next) => {
            setOrder(next);
            setOffset(0);
          }}
        />
      }
    >
      {data.total === 0 ? (
        <Note>Nobody is held yet.</Note>
      ) : (
        <div className="stack">
          <DataTable
            label="People"
            columns={columns}
            rows={data.people}
            rowKey={({ person }) => String(person)}
            onOpen={({ person }) => setQuery({ person: String(person) })}
          />
          <Pager offset={offset} size={PAGE} total={data.total} what="people" onChange={setOffset} />
        </div>
      )}
      {Number.isInteger(open) && open > 0 && (
        <PersonDrawer key={open} person={open} onClose={() => setQuery({ person: null })} />
      )}
    </Card>
  );
}
