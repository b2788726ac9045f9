import { CircleHelp, Table2 } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import type { AnalysisReply } from '../../shared/contract/analyses.ts';
import type { MatrixResult, NumberResult, Result, SeriesResult, TableResult } from '../../shared/results.ts';
import { assertNever } from '../../shared/errors.ts';
import { notShownWords } from '../../shared/not-shown.ts';
import { useQuery } from '../api/use-query.ts';
import { BarChart } from '../charts/BarChart.tsx';
import { drawsBefore, type LineWishes, toChartData } from '../charts/from-result.ts';
import { HeatMap } from '../charts/HeatMap.tsx';
import { LineChart } from '../charts/LineChart.tsx';
import { StackedBarChart } from '../charts/StackedBarChart.tsx';
import { startOfDate } from '../state/period.ts';
import { Button } from '../ui/Button.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { KeyFigure } from '../ui/KeyFigure.tsx';
import { formatCount } from '../ui/format.ts';
import { useLocale } from '../ui/locale.ts';
import { type ColumnWishes, type ResultRow, resultColumns } from '../ui/result-columns.ts';
import type { Comparison } from './comparison.ts';
import { matrixTable } from './matrix-table.ts';
import { unitWords } from './unit-words.ts';

/** What a page may wish for the look of a result. */
export interface ResultWishes {
  /** Series: how it is drawn. Default: a line over time, bars over categories. */
  as?: 'line' | 'bar' | 'stacked';
  /** Series: which lines, in which colours. */
  lines?: LineWishes;
  sideways?: boolean;
  height?: 'small' | 'normal';
  /** Table: columns and words. */
  columns?: ColumnWishes;
  /** Matrix: names for people. */
  matrix?: { corner: string; rowName?: (id: string) => string; columnName?: (id: string) => string };
}

interface Shown extends ResultWishes {
  title: string;
  reply: AnalysisReply;
  /** Where the comparison stands, where this view shows one. */
  comparison?: Comparison;
  onExplain: () => void;
  onOpen: ((key: string, label: string) => void) | undefined;
}

/** Whether the view of a result shows the period before. */
export const showsBefore = (result: Result, { lines }: ResultWishes): boolean =>
  result.kind === 'number' || (result.kind === 'series' && drawsBefore(result, lines));

function Shape(props: Shown) {
  const { result } = props.reply;
  switch (result.kind) {
    case 'series':
      return <SeriesView {...props} result={result} />;
    case 'table':
      return <TableView {...props} result={result} />;
    case 'matrix':
      return <MatrixView {...props} result={result} />;
    case 'number':
      return <NumberView {...props} result={result} />;
    default:
      return assertNever(result);
  }
}

/** A result as chart, heat map, table or figure, by its kind. Drawn again only when it or a wish has changed: it is the most of a page. */
export const ResultView = memo(Shape);

const NO_WISHES: LineWishes = {};
// Names of rows are in people's words already.
const FIGURES: ColumnWishes = { asWritten: ['row'] };

function SeriesView(props: Shown & { result: SeriesResult }) {
  const { title, reply, result, lines = NO_WISHES, sideways = false, height = 'normal', onExplain, onOpen } = props;
  const locale = useLocale();
  const before = reply.previous?.kind === 'series' ? reply.previous : null;
  const previous = props.comparison === 'coming' ? 'coming' : before;
  const { data: notes } = useQuery('notes.list', {});
  const data = useMemo(() => {
    const happened = notes?.map(({ day, text }) => ({ atMs: startOfDate(locale.zone, day), text }));
    return toChartData(result, previous, locale, lines, happened);
  }, [result, previous, locale, lines, notes]);
  const frame = { title, unitWords: unitWords(result.unit), data, sideways, height, onExplain, onOpen };
  const kind = props.as ?? (result.x.type === 'time' ? 'line' : 'bar');
  if (kind === 'line') return <LineChart {...frame} />;
  return kind === 'bar' ? <BarChart {...frame} /> : <StackedBarChart {...frame} />;
}

const ExplainButton = ({ onExplain }: { onExplain: () => void }) => (
  <Button look="quiet" icon={<CircleHelp aria-hidden className="icon" />} onPress={onExplain}>
    Explain
  </Button>
);

function TableView({ title, result, columns, onExplain, onOpen }: Shown & { result: TableResult }) {
  const locale = useLocale();
  const made = useMemo(() => resultColumns(result, locale, columns), [result, locale, columns]);
  return (
    <DataTable
      tools={<ExplainButton onExplain={onExplain} />}
      label={title}
      columns={made}
      rows={result.rows}
      rowKey={(row) => row.key}
      total={result.total}
      totalIsLeast={result.totalIsLeast ?? false}
      onOpen={onOpen && ((row: ResultRow) => onOpen(row.key, made[0]?.text(row) ?? ''))}
    />
  );
}

function MatrixView({ title, result, matrix, onExplain, onOpen }: Shown & { result: MatrixResult }) {
  const locale = useLocale();
  const [asTable, setAsTable] = useState(false);
  const named = (ids: string[], name: ((id: string) => string) | undefined) => (name ? ids.map(name) : ids);
  const names = {
    corner: matrix?.corner ?? '',
    rows: named(result.rows, matrix?.rowName),
    columns: named(result.columns, matrix?.columnName),
  };
  const tools = (
    <>
      <Button look="quiet" icon={<Table2 aria-hidden className="icon" />} onPress={() => setAsTable((shown) => !shown)}>
        {asTable ? 'As chart' : 'As table'}
      </Button>
      <ExplainButton onExplain={onExplain} />
    </>
  );
  const more = notShownWords(result, (n) => formatCount(n, locale));
  const note = more && <p className="small quiet">{more}</p>;
  if (asTable) {
    const table = matrixTable(result, names);
    return (
      <div>
        <DataTable
          tools={tools}
          label={title}
          columns={resultColumns(table, locale, FIGURES)}
          rows={table.rows}
          rowKey={(row) => row.key}
        />
        {note}
      </div>
    );
  }
  return (
    <div>
      <div className="chart-tools">{tools}</div>
      <HeatMap
        title={title}
        matrix={result}
        corner={names.corner}
        rowNames={names.rows}
        columnNames={names.columns}
        onOpen={onOpen}
      />
      {note}
    </div>
  );
}

function NumberView({ title, reply, result, comparison, onExplain }: Shown & { result: NumberResult }) {
  const before = reply.previous?.kind === 'number' ? { before: reply.previous.value } : {};
  const shown = comparison === 'coming' || comparison === 'failed' ? { before: comparison } : before;
  return <KeyFigure label={title} value={result.value} unit={result.unit} {...shown} onOpen={onExplain} />;
}
