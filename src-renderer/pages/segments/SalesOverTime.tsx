import { useMemo, useState } from 'react';
import { Select } from '../../ui/Fields.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';

const MEASURES = [
  { id: 'revenue', label: 'Revenue' },
  { id: 'orders', label: 'Orders' },
] as const;

/** Sales per day, week or month, as money or as a number of orders. */
export function SalesOverTime() {
  const [measure, setMeasure] = useState<(typeof MEASURES)[number]['id']>('revenue');
  const params = useMemo(() => ({ measure }), [measure]);
  return (
    <AnalysisCard
      id="orders-over-time"
      params={params}
      tools={<Select label="Measure" bare value={measure} options={MEASURES} onChange={setMeasure} />}
    />
  );
}
