import { useMemo, useState } from 'react';
import { useStatus } from '../../api/use-status.ts';
import { Select } from '../../ui/Fields.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { useFilter } from '../use-filter.ts';
import { STEPS, type Step, stepFor } from './steps.ts';

const MOODS = {
  only: ['negative', 'neutral', 'positive', 'unscored'],
  tones: { negative: 'negative', neutral: 'neutral', positive: 'positive', unscored: 6 },
} as const;

/** Mood, amount and stars over time, all in one step: what suits the dates until another is chosen. */
export function OverTime() {
  const status = useStatus();
  const { filter } = useFilter();
  const [chosen, setChosen] = useState<Step | null>(null);
  const bucket = chosen ?? stepFor(filter.range ?? status?.ranges.messages ?? null);
  const params = useMemo(() => ({ bucket }), [bucket]);
  return (
    <>
      <div className="col-12">
        <AnalysisCard
          id="sentiment-over-time"
          params={params}
          as="stacked"
          lines={MOODS}
          tools={<Select label="Step" bare value={bucket} options={STEPS} onChange={setChosen} />}
        />
      </div>
      <div className="col-6">
        <AnalysisCard id="messages-over-time" params={params} as="stacked" />
      </div>
      <div className="col-6">
        <AnalysisCard id="ratings-over-time" params={params} empty="No review with stars in these dates." />
      </div>
    </>
  );
}
