import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { type FunnelPlan, withMoved, withoutStep } from './funnel-plan.ts';

/** The steps chosen so far, to be moved and removed. */
export function FunnelSteps({ plan, onChange }: { plan: FunnelPlan; onChange: (plan: FunnelPlan) => void }) {
  if (plan.steps.length === 0) return null;
  return (
    <ol className="plain stack tight" aria-label="Steps">
      {plan.steps.map((step, i) => (
        <li key={`${String(i)} ${step}`} className="row">
          <span className="quiet num">{i + 1}.</span>
          <span className="step-name clip">{step}</span>
          <Button
            look="quiet"
            aria-label={`Move ${step} up`}
            isDisabled={i === 0}
            icon={<ArrowUp aria-hidden className="icon" />}
            onPress={() => onChange(withMoved(plan, i, -1))}
          />
          <Button
            look="quiet"
            aria-label={`Move ${step} down`}
            isDisabled={i === plan.steps.length - 1}
            icon={<ArrowDown aria-hidden className="icon" />}
            onPress={() => onChange(withMoved(plan, i, 1))}
          />
          <Button
            look="quiet"
            aria-label={`Remove ${step}`}
            icon={<X aria-hidden className="icon" />}
            onPress={() => onChange(withoutStep(plan, i))}
          />
        </li>
      ))}
    </ol>
  );
}
