import { useMemo, useState } from 'react';
import type { FigureMetric } from '../../../shared/model.ts';
import { Select } from '../../ui/Fields.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { METRIC_WORDS } from './metrics.ts';

/** One figure of other tools over time, by account. */
export function OtherFigures() {
  const [metric, setMetric] = useState<FigureMetric>('views');
  const params = useMemo(() => ({ metric }), [metric]);
  return (
    <AnalysisCard
      id="outside-figures"
      params={params}
      tools={<Select label="Which figure" bare value={metric} options={METRIC_WORDS} onChange={setMetric} />}
      empty="Your files do not have this figure in these dates. Choose another one."
    />
  );
}
