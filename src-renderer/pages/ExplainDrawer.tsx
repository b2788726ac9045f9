import { useMemo, useState } from 'react';
import { errorText } from '../api/error-text.ts';
import { useQuery } from '../api/use-query.ts';
import { closeDrawer, type Explained, useExplained } from '../state/drawer.ts';
import { go } from '../state/place.ts';
import { DataTable } from '../ui/DataTable.tsx';
import { Drawer } from '../ui/Dialog.tsx';
import { formatCount } from '../ui/format.ts';
import { useLocale } from '../ui/locale.ts';
import { type ResultRow, resultColumns } from '../ui/result-columns.ts';
import { ErrorState, Note, Skeleton } from '../ui/States.tsx';
import { filterWords } from './filter-words.ts';
import { Provenance } from './AnalysisCard.tsx';
import { WhyScore } from './listening/WhyScore.tsx';
import { leftOutWords } from './provenance.ts';
import { useAnalysis, useAnalysisInfo } from './use-analysis.ts';
import { useFilter } from './use-filter.ts';

const ROWS = 500;
// The drawer is narrow: time, who and what stand there at first, the rest can be chosen.
const NOT_SHOWN_AT_FIRST = {
  hide: ['run', 'line', 'id', 'kind', 'channel', 'device', 'status', 'likes', 'rating', 'network'],
};

/** The drawer of every figure: definition, filter in words, who was left out, the rows behind. Follows the address. */
export function ExplainDrawer() {
  const explained = useExplained();
  const info = useAnalysisInfo(explained?.analysis ?? '');
  const title = explained?.label || info?.title || '';
  return (
    <Drawer title={title} isOpen={explained !== null} onClose={closeDrawer}>
      {explained && <Explanation explained={explained} />}
    </Drawer>
  );
}

function Explanation({ explained }: { explained: Explained }) {
  const info = useAnalysisInfo(explained.analysis);
  const { reply, error, retry } = useAnalysis(explained.analysis, explained.params);
  const { filter, compare } = useFilter();
  const locale = useLocale();
  if (!info) return <Skeleton />;
  return (
    <div className="stack wide">
      <section className="stack tight">
        <h3>{info.title}</h3>
        <p>{info.question}</p>
      </section>
      <section className="stack tight">
        <h3>How it is counted</h3>
        <p>{info.definition}</p>
      </section>
      <section className="stack tight">
        <h3>What is looked at</h3>
        <p>{filterWords(reply?.range ?? filter.range, filter.bots, locale)}</p>
        {compare && reply?.rangeBefore && (
          <p className="quiet">Period before: {filterWords(reply.rangeBefore, filter.bots, locale)}</p>
        )}
        <p className="quiet small stack tight">{reply && <Provenance reply={reply} />}</p>
      </section>
      {error && <ErrorState {...errorText(error)} onRetry={retry} />}
      {explained.key !== null && info.hasRows && <RowsBehind explained={explained} mark={explained.key} />}
    </div>
  );
}

function RowsBehind({ explained, mark }: { explained: Explained; mark: string }) {
  const { filter, ready } = useFilter();
  const locale = useLocale();
  const { data, error, refetch } = useQuery(
    'analyses.rows',
    { id: explained.analysis, params: explained.params, filter, key: mark, limit: ROWS },
    { enabled: ready, keep: false },
  );
  const [message, setMessage] = useState<number | null>(null);
  const columns = useMemo(() => (data ? resultColumns(data.table, locale, NOT_SHOWN_AT_FIRST) : []), [data, locale]);
  if (error?.code === 'too-few-people')
    return (
      <Note>
        Single rows are about single people, so they are not listed here: fewer than{' '}
        {formatCount(Number(error.facts.smallest ?? 10), locale)} people is too few to show.{' '}
        <a href="#/settings">Why this is so</a>
      </Note>
    );
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  // Rows that are messages say why they were scored as they were.
  const idAt = data.table.columns.findIndex(({ id, label }) => id === 'id' && label === 'Message');
  const openMessage = (row: ResultRow) => setMessage(Number(row.cells[idAt]));
  // Others are acts of somebody: what that person did besides, and what can be done about them, stands with the person.
  const personAt = data.table.columns.findIndex(({ type }) => type === 'person');
  const openPerson = (row: ResultRow) => {
    const person = row.cells[personAt];
    if (typeof person === 'number' && person > 0) go('/privacy', { tab: 'people', person: String(person) });
  };
  const open = idAt >= 0 ? openMessage : personAt >= 0 ? openPerson : undefined;
  if (data.table.rows.length === 0) return <Note>No single rows stand behind this in these dates.</Note>;
  return (
    <section className="stack">
      <h3>The rows behind ({formatCount(data.table.total, locale)})</h3>
      <DataTable
        key={mark}
        label="Rows behind"
        columns={columns}
        rows={data.table.rows}
        rowKey={(row) => row.key}
        total={data.table.total}
        onOpen={open}
      />
      {open === openPerson && (
        <p className="small quiet">
          A row opens all that is held about its person, to leave them out or to forget them.
        </p>
      )}
      {message !== null && <WhyScore key={message} message={message} onClose={() => setMessage(null)} />}
      {leftOutWords(data.leftOut, locale).map((words) => (
        <p key={words} className="small quiet">
          {words}
        </p>
      ))}
    </section>
  );
}
