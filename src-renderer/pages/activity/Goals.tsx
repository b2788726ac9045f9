import { useMemo, useState } from 'react';
import * as z from 'zod';
import { recall, remember } from '../../state/remember.ts';
import { Button } from '../../ui/Button.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { useAnalysis } from '../use-analysis.ts';
import { pageNames } from './series.ts';
import { StepField } from './StepField.tsx';

const pagesSchema = z.array(z.string().min(1).max(2000)).max(50);
const PAGES = { limit: 100 };

/** Goals: pages and events the site is for, chosen here; purchases until any is. */
export function Goals() {
  const [chosen, setChosen] = useState(() => recall('goals', pagesSchema, []));
  const { reply } = useAnalysis('top-pages', PAGES);
  const pages = useMemo(() => (reply?.result.kind === 'table' ? pageNames(reply.result) : []), [reply]);
  const change = (next: string[]) => {
    remember('goals', next);
    setChosen(next);
  };
  const params = useMemo(
    () => (chosen.length > 0 ? { goals: chosen.map((page) => ({ name: page, page })) } : {}),
    [chosen],
  );
  return (
    <div className="stack">
      <StepField
        label="Another goal"
        action="Add goal"
        pages={pages}
        isDisabled={chosen.length >= 50}
        onAdd={(page) => change([...new Set([...chosen, page.trim()])])}
      />
      <AnalysisCard
        id="goals"
        params={params}
        tools={
          chosen.length > 0 && (
            <Button look="quiet" onPress={() => change([])}>
              Only purchases
            </Button>
          )
        }
      />
    </div>
  );
}
