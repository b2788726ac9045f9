import { SlidersHorizontal, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { PropertyTest } from '../../../shared/conditions.ts';
import { type KeptGoal, MOST_GOALS } from '../../../shared/contract/kept.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { goalParams, goalWords } from './goal-params.ts';
import { PropertyDialog } from './PropertyDialog.tsx';
import { StepField } from './StepField.tsx';
import { useGoals } from './use-goals.ts';
import { usePagesAndEvents } from './use-property-choices.ts';

/** A goal whose properties are asked for: a new one, or one in place of another. */
interface Asked {
  goal: KeptGoal;
  isNew: boolean;
}

/** Goals: pages and events the site is for, chosen here and kept; purchases until any is. */
export function Goals() {
  const chosen = useGoals();
  const save = useCommand('goals.save');
  const remove = useCommand('goals.remove');
  const pages = usePagesAndEvents();
  const [asked, setAsked] = useState<Asked | null>(null);
  const params = useMemo(() => ({ ...goalParams(chosen) }), [chosen]);
  const failed = save.error ?? remove.error;
  const use = (properties: PropertyTest[]) => {
    if (!asked) return;
    const { goal, isNew } = asked;
    const next = { page: goal.page, properties };
    if (!isNew && goalWords(next) === goalWords(goal)) return;
    // The old one goes only once the new one is there.
    save.mutate(next, { onSuccess: () => (isNew ? undefined : remove.mutate(goal)) });
  };
  return (
    <div className="stack">
      <StepField
        label="Another goal"
        action="Add goal"
        pages={pages}
        isDisabled={chosen.length >= MOST_GOALS || save.isPending}
        onAdd={(page) => save.mutate({ page: page.trim() })}
        more={{
          action: 'With properties…',
          onPress: (page) => setAsked({ goal: { page: page.trim(), properties: [] }, isNew: true }),
        }}
      />
      {failed && <ErrorState {...errorText(failed)} />}
      <GoalChips
        goals={chosen}
        canChange={chosen.length < MOST_GOALS && !save.isPending}
        canRemove={!remove.isPending}
        onChange={(goal) => setAsked({ goal, isNew: false })}
        onRemove={(goal) => remove.mutate(goal)}
      />
      <PropertyDialog
        question={asked && { step: asked.goal.page, properties: asked.goal.properties }}
        action={asked?.isNew ? 'Add goal' : 'Use for this goal'}
        onClose={() => setAsked(null)}
        onUse={use}
      />
      <AnalysisCard id="goals" params={params} />
    </div>
  );
}

interface GoalChipsProps {
  goals: readonly KeptGoal[];
  canChange: boolean;
  canRemove: boolean;
  onChange: (goal: KeptGoal) => void;
  onRemove: (goal: KeptGoal) => void;
}

function GoalChips({ goals, canChange, canRemove, onChange, onRemove }: GoalChipsProps) {
  if (goals.length === 0) return null;
  return (
    <ul className="chips plain" aria-label="Goals">
      {goals.map((goal) => (
        <li key={goalWords(goal)} className="chip">
          {goalWords(goal)}
          <Button
            look="quiet"
            aria-label={`Properties of ${goalWords(goal)}`}
            icon={<SlidersHorizontal aria-hidden className="icon" />}
            isDisabled={!canChange}
            onPress={() => onChange(goal)}
          />
          <Button
            look="quiet"
            aria-label={`Make ${goalWords(goal)} a goal no longer`}
            icon={<X aria-hidden className="icon" />}
            isDisabled={!canRemove}
            onPress={() => onRemove(goal)}
          />
        </li>
      ))}
    </ul>
  );
}
