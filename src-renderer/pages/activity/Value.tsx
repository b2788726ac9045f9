import { useMemo, useState } from 'react';
import { useStatus } from '../../api/use-status.ts';
import { Select } from '../../ui/Fields.tsx';
import { Note } from '../../ui/States.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { type FigureWish, SummaryFigures } from '../SummaryFigures.tsx';

const FIGURES: readonly FigureWish[] = [
  { id: 'revenue', label: 'Revenue', welcome: 'up', line: 'revenue' },
  { id: 'orders', label: 'Orders', welcome: 'up' },
  { id: 'average-order', label: 'Average order', welcome: 'up' },
  { id: 'buyers', label: 'Buyers', welcome: 'up' },
  { id: 'repeat-rate', label: 'Bought again', welcome: 'up' },
];
const MODELS = [
  { id: 'bg-nbd', label: 'BG/NBD', about: 'People leave right after a purchase, if they do.' },
  { id: 'pareto-nbd', label: 'Pareto/NBD', about: 'People leave at any time.' },
] as const;
const GRID = { corner: 'Last purchase · purchase days' };
const TOP = { limit: 50 };

/** Value: what customers spent, what they may still spend, and what goes together. */
export function Value() {
  const status = useStatus();
  const [model, setModel] = useState<(typeof MODELS)[number]['id']>('bg-nbd');
  const params = useMemo(() => ({ model }), [model]);
  if (status?.counts.orders === 0)
    return <Note>A table of orders, as your shop exports it, fills this part. Drop it on the page of imports.</Note>;
  return (
    <div className="stack wide">
      <SummaryFigures id="sales-summary" figures={FIGURES} course="orders-over-time" />
      <div className="grid">
        <div className="col-12">
          <AnalysisCard
            id="customer-value"
            params={params}
            tools={<Select label="Model" bare value={model} options={MODELS} onChange={setModel} />}
            empty="It takes 20 buyers who came back to say what is to come."
          />
        </div>
        <div className="col-12">
          <AnalysisCard id="rfm-grid" matrix={GRID} empty="Nobody bought in these dates." />
        </div>
        <div className="col-12">
          <AnalysisCard id="rfm-segments" empty="Nobody bought in these dates." />
        </div>
        <div className="col-12">
          <AnalysisCard id="baskets" params={TOP} empty="No two items were bought together often enough." />
        </div>
      </div>
    </div>
  );
}
