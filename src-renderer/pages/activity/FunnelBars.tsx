import type { CSSProperties } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { TableResult } from '../../../shared/results.ts';
import { formatOf, formatValue } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { type FunnelStep, funnelSteps } from './series.ts';

function StepBar({ step, first, onOpen }: { step: FunnelStep; first: boolean; onOpen: () => void }) {
  const locale = useLocale();
  const people = formatOf(step.people, 'person', 'people', locale);
  return (
    <li>
      <AriaButton className="funnel-step" onPress={onOpen}>
        <span className="row spread">
          <span className="clip">{step.step}</span>
          <span className="num">
            {people}
            {!first && step.ofFirst !== null && ` · ${formatValue(step.ofFirst, 'share', locale)} of the first step`}
          </span>
        </span>
        <span className="funnel-track" aria-hidden>
          <span className="funnel-bar" style={{ '--part': `${(step.ofFirst ?? 0) * 100}%` } as CSSProperties} />
        </span>
        {!first && (
          <span className="small quiet num">
            {step.ofPrevious !== null &&
              `${formatValue(step.ofPrevious, 'share', locale)} ${step.optional ? 'did this' : 'went on'}, `}
            {formatOf(step.lost, 'person', 'people', locale)} {step.optional ? 'did not' : 'lost on the way'}
            {step.medianMs !== null && ` · median ${formatValue(step.medianMs, 'ms', locale)} from the start`}
          </span>
        )}
      </AriaButton>
    </li>
  );
}

/** A funnel as bars that shrink step by step; each opens the people behind it. */
export function FunnelBars({ table, onOpen }: { table: TableResult; onOpen: (key: string, label: string) => void }) {
  return (
    <ol className="plain stack" aria-label="Funnel">
      {funnelSteps(table).map((step, i) => (
        <StepBar key={step.key} step={step} first={i === 0} onOpen={() => onOpen(step.key, step.step)} />
      ))}
    </ol>
  );
}
