import { useMemo, useState } from 'react';
import { useStatus } from '../../api/use-status.ts';
import { setQuery, usePlace } from '../../state/place.ts';
import { Select } from '../../ui/Fields.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { WhyScore } from './WhyScore.tsx';

const WHOSE = [
  { id: 'others', label: 'Written by others' },
  { id: 'own', label: 'Your own posts' },
] as const;
type Whose = (typeof WHOSE)[number]['id'];

const COLUMNS = { hide: ['likes', 'shares', 'replies', 'views'] };
const openWhy = (key: string) => setQuery({ message: key });

/** The messages that moved most. A row opens why it was scored as it was (`?message=…`). */
export function TopMessages() {
  const [whose, setWhose] = useState<Whose>('others');
  const params = useMemo(() => ({ whose, limit: 50 }), [whose]);
  const status = useStatus();
  const message = Number(usePlace((place) => place.query.message ?? ''));
  // In an adviser's workspace single messages are not explained; the card's own drawer says what is allowed.
  const adviser = status?.settings.workspaceKind === 'adviser';
  return (
    <>
      <AnalysisCard
        id="top-messages"
        params={params}
        columns={COLUMNS}
        subtitle="Likes, shares and replies together. Open a message to see its score word by word."
        tools={<Select label="Whose messages" bare value={whose} options={WHOSE} onChange={setWhose} />}
        empty={whose === 'own' ? 'No post of your own in these dates.' : 'Nothing written by others in these dates.'}
        {...(adviser ? {} : { onOpenKey: openWhy })}
      />
      {Number.isInteger(message) && message > 0 && !adviser && (
        <WhyScore key={message} message={message} onClose={() => setQuery({ message: null })} />
      )}
    </>
  );
}
