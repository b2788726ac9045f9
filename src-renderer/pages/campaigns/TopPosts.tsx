import { useMemo, useState } from 'react';
import { Select } from '../../ui/Fields.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';

const BY = [
  { id: 'views', label: 'Most views' },
  { id: 'reach', label: 'Most reach' },
  { id: 'engagement', label: 'Most engagement' },
  { id: 'engagement-rate', label: 'Best engagement rate' },
] as const;
type By = (typeof BY)[number]['id'];

const COLUMNS = { hide: ['likes', 'replies', 'shares', 'saves', 'clicks'] };

/** The business's own posts by how they did. */
export function TopPosts() {
  const [by, setBy] = useState<By>('views');
  const params = useMemo(() => ({ by, limit: 50 }), [by]);
  return (
    <AnalysisCard
      id="top-posts"
      params={params}
      columns={COLUMNS}
      tools={<Select label="Which posts first" bare value={by} options={BY} onChange={setBy} />}
      empty={
        by === 'engagement-rate'
          ? 'No post of your own was seen at least 100 times in these dates.'
          : 'No post of your own in these dates.'
      }
    />
  );
}
