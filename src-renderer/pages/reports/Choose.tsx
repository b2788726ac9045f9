import { Check } from 'lucide-react';
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import type { AnalysisInfo } from '../../../shared/contract/analyses.ts';
import { Button } from '../../ui/Button.tsx';
import { byArea } from './choice.ts';

interface ChooseProps {
  list: readonly AnalysisInfo[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

/** Which analyses the report holds, grouped by area. */
export function Choose({ list, chosen, onChange }: ChooseProps) {
  const change = (analyses: readonly AnalysisInfo[], ids: readonly string[]) => {
    const next = new Set(chosen);
    for (const { id } of analyses) next.delete(id);
    for (const id of ids) next.add(id);
    onChange(next);
  };
  return (
    <div className="grid">
      {byArea(list).map(({ id, label, analyses }) => {
        const ids = analyses.map((analysis) => analysis.id);
        const all = ids.every((one) => chosen.has(one));
        return (
          <CheckboxGroup
            key={id}
            className="col-4 stack tight"
            value={ids.filter((one) => chosen.has(one))}
            onChange={(next) => change(analyses, next)}
          >
            <div className="row spread">
              <Label>
                <strong>{label}</strong>
              </Label>
              <Button look="quiet" onPress={() => change(analyses, all ? [] : ids)}>
                {all ? 'None' : 'All'}
                <span className="sr"> of {label}</span>
              </Button>
            </div>
            {analyses.map((analysis) => (
              <Checkbox key={analysis.id} value={analysis.id} className="check">
                <span className="check-box" aria-hidden>
                  <Check className="icon" />
                </span>
                <span className="stack tight">
                  <span>{analysis.title}</span>
                  <span className="small quiet">{analysis.question}</span>
                </span>
              </Checkbox>
            ))}
          </CheckboxGroup>
        );
      })}
    </div>
  );
}
