import type { ReactNode } from 'react';
import { BASES, type BasisByPurpose, PURPOSES } from '../../../shared/model.ts';
import { Card } from '../../ui/Card.tsx';
import { Select } from '../../ui/Fields.tsx';
import { BASIS_WORDS, PURPOSE_WORDS } from './words.ts';

const OPTIONS = BASES.map((id) => ({ id, ...BASIS_WORDS[id] }));

/** Asked once per import: what may the people in these files be used for, and why? The answers given are the safe ones. */
export function BasisQuestion({
  basis,
  onChange,
  children,
}: {
  basis: BasisByPurpose;
  onChange: (basis: BasisByPurpose) => void;
  /** What is asked behind it. */
  children?: ReactNode;
}) {
  return (
    <Card
      title="What may the people in these files be used for?"
      subtitle="These answers are safe as they stand: everybody is counted, and nothing more is done with a person who did not agree. You can change them later under Privacy."
    >
      <div className="basis">
        {PURPOSES.map((purpose) => (
          <div key={purpose} className="basis-line">
            <div>
              <h3>{PURPOSE_WORDS[purpose].title}</h3>
              <p className="small quiet">{PURPOSE_WORDS[purpose].means}</p>
            </div>
            <Select
              bare
              label={PURPOSE_WORDS[purpose].title}
              value={basis[purpose]}
              options={OPTIONS}
              onChange={(chosen) => onChange({ ...basis, [purpose]: chosen })}
            />
          </div>
        ))}
      </div>
      {children}
    </Card>
  );
}
