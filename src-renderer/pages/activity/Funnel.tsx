import { useMemo, useState } from 'react';
import { errorText } from '../../api/error-text.ts';
import { openDrawer } from '../../state/drawer.ts';
import { recall, remember } from '../../state/remember.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Select } from '../../ui/Fields.tsx';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import { AnalysisCard, Provenance } from '../AnalysisCard.tsx';
import { useAnalysis } from '../use-analysis.ts';
import { FunnelBars } from './FunnelBars.tsx';
import { FunnelSteps } from './FunnelSteps.tsx';
import {
  EMPTY_PLAN,
  type FunnelPlan,
  isComplete,
  MOST_STEPS,
  planSchema,
  stepParams,
  WINDOWS,
  withStep,
} from './funnel-plan.ts';
import { PropertyDialog } from './PropertyDialog.tsx';
import { StepField } from './StepField.tsx';
import { usePagesAndEvents } from './use-property-choices.ts';

const ORDERS = [
  { id: 'loose', label: 'Other pages may come between' },
  { id: 'strict', label: 'Nothing in between' },
] as const;
const GROUPS = [
  { id: 'device', label: 'By device' },
  { id: 'channel', label: 'By channel' },
] as const;
const GROUPED = { corner: 'Group' };
const TOO_SHORT = { steps: ['/', '/'] };

/** The plan of this window, remembered. */
function usePlan() {
  const [plan, setPlan] = useState<FunnelPlan>(() => recall('funnel', planSchema, EMPTY_PLAN));
  const change = (next: FunnelPlan) => {
    remember('funnel', next);
    setPlan(next);
  };
  return [plan, change] as const;
}

function Builder({ plan, onChange }: { plan: FunnelPlan; onChange: (plan: FunnelPlan) => void }) {
  const pages = usePagesAndEvents();
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <div className="stack">
      <FunnelSteps plan={plan} onChange={onChange} />
      <StepField
        about="A page or event name. With * at its end it takes every page that begins so; a | b takes either; ? before it marks a step that may be left out."
        pages={pages}
        isDisabled={plan.steps.length >= MOST_STEPS}
        onAdd={(step) => onChange(withStep(plan, step))}
        more={{ action: 'With properties…', onPress: (step) => setAsked(step.trim()) }}
      />
      <PropertyDialog
        question={asked === null ? null : { step: asked, properties: [] }}
        action="Add step"
        onClose={() => setAsked(null)}
        onUse={(properties) => onChange(withStep(plan, asked ?? '', properties))}
      />
      <div className="row wide end">
        <Select label="Order" value={plan.order} options={ORDERS} onChange={(order) => onChange({ ...plan, order })} />
        <Select
          label="Within"
          value={String(plan.windowMinutes)}
          options={WINDOWS}
          onChange={(minutes) => onChange({ ...plan, windowMinutes: Number(minutes) })}
        />
        {plan.steps.length > 0 && (
          <Button look="quiet" onPress={() => onChange({ ...plan, steps: [] })}>
            Start over
          </Button>
        )}
      </div>
    </div>
  );
}

/** The same funnel over time, by group, and where those went who were lost. */
function More({ params }: { params: Record<string, unknown> }) {
  const [by, setBy] = useState<(typeof GROUPS)[number]['id']>('device');
  const grouped = useMemo(() => ({ ...params, by }), [params, by]);
  return (
    <>
      <AnalysisCard id="funnel-over-time" params={params} />
      <AnalysisCard
        id="funnel-by-segment"
        params={grouped}
        matrix={GROUPED}
        tools={<Select label="Group" bare value={by} options={GROUPS} onChange={setBy} />}
      />
      <AnalysisCard id="funnel-lost" params={params} empty="Nobody was lost." />
    </>
  );
}

/** Builds a funnel from two to ten pages and shows how many people get from step to step. */
export function Funnel() {
  const [plan, setPlan] = usePlan();
  const complete = isComplete(plan);
  const params = useMemo(() => (complete ? { ...plan, steps: stepParams(plan.steps) } : TOO_SHORT), [complete, plan]);
  const { reply, error, retry } = useAnalysis('funnel', params, complete);
  const table = complete && reply?.result.kind === 'table' ? reply.result : null;
  return (
    <div className="stack">
      <Card
        title="Funnel"
        subtitle="How many people get from one step to the next, and where are they lost?"
        tools={
          complete && (
            <Button look="quiet" onPress={() => openDrawer({ analysis: 'funnel', params })}>
              Explain
            </Button>
          )
        }
        foot={table && reply && <Provenance reply={reply} />}
      >
        <div className="stack wide">
          <Builder plan={plan} onChange={setPlan} />
          {!complete && <Note>Choose at least two steps, for example a product page and the basket.</Note>}
          {complete && error && <ErrorState {...errorText(error)} onRetry={retry} />}
          {complete && !error && !table && <Skeleton lines={4} />}
          {table && (
            <FunnelBars table={table} onOpen={(key, label) => openDrawer({ analysis: 'funnel', params, key, label })} />
          )}
        </div>
      </Card>
      {complete && !error && <More params={params} />}
    </div>
  );
}
