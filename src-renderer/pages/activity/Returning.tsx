import { useMemo, useState } from 'react';
import { Select } from '../../ui/Fields.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { Retention } from './Retention.tsx';

const GONE = [
  { id: '14', label: 'after 14 days' },
  { id: '30', label: 'after 30 days' },
  { id: '60', label: 'after 60 days' },
  { id: '90', label: 'after 90 days' },
] as const;
const AGAIN = { corner: 'First month · months later' };

/** Coming back: cohorts, how long people stay, and who buys again. */
export function Returning() {
  const [days, setDays] = useState<(typeof GONE)[number]['id']>('30');
  const params = useMemo(() => ({ goneAfterDays: Number(days) }), [days]);
  return (
    <div className="grid">
      <div className="col-12">
        <Retention />
      </div>
      <div className="col-12">
        <AnalysisCard
          id="churn"
          params={params}
          as="line"
          tools={<Select label="Gone" value={days} options={GONE} onChange={setDays} />}
        />
      </div>
      <div className="col-12">
        <AnalysisCard id="repeat-purchase" matrix={AGAIN} empty="Nobody bought in these dates." />
      </div>
    </div>
  );
}
