import { useMemo, useState } from 'react';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { HeatMap } from '../../charts/HeatMap.tsx';
import { openDrawer } from '../../state/drawer.ts';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Select } from '../../ui/Fields.tsx';
import { useLocale } from '../../ui/locale.ts';
import { resultColumns } from '../../ui/result-columns.ts';
import { ErrorState, Skeleton } from '../../ui/States.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { useAnalysis } from '../use-analysis.ts';
import { useFilter } from '../use-filter.ts';
import { FOUND_WORDS } from './found-words.ts';
import { RowsDialog } from '../RowsDialog.tsx';
import { togetherMatrix } from './together-matrix.ts';

const WORDS = { words: FOUND_WORDS };
const PAIR_COLUMNS = { hide: ['expected', 'surprise'] };
const BY = [
  { id: 'response', label: 'By response' },
  { id: 'reach', label: 'By reach' },
] as const;

/** Hashtags, what is named together, and whose messages move others. */
export function Voices() {
  return (
    <div className="stack">
      <AnalysisCard
        id="hashtags"
        columns={WORDS}
        empty="No hashtag in these dates."
        subtitle="Open a row to read the messages. Change compares the later half of the dates with the earlier half."
      />
      <Together />
      <TogetherWithSearches />
      <Influential />
    </div>
  );
}

function Influential() {
  const [by, setBy] = useState<(typeof BY)[number]['id']>('response');
  const params = useMemo(() => ({ by }), [by]);
  return (
    <AnalysisCard
      id="influential-voices"
      params={params}
      subtitle="As pseudonyms. Your own accounts are not among them."
      empty={
        by === 'reach'
          ? 'No message in these dates says how many people it reached.'
          : 'No message in these dates got a response.'
      }
      tools={<Select label="Order" bare value={by} options={BY} onChange={setBy} />}
    />
  );
}

function Together() {
  const { reply } = useAnalysis('named-together');
  const picture = useMemo(() => (reply?.result.kind === 'table' ? togetherMatrix(reply.result) : null), [reply]);
  return (
    <>
      {picture && (
        <Card
          title="Named together, as a picture"
          subtitle="How many times as often as by chance. Empty: chance explains it. The table below has the same numbers."
        >
          <HeatMap
            title="Named together"
            matrix={picture.matrix}
            corner="Named"
            onOpen={(cell, label) => {
              const key = picture.keys.get(cell);
              if (key) openDrawer({ analysis: 'named-together', key, label });
            }}
          />
        </Card>
      )}
      <AnalysisCard
        id="named-together"
        columns={PAIR_COLUMNS}
        empty="No two things are named together more often than by chance in these dates."
      />
    </>
  );
}

function TogetherWithSearches() {
  const { filter, ready } = useFilter();
  const locale = useLocale();
  const { data: searches } = useQuery('listening.searches', {});
  const any = searches !== undefined && searches.length > 0;
  const { data, error } = useQuery('listening.together', { filter }, { enabled: ready && any });
  const [open, setOpen] = useState<{ key: string; label: string } | null>(null);
  const columns = useMemo(() => (data ? resultColumns(data.table, locale, PAIR_COLUMNS) : []), [data, locale]);
  if (!any) return null;
  return (
    <Card
      title="Named with your searches"
      subtitle="What people name in the same message as your brands, products and competitors, more often than by chance."
    >
      {error && <ErrorState {...errorText(error)} />}
      {!data && !error && <Skeleton lines={4} />}
      {data?.table.rows.length === 0 && <p className="quiet">Nothing in these dates.</p>}
      {data && data.table.rows.length > 0 && (
        <DataTable
          label="Named with your searches"
          columns={columns}
          rows={data.table.rows}
          rowKey={(row) => row.key}
          total={data.table.total}
          onOpen={(row) => setOpen({ key: row.key, label: `${row.cells[0]} and ${row.cells[1]}` })}
        />
      )}
      {open && <Both pair={open} onClose={() => setOpen(null)} />}
    </Card>
  );
}

function Both({ pair: { key, label }, onClose }: { pair: { key: string; label: string }; onClose: () => void }) {
  const { filter } = useFilter();
  const { data, error } = useQuery('listening.togetherRows', { key, filter, limit: 200 });
  return <RowsDialog title={`Messages that name ${label}`} table={data?.table} error={error} onClose={onClose} />;
}
