import { X } from 'lucide-react';
import { useMemo } from 'react';
import { Button } from '../../ui/Button.tsx';
import { ComboField } from '../../ui/ComboField.tsx';
import { Select } from '../../ui/Fields.tsx';
import { EMPTY_DRAFT, type PropertyDraft, SIGNS } from './property-drafts.ts';
import type { ChosenProperty } from './property-series.ts';
import { usePropertyValues, useStepProperties } from './use-property-choices.ts';

interface PropertyTestsProps {
  /** Page or event whose properties are asked for. */
  step: string;
  drafts: readonly PropertyDraft[];
  /** Lines there may be. */
  most: number;
  onChange: (drafts: PropertyDraft[]) => void;
}

/** What properties of an event must be, one comparison a line; names and values to choose from are those of the store. */
export function PropertyTests({ step, drafts, most, onChange }: PropertyTestsProps) {
  const properties = useStepProperties(step);
  return (
    <div className="stack">
      {drafts.length > 0 && (
        <ul className="plain stack" aria-label="Properties asked for">
          {drafts.map((draft, i) => (
            // Lines have no names of their own: their place tells them apart.
            <li key={`line ${String(i)}`}>
              <Line
                draft={draft}
                properties={properties}
                onChange={(next) => onChange(drafts.map((old, j) => (j === i ? next : old)))}
                onRemove={() => onChange(drafts.filter((_, j) => j !== i))}
              />
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button look="quiet" isDisabled={drafts.length >= most} onPress={() => onChange([...drafts, EMPTY_DRAFT])}>
          Add a property
        </Button>
      </div>
    </div>
  );
}

interface LineProps {
  draft: PropertyDraft;
  properties: readonly ChosenProperty[];
  onChange: (draft: PropertyDraft) => void;
  onRemove: () => void;
}

function Line({ draft, properties, onChange, onRemove }: LineProps) {
  const names = useMemo(
    () => [...new Set(properties.map(({ property }) => property))].map((text) => ({ text })),
    [properties],
  );
  const values = usePropertyValues(properties, draft.name.trim());
  return (
    <div className="property-test">
      <ComboField
        label="Property"
        bare
        value={draft.name}
        suggestions={names}
        placeholder="plan"
        onChange={(name) => onChange({ ...draft, name })}
      />
      <Select
        label="How it is compared"
        bare
        value={draft.sign}
        options={SIGNS}
        onChange={(sign) => onChange({ ...draft, sign })}
      />
      {draft.sign !== 'there' && (
        <ComboField
          label="Value"
          bare
          value={draft.value}
          suggestions={values}
          placeholder={draft.sign === 'is' || draft.sign === 'contains' ? 'pro' : '3'}
          onChange={(value) => onChange({ ...draft, value })}
        />
      )}
      <Button
        look="quiet"
        aria-label={draft.name === '' ? 'Remove this line' : `Ask for ${draft.name} no longer`}
        icon={<X aria-hidden className="icon" />}
        onPress={onRemove}
      />
    </div>
  );
}
