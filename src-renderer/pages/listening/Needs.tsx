import { useMemo, useState } from 'react';
import { Select } from '../../ui/Fields.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { useSegmentList } from '../use-segments.ts';
import { FOUND_WORDS } from './found-words.ts';
import { ReadNew } from './ReadNew.tsx';

const COLUMNS = { words: FOUND_WORDS };
const NOTHING = 'No message in these dates has been read.';
const BY = [
  { id: 'network', label: 'By network' },
  { id: 'language', label: 'By language' },
  { id: 'buyers', label: 'By whether they have bought' },
] as const;
const BY_SEGMENT = { id: 'segments', label: 'By your segments' } as const;
type By = (typeof BY)[number]['id'] | (typeof BY_SEGMENT)['id'];
/** As many segments as the analysis takes. */
const MOST_SEGMENTS = 8;

/** What people want, what of it grows, and among whom. */
export function Needs() {
  return (
    <div className="stack">
      <ReadNew />
      <AnalysisCard
        id="needs"
        columns={COLUMNS}
        subtitle="One message can do several. Change compares the later half of the dates with the earlier half."
        empty={NOTHING}
      />
      <BySegment />
    </div>
  );
}

function BySegment() {
  const saved = useSegmentList();
  const [by, setBy] = useState<By>('network');
  const params = useMemo(() => ({ by, segments: by === 'segments' ? saved.slice(0, MOST_SEGMENTS) : [] }), [by, saved]);
  return (
    <AnalysisCard
      id="needs-by-segment"
      params={params}
      columns={COLUMNS}
      subtitle="Shares are of the people who write. Growing or fading: more than chance explains, all segments judged together."
      empty={NOTHING}
      tools={
        <Select
          label="Segments"
          bare
          value={by}
          options={saved.length > 0 ? [...BY, BY_SEGMENT] : BY}
          onChange={setBy}
        />
      }
    />
  );
}
