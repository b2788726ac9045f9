import { TextField } from '../ui/Fields.tsx';
import type { DatesDraft } from './between-dates.ts';

interface BetweenDateFieldsProps {
  draft: DatesDraft;
  /** The last day comes before the first. */
  wrong: boolean;
  onChange: (dates: DatesDraft) => void;
}

/** Two dates that may stay empty: from and until when something holds. */
export function BetweenDateFields({ draft: { from, until }, wrong, onChange }: BetweenDateFieldsProps) {
  return (
    <>
      <TextField
        label="From this day on"
        type="date"
        value={from}
        onChange={(date) => onChange({ from: date, until })}
      />
      <TextField
        label="Until the end of this day"
        type="date"
        value={until}
        onChange={(date) => onChange({ from, until: date })}
        error={wrong ? 'The last day comes before the first.' : undefined}
      />
    </>
  );
}
