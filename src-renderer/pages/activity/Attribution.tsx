import { useMemo, useState } from 'react';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { useAnalysis } from '../use-analysis.ts';
import { pageNames } from './series.ts';
import { StepField } from './StepField.tsx';
import { Button } from '../../ui/Button.tsx';

const PAGES = { limit: 100 };
const NOBODY = 'Nobody reached this goal in these dates.';

/** Attribution: channels by seven models side by side, and what those who convert did before. */
export function Attribution() {
  const [goal, setGoal] = useState<string | null>(null);
  const { reply } = useAnalysis('top-pages', PAGES);
  const pages = useMemo(() => (reply?.result.kind === 'table' ? pageNames(reply.result) : []), [reply]);
  const params = useMemo(() => (goal === null ? {} : { goal }), [goal]);
  return (
    <div className="stack">
      <div className="row wide end">
        <StepField
          label="Goal"
          action="Count this"
          pages={pages}
          isDisabled={false}
          onAdd={(page) => setGoal(page.trim())}
        />
        <p className="quiet">
          Goal now: {goal ?? 'a purchase'}{' '}
          {goal !== null && (
            <Button look="quiet" onPress={() => setGoal(null)}>
              Back to purchases
            </Button>
          )}
        </p>
      </div>
      <AnalysisCard id="attribution" params={params} empty={NOBODY} />
      <AnalysisCard id="converter-pages" params={params} empty={NOBODY} />
    </div>
  );
}
