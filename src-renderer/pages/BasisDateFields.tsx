import { BetweenDateFields } from './BetweenDateFields.tsx';
import { useState } from 'react';
import { dateOf } from '../state/period.ts';
import { useLocale } from '../ui/locale.ts';
import { Note } from '../ui/States.tsx';
import { type DatesDraft, outsideWords } from './between-dates.ts';

interface BasisDateFieldsProps {
  draft: DatesDraft;
  /** The last day comes before the first. */
  wrong: boolean;
  onChange: (draft: DatesDraft) => void;
}

/** Two dates that may stay empty: from and until when the bases of an import hold. */
export function BasisDateFields({ draft, wrong, onChange }: BasisDateFieldsProps) {
  const { zone } = useLocale();
  const [today] = useState(() => dateOf(zone, Date.now()));
  const outside = wrong ? null : outsideWords(draft, today);
  return (
    <fieldset className="own-dates beside">
      <legend className="label">Only for a time, if a contract or a campaign ends</legend>
      <BetweenDateFields draft={draft} wrong={wrong} onChange={onChange} />
      {outside && <Note>{outside}</Note>}
      <p className="small quiet">
        Leave empty what has no limit. Outside these dates nobody in the import is used for anything: every view leaves
        them out by itself, and shows them again if you change the dates.
      </p>
    </fieldset>
  );
}
