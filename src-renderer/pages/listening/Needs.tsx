import { AnalysisCard } from '../AnalysisCard.tsx';
import { FOUND_WORDS } from './found-words.ts';
import { ReadNew } from './ReadNew.tsx';

const COLUMNS = { words: FOUND_WORDS };

/** What people want, and what of it grows. */
export function Needs() {
  return (
    <div className="stack">
      <ReadNew />
      <AnalysisCard
        id="needs"
        columns={COLUMNS}
        subtitle="One message can do several. Change compares the later half of the dates with the earlier half."
        empty="No message in these dates has been read."
      />
    </div>
  );
}
