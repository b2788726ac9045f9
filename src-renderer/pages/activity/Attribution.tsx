import { useMemo, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Skeleton } from '../../ui/States.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { useAnalysis } from '../use-analysis.ts';
import { type FirstGoal, firstGoal } from './first-goal.ts';
import type { PageName } from './series.ts';
import { StepField } from './StepField.tsx';
import { useGoals } from './use-goals.ts';
import { usePagesAndEvents } from './use-property-choices.ts';

const NOBODY =
  'Nobody reached this goal in these dates. Above, another page or event can be counted: “thank you” pages tell of purchases where a log is all there is.';
// The verdict says what the chance comes to; pages leave no room for both.
const WAY_COLUMNS = { hide: ['chance'] };
const PURCHASE = { key: '', words: 'a purchase' };

/** Goals to choose from: those that are kept, then pages and events. */
function useGoalNames(): { kept: readonly string[]; names: readonly PageName[] } {
  const goals = useGoals();
  const pages = usePagesAndEvents();
  return useMemo(() => {
    // What a kept goal asks of properties cannot be asked here.
    const kept = goals.filter(({ properties }) => properties.length === 0).map(({ page }) => page);
    const rest = pages.filter(({ page }) => !kept.includes(page));
    return { kept, names: [...kept.map((page) => ({ page, title: 'your goal' })), ...rest] };
  }, [goals, pages]);
}

const MANY = { limit: 1000 };

/** What is counted until somebody chooses; undefined while the data is asked. */
function useFirstGoal(kept: readonly string[]): FirstGoal | undefined {
  const events = useAnalysis('top-events', MANY);
  const pages = useAnalysis('top-pages', MANY);
  const [ofEvents, ofPages] = [events.reply?.result, pages.reply?.result];
  const isKnown = kept.length > 0 || (!events.isPending && !pages.isPending);
  return useMemo(() => {
    const table = (result: typeof ofEvents) => (result?.kind === 'table' ? result : undefined);
    return isKnown ? firstGoal(kept, table(ofEvents), table(ofPages)) : undefined;
  }, [isKnown, kept, ofEvents, ofPages]);
}

/** Attribution: channels by seven models side by side, and what those who convert did before. */
export function Attribution() {
  const [chosen, setChosen] = useState<string | null>(null);
  const { kept, names } = useGoalNames();
  const first = useFirstGoal(kept);
  const goal = chosen ?? first?.goal ?? PURCHASE.key;
  const why = chosen === null ? (first?.why ?? '') : '';
  const params = useMemo(() => (goal === PURCHASE.key ? {} : { goal }), [goal]);
  const ways = useMemo(() => ({ ...params, longest: 3 }), [params]);
  return (
    <div className="stack">
      <div className="row wide end">
        <StepField
          label="Goal"
          action="Count this"
          pages={names}
          isDisabled={false}
          onAdd={(page) => setChosen(page.trim())}
        />
        <p className="quiet">
          Goal now: {goal === PURCHASE.key ? PURCHASE.words : goal}
          {why !== '' && ` – ${why}`}{' '}
          {goal !== PURCHASE.key && (
            <Button look="quiet" onPress={() => setChosen(PURCHASE.key)}>
              Count purchases
            </Button>
          )}
        </p>
      </div>
      {first || chosen !== null ? (
        <>
          <AnalysisCard id="attribution" params={params} empty={NOBODY} />
          <AnalysisCard id="converter-pages" params={params} empty={NOBODY} />
          <AnalysisCard id="converter-ways" params={ways} columns={WAY_COLUMNS} empty={NOBODY} />
        </>
      ) : (
        <Skeleton lines={8} />
      )}
    </div>
  );
}
