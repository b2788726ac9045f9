import { ArrowDown, ArrowUp, SlidersHorizontal, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { type FunnelPlan, stepWords, testsOf, textOf, withMoved, withoutStep, withProperties } from './funnel-plan.ts';
import { PropertyDialog } from './PropertyDialog.tsx';

/** The steps chosen so far, to be moved, narrowed to properties and removed. */
export function FunnelSteps({ plan, onChange }: { plan: FunnelPlan; onChange: (plan: FunnelPlan) => void }) {
  const [asked, setAsked] = useState<number | null>(null);
  const step = asked === null ? undefined : plan.steps[asked];
  if (plan.steps.length === 0) return null;
  return (
    <>
      <ol className="plain stack tight" aria-label="Steps">
        {plan.steps.map(stepWords).map((words, i) => (
          <li key={`${String(i)} ${words}`} className="row">
            <span className="quiet num">{i + 1}.</span>
            <span className="step-name">{words}</span>
            <Button
              look="quiet"
              aria-label={`Properties of ${words}`}
              icon={<SlidersHorizontal aria-hidden className="icon" />}
              onPress={() => setAsked(i)}
            />
            <Button
              look="quiet"
              aria-label={`Move ${words} up`}
              isDisabled={i === 0}
              icon={<ArrowUp aria-hidden className="icon" />}
              onPress={() => onChange(withMoved(plan, i, -1))}
            />
            <Button
              look="quiet"
              aria-label={`Move ${words} down`}
              isDisabled={i === plan.steps.length - 1}
              icon={<ArrowDown aria-hidden className="icon" />}
              onPress={() => onChange(withMoved(plan, i, 1))}
            />
            <Button
              look="quiet"
              aria-label={`Remove ${words}`}
              icon={<X aria-hidden className="icon" />}
              onPress={() => onChange(withoutStep(plan, i))}
            />
          </li>
        ))}
      </ol>
      <PropertyDialog
        question={step === undefined ? null : { step: textOf(step), properties: testsOf(step) }}
        action="Use for this step"
        onClose={() => setAsked(null)}
        onUse={(properties) => asked !== null && onChange(withProperties(plan, asked, properties))}
      />
    </>
  );
}
