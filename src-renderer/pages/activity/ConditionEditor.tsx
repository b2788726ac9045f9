import { X } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { Select, Switch, TextField } from '../../ui/Fields.tsx';
import { CHOICES, type Draft, EMPTY, FIELDS, newLeaf, SCOPES } from './condition.ts';

type Leaf = Extract<Draft, { kind: 'leaf' }>;
type Group = Extract<Draft, { kind: 'group' }>;

const JOINS = [
  { id: 'all', label: 'All of these' },
  { id: 'any', label: 'Any of these' },
] as const;
const MOST_DEPTH = 4;
const EXAMPLES: Partial<Record<Leaf['field'], string>> = { page: '/shop*', property: 'plan = pro, or seats >= 3' };

function LeafRow({ leaf, onChange }: { leaf: Leaf; onChange: (leaf: Leaf) => void }) {
  const choices = CHOICES[leaf.field];
  return (
    <>
      <Select
        label="Field"
        bare
        value={leaf.field}
        options={FIELDS}
        onChange={(field) => onChange({ ...leaf, field, value: '' })}
      />
      {choices ? (
        <Select
          label="Value"
          bare
          value={leaf.value || null}
          options={choices}
          onChange={(value) => onChange({ ...leaf, value })}
        />
      ) : (
        <TextField
          label="Value"
          bare
          value={leaf.value}
          onChange={(value) => onChange({ ...leaf, value })}
          placeholder={EXAMPLES[leaf.field] ?? '0'}
        />
      )}
      <Select
        label="Whose"
        bare
        value={leaf.scope}
        options={SCOPES}
        onChange={(scope) => onChange({ ...leaf, scope })}
      />
    </>
  );
}

/** A condition of any depth: all of, any of, and not. */
export function ConditionEditor({
  group,
  onChange,
  depth = 0,
}: {
  group: Group;
  onChange: (group: Group) => void;
  depth?: number;
}) {
  const setPart = (at: number, part: Draft | null) =>
    onChange({ ...group, parts: group.parts.flatMap((old, i) => (i === at ? (part ? [part] : []) : [old])) });
  return (
    <fieldset className="condition-group">
      <legend className="sr">{depth === 0 ? 'Conditions' : 'Conditions inside'}</legend>
      {group.parts.length > 0 && (
        <Select
          label="How they go together"
          bare
          value={group.join}
          options={JOINS}
          onChange={(join) => onChange({ ...group, join })}
        />
      )}
      {group.parts.map((part, i) => (
        <div key={`${String(i)} ${part.kind}`} className="row">
          <Switch isSelected={part.not} onChange={(not) => setPart(i, { ...part, not })}>
            not
          </Switch>
          {part.kind === 'leaf' ? (
            <LeafRow leaf={part} onChange={(leaf) => setPart(i, leaf)} />
          ) : (
            <ConditionEditor group={part} depth={depth + 1} onChange={(inner) => setPart(i, inner)} />
          )}
          <Button
            look="quiet"
            aria-label="Remove this condition"
            icon={<X aria-hidden className="icon" />}
            onPress={() => setPart(i, null)}
          />
        </div>
      ))}
      <div className="row">
        <Button look="quiet" onPress={() => onChange({ ...group, parts: [...group.parts, newLeaf()] })}>
          Add condition
        </Button>
        {depth < MOST_DEPTH && (
          <Button
            look="quiet"
            onPress={() =>
              onChange({ ...group, parts: [...group.parts, { ...EMPTY, join: 'any', parts: [newLeaf()] }] })
            }
          >
            Add group
          </Button>
        )}
      </div>
    </fieldset>
  );
}
