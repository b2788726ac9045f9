import { useState } from 'react';
import { Select } from '../../ui/Fields.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';

const PARAMS = {
  all: { limit: 50 },
  'without-result': { limit: 50, show: 'without-result' },
};
// People's own words, though some look like ids.
const COLUMNS = { asWritten: ['term'] };
type Show = keyof typeof PARAMS;
const SHOWS: { id: Show; label: string }[] = [
  { id: 'all', label: 'All terms' },
  { id: 'without-result', label: 'Terms without result' },
];
const EMPTY: Readonly<Record<Show, string>> = {
  all: 'No search in these dates tells what was typed. Files that were brought in by an earlier version have it once that import is undone and made again.',
  'without-result': 'Every search in these dates whose term is known found something.',
};

/** What people typed into the search of the site, and whether it found something. */
export function SearchTerms() {
  const [show, setShow] = useState<Show>('all');
  return (
    <AnalysisCard
      id="search-terms"
      params={PARAMS[show]}
      columns={COLUMNS}
      empty={EMPTY[show]}
      tools={<Select label="Show" value={show} options={SHOWS} onChange={setShow} />}
    />
  );
}
