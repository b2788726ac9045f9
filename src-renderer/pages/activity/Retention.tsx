import { useMemo, useState } from 'react';
import { useStatus } from '../../api/use-status.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Fields.tsx';
import { useLocale } from '../../ui/locale.ts';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { useFilter } from '../use-filter.ts';
import { cohortName, periodFor, type RetentionPeriod } from './cohorts.ts';
import { StepField } from './StepField.tsx';
import { usePagesAndEvents } from './use-property-choices.ts';

const PERIODS = [
  { id: 'day', label: 'By day' },
  { id: 'week', label: 'By week' },
  { id: 'month', label: 'By month' },
] as const;
const MODES = [
  { id: 'exact', label: 'Back in that very period' },
  { id: 'rolling', label: 'Back then or later' },
] as const;
/** What makes somebody a member of a cohort, and what counts as coming back; left out: anything. */
interface Acts {
  first?: string;
  back?: string;
}

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
  const [acts, setActs] = useState<Acts>({});
  const pages = usePagesAndEvents();
  const params = useMemo(() => ({ period, mode, ...acts }), [period, mode, acts]);
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
    >
      <div className="stack">
        <div className="row wide end">
          <StepField
            label="Cohorts by the first"
            action="Begin with this"
            pages={pages}
            isDisabled={false}
            onAdd={(name) => setActs({ ...acts, first: name.trim() })}
          />
          <StepField
            label="Back means"
            action="Count this"
            pages={pages}
            isDisabled={false}
            onAdd={(name) => setActs({ ...acts, back: name.trim() })}
          />
        </div>
        <p className="row small">
          <span>
            First: {acts.first ?? 'anything'} · back: {acts.back ?? 'anything'}
          </span>
          {(acts.first ?? acts.back) !== undefined && (
            <Button look="quiet" onPress={() => setActs({})}>
              Back to anything
            </Button>
          )}
        </p>
      </div>
    </AnalysisCard>
  );
}
