import { useMemo, useState } from 'react';
import { useStatus } from '../../api/use-status.ts';
import { Select } from '../../ui/Fields.tsx';
import { useLocale } from '../../ui/locale.ts';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { useFilter } from '../use-analysis.ts';
import { cohortName, periodFor, type RetentionPeriod } from './cohorts.ts';

const PERIODS = [
  { id: 'day', label: 'By day' },
  { id: 'week', label: 'By week' },
  { id: 'month', label: 'By month' },
] as const;
const MODES = [
  { id: 'exact', label: 'Back in that very period' },
  { id: 'rolling', label: 'Back then or later' },
] as const;
const CORNERS: Readonly<Record<RetentionPeriod, string>> = {
  day: 'First day · days later',
  week: 'First week · weeks later',
  month: 'First month · months later',
};

/** Who comes back: cohorts by first act, in the step that suits the dates until another is chosen. */
export function Retention() {
  const locale = useLocale();
  const status = useStatus();
  const { filter } = useFilter();
  const [chosen, setChosen] = useState<RetentionPeriod | null>(null);
  const period = chosen ?? periodFor(filter.range ?? status?.ranges.events ?? null);
  const [mode, setMode] = useState<(typeof MODES)[number]['id']>('exact');
  const params = useMemo(() => ({ period, mode }), [period, mode]);
  return (
    <AnalysisCard
      id="retention"
      params={params}
      matrix={{ corner: CORNERS[period], rowName: (date) => cohortName(date, period, locale.locale) }}
      tools={
        <>
          <Select label="Cohorts" bare value={period} options={PERIODS} onChange={setChosen} />
          <Select label="What counts" bare value={mode} options={MODES} onChange={setMode} />
        </>
      }
    />
  );
}
