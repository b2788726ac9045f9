import type { Mapping } from '../../../shared/contract/imports.ts';
import { MAX_PROPERTY_NAME, propertyField, propertyOfField } from '../../../shared/properties.ts';
import { Button } from '../../ui/Button.tsx';
import { Select, TextField } from '../../ui/Fields.tsx';
import { targetOf, targetsOf, withField, withRestAsProperties } from './mapping-options.ts';

interface MappingColumnsProps {
  columns: readonly { name: string; samples: string[] }[];
  draft: Mapping;
  onDraft: (mapping: Mapping) => void;
}

/** What each column means. Of events, columns without a meaning can be kept as properties, one by one or all at once. */
export function MappingColumns({ columns, draft, onDraft }: MappingColumnsProps) {
  // Headings must be known: they name the properties.
  const left = columns.filter((_, i) => draft.fields[i] === 'ignore').length;
  const headings = columns.map(({ name }) => name);
  return (
    <>
      <div className="table-scroll">
        <table className="table auto meanings">
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">What is in it, and what it means</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column, i) => (
              // Two columns may have the same name; their place tells them apart.
              <ColumnRow key={`${i} ${column.name}`} column={column} at={i} draft={draft} onDraft={onDraft} />
            ))}
          </tbody>
        </table>
      </div>
      {draft.type === 'event' && left > 0 && (
        <div className="row">
          <Button onPress={() => onDraft(withRestAsProperties(draft, headings))}>
            {left === 1 ? 'Keep the column left out as a property' : `Keep the ${left} columns left out as properties`}
          </Button>
          <span className="small quiet">
            What looks personal, stands for one person or visit, or is free text is left out even then, and told below.
          </span>
        </div>
      )}
    </>
  );
}

interface ColumnRowProps extends Pick<MappingColumnsProps, 'draft' | 'onDraft'> {
  column: MappingColumnsProps['columns'][number];
  at: number;
}

function ColumnRow({ column: { name, samples }, at, draft, onDraft }: ColumnRowProps) {
  const field = draft.fields[at] ?? 'ignore';
  const property = propertyOfField(field);
  const heading = name || `Column ${at + 1}`;
  return (
    <tr>
      <th scope="row">{heading}</th>
      <td>
        <div className="stack tight">
          <span className="clip small quiet">
            {samples
              .filter((sample) => sample !== '')
              .slice(0, 3)
              .join(' · ') || 'empty'}
          </span>
          <Select
            bare
            label={`Meaning of ${heading}`}
            value={targetOf(field)}
            options={targetsOf(draft.type)}
            onChange={(target) => onDraft(withField(draft, at, target === 'property' ? propertyField(name) : target))}
          />
          {property !== null && (
            <TextField
              bare
              label={`Name of the property in ${heading}`}
              value={property}
              placeholder={heading.slice(0, MAX_PROPERTY_NAME)}
              onChange={(text) => onDraft(withField(draft, at, propertyField(text)))}
              size={18}
            />
          )}
        </div>
      </td>
    </tr>
  );
}
