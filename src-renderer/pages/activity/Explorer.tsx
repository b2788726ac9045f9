import { useMemo, useState } from 'react';
import { Card } from '../../ui/Card.tsx';
import { Select } from '../../ui/Fields.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { ConditionEditor } from './ConditionEditor.tsx';
import { EMPTY, toCondition } from './condition.ts';
import { KeepSegment } from './KeepSegment.tsx';

const DIMENSIONS = [
  { id: 'page', label: 'Page or event' },
  { id: 'title', label: 'Page title' },
  { id: 'group', label: 'Group of pages' },
  { id: 'entry', label: 'Entry page' },
  { id: 'exit', label: 'Exit page' },
  { id: 'returning', label: 'New or returning' },
  { id: 'source', label: 'Source' },
  { id: 'channel', label: 'Channel' },
  { id: 'device', label: 'Device' },
  { id: 'country', label: 'Country' },
  { id: 'screen', label: 'Screen' },
  { id: 'language', label: 'Language of the browser' },
  { id: 'agent', label: 'Browser and system' },
  { id: 'kind', label: 'Kind of event' },
  { id: 'status', label: 'Status of the answer' },
  { id: 'robot', label: 'Robot' },
  { id: 'hour', label: 'Hour' },
  { id: 'weekday', label: 'Weekday' },
  { id: 'day', label: 'Day' },
  { id: 'week', label: 'Week' },
  { id: 'month', label: 'Month' },
  { id: 'year', label: 'Year' },
] as const;
type Dimension = (typeof DIMENSIONS)[number]['id'];
const ACROSS = [{ id: 'none', label: 'Nothing: a list' }, ...DIMENSIONS] as const;
const MEASURES = [
  { id: 'visitors', label: 'Visitors' },
  { id: 'visits', label: 'Visits' },
  { id: 'views', label: 'Page views' },
  { id: 'acts', label: 'Acts' },
  { id: 'value', label: 'Value' },
  { id: 'bytes', label: 'Data sent' },
  { id: 'bounces', label: 'Bounces' },
  { id: 'purchases', label: 'Purchases' },
  { id: 'time', label: 'Time in visits' },
] as const;

/** Explorer: any dimension by any measure, under nested conditions. */
export function Explorer() {
  const [by, setBy] = useState<Dimension>('channel');
  const [across, setAcross] = useState<(typeof ACROSS)[number]['id']>('none');
  const [measure, setMeasure] = useState<(typeof MEASURES)[number]['id']>('visitors');
  const [draft, setDraft] = useState(EMPTY);
  const params = useMemo(() => {
    const where = toCondition(draft);
    return { by, measure, ...(across === 'none' ? {} : { across }), ...(where ? { where } : {}) };
  }, [by, across, measure, draft]);
  const corner = useMemo(() => ({ corner: DIMENSIONS.find(({ id }) => id === by)?.label ?? '' }), [by]);
  return (
    <div className="stack">
      <Card title="What to look at">
        <div className="stack">
          <div className="row wide end">
            <Select label="Rows" value={by} options={DIMENSIONS} onChange={setBy} />
            <Select label="Columns" value={across} options={ACROSS} onChange={setAcross} />
            <Select label="Measure" value={measure} options={MEASURES} onChange={setMeasure} />
          </div>
          <h3>Only where</h3>
          <ConditionEditor group={draft} onChange={setDraft} />
          <KeepSegment condition={toCondition(draft)} />
        </div>
      </Card>
      <AnalysisCard
        id="explore"
        params={params}
        matrix={corner}
        empty="Nothing fits these conditions in these dates."
      />
    </div>
  );
}
