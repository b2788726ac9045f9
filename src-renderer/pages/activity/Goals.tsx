import { X } from 'lucide-react';
import { useMemo } from 'react';
import { MOST_GOALS } from '../../../shared/contract/kept.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { useAnalysis } from '../use-analysis.ts';
import { pageNames } from './series.ts';
import { StepField } from './StepField.tsx';
import { useGoals } from './use-goals.ts';

const PAGES = { limit: 100 };

/** Goals: pages and events the site is for, chosen here and kept; purchases until any is. */
export function Goals() {
  const chosen = useGoals();
  const save = useCommand('goals.save');
  const remove = useCommand('goals.remove');
  const { reply } = useAnalysis('top-pages', PAGES);
  const pages = useMemo(() => (reply?.result.kind === 'table' ? pageNames(reply.result) : []), [reply]);
  const params = useMemo(
    () => (chosen.length > 0 ? { goals: chosen.map((page) => ({ name: page, page })) } : {}),
    [chosen],
  );
  const failed = save.error ?? remove.error;
  return (
    <div className="stack">
      <StepField
        label="Another goal"
        action="Add goal"
        pages={pages}
        isDisabled={chosen.length >= MOST_GOALS || save.isPending}
        onAdd={(page) => save.mutate({ page: page.trim() })}
      />
      {failed && <ErrorState {...errorText(failed)} />}
      {chosen.length > 0 && (
        <ul className="chips plain" aria-label="Goals">
          {chosen.map((page) => (
            <li key={page} className="chip">
              {page}
              <Button
                look="quiet"
                aria-label={`Make ${page} a goal no longer`}
                icon={<X aria-hidden className="icon" />}
                isDisabled={remove.isPending}
                onPress={() => remove.mutate({ page })}
              />
            </li>
          ))}
        </ul>
      )}
      <AnalysisCard id="goals" params={params} />
    </div>
  );
}
