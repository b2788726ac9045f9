import { useMemo, useState } from 'react';
import { Select } from '../../ui/Fields.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';

const MEASURES = [
  { id: 'spend', label: 'Spend' },
  { id: 'impressions', label: 'Impressions' },
  { id: 'clicks', label: 'Clicks' },
  { id: 'conversions', label: 'Conversions' },
  { id: 'revenue', label: 'Revenue' },
] as const;
type Measure = (typeof MEASURES)[number]['id'];

/** What goes into ads, or comes back, by network. */
export function AdsOverTime() {
  const [measure, setMeasure] = useState<Measure>('spend');
  const params = useMemo(() => ({ measure }), [measure]);
  const title =
    measure === 'spend' ? 'Ad spend over time' : `${MEASURES.find(({ id }) => id === measure)?.label} of ads over time`;
  return (
    <AnalysisCard
      id="ad-spend-over-time"
      params={params}
      title={title}
      as="stacked"
      tools={<Select label="What to show" bare value={measure} options={MEASURES} onChange={setMeasure} />}
      empty="No ads ran in these dates."
    />
  );
}
