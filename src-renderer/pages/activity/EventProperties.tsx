import { useCallback, useMemo, useState } from 'react';
import type { TableResult } from '../../../shared/results.ts';
import { errorText } from '../../api/error-text.ts';
import { BarChart } from '../../charts/BarChart.tsx';
import { openDrawer } from '../../state/drawer.ts';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { KeyFigure } from '../../ui/KeyFigure.tsx';
import { useLocale } from '../../ui/locale.ts';
import { type ResultRow, resultColumns } from '../../ui/result-columns.ts';
import { ErrorState, Skeleton } from '../../ui/States.tsx';
import { AnalysisCard, Provenance } from '../AnalysisCard.tsx';
import { PropertySegment } from './PropertySegment.tsx';
import { useAnalysis } from '../use-analysis.ts';
import {
  type ChosenProperty,
  firstProperty,
  isHistogram,
  numbersOf,
  propertyBars,
  propertyOfRow,
  valueOfMark,
} from './property-series.ts';

const TOP = { limit: 100 };
const NO_PROPERTIES =
  'No event in these dates has properties. Exports of Google Analytics 4 (BigQuery), Segment, PostHog, Amplitude, Mixpanel and others carry them; what was imported by an earlier version of this program has them once that import is undone and made again.';

/** What events tell besides their name: choose a row, and the event is broken down by it. */
export function EventProperties() {
  const { reply } = useAnalysis('event-properties', TOP);
  const [picked, setPicked] = useState<ChosenProperty | null>(null);
  const first = useMemo(() => (reply?.result.kind === 'table' ? firstProperty(reply.result) : null), [reply]);
  const pick = useCallback((key: string, event: string) => setPicked(propertyOfRow(key, event)), []);
  const shown = picked ?? first;
  return (
    <>
      <div className="col-12">
        <AnalysisCard
          id="event-properties"
          params={TOP}
          subtitle="What do events tell besides their name, and how often? Choose a row to see its values below."
          empty={NO_PROPERTIES}
          onOpenKey={pick}
        />
      </div>
      {shown && first && (
        <div className="col-12">
          <Breakdown chosen={shown} />
        </div>
      )}
    </>
  );
}

function Breakdown({ chosen }: { chosen: ChosenProperty }) {
  const { kind, event, property } = chosen;
  const params = useMemo(() => ({ kind, event, property }), [kind, event, property]);
  const { reply, error, retry } = useAnalysis('property-breakdown', params);
  const table = reply?.result.kind === 'table' ? reply.result : null;
  const title = `${event || kind} by ${property}`;
  return (
    <Card
      title={title}
      subtitle="Which values does it have, how often, and of how many people?"
      tools={table && table.rows.length > 0 && <PropertySegment chosen={chosen} table={table} />}
      foot={reply && <Provenance reply={reply} />}
    >
      {error && <ErrorState {...errorText(error)} onRetry={retry} />}
      {!error && !table && <Skeleton lines={6} />}
      {table && table.rows.length === 0 && <p className="quiet">No event has this property in these dates.</p>}
      {table && table.rows.length > 0 && <Values title={title} table={table} params={params} />}
    </Card>
  );
}

function Values({ title, table, params }: { title: string; table: TableResult; params: ChosenProperty }) {
  const locale = useLocale();
  const data = useMemo(() => propertyBars(table), [table]);
  const columns = useMemo(() => resultColumns(table, locale), [table, locale]);
  const explain = () => openDrawer({ analysis: 'property-breakdown', params: { ...params } });
  const open = (key: string, label: string) =>
    openDrawer({ analysis: 'property-breakdown', params: { ...params }, key, label });
  return (
    <div className="stack">
      <Numbers kind={params.kind} event={params.event} property={params.property} />
      <BarChart
        title={title}
        unitWords="events"
        data={data}
        sideways={!isHistogram(table)}
        onExplain={explain}
        onOpen={(key, label) => open(valueOfMark(key), label)}
      />
      <DataTable
        label={title}
        columns={columns}
        rows={table.rows}
        rowKey={({ key }) => key}
        total={table.total}
        onOpen={(row: ResultRow) => open(row.key, columns[0]?.text(row) ?? '')}
      />
    </div>
  );
}

/** Sum, mean, median and ninth decile, where the property is a number. */
function Numbers({ kind, event, property }: ChosenProperty) {
  const params = useMemo(() => ({ kind, event }), [kind, event]);
  const { reply } = useAnalysis('property-numbers', params);
  const figures = reply?.result.kind === 'table' ? numbersOf(reply.result, property) : null;
  if (!figures) return null;
  return (
    <div className="figures">
      {figures.map(({ label, value }) => (
        <KeyFigure key={label} label={label} value={value} unit="ratio" />
      ))}
    </div>
  );
}
