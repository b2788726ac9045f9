import { useState } from 'react';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { go } from '../../state/place.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { formatOf } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { personName } from '../../ui/person-name.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import { PickPerson } from './PickPerson.tsx';
import { isPersonal, type Obstacle, obstacleOf, suggestionsOf } from './reasons.ts';

const WORDS: Readonly<Record<Exclude<Obstacle, null>, string>> = {
  'no-orders': 'There is no purchase of theirs.',
  frozen: 'This person is frozen: stored, but used for nothing.',
  objected: 'This person objected to personal suggestions, so their purchases are not used.',
  'no-consent':
    'There is no consent on record to use this person’s purchases for personal suggestions, so they are not used.',
};

function ObstacleNote({ obstacle, person, offers }: { obstacle: Obstacle; person: number; offers: number }) {
  if (obstacle === null) return null;
  const where = obstacle === 'no-consent' ? { tab: 'purposes' } : { tab: 'people', person: String(person) };
  return (
    <Note
      tone={obstacle === 'no-orders' ? 'plain' : 'attention'}
      action={
        obstacle === 'no-orders' ? null : <Button onPress={() => go('/privacy', where)}>Change it in Privacy</Button>
      }
    >
      {WORDS[obstacle]} {offers > 0 && 'Shown instead: what is popular with those who may be counted.'}
    </Note>
  );
}

function Offers({ person }: { person: number }) {
  const locale = useLocale();
  const card = useQuery('privacy.person', { person });
  // All there is, not the period of the page: what somebody bought last year still says what they like.
  const run = useQuery('analyses.run', {
    id: 'suggestions',
    params: { person, limit: 10 },
    filter: { range: null, bots: false },
    compare: false,
  });
  const error = card.error ?? run.error;
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void run.refetch()} />;
  if (!card.data || !run.data) return <Skeleton lines={6} />;
  const { result } = run.data;
  if (result.kind !== 'table') return null;
  const offers = suggestionsOf(result, (people) => formatOf(people, 'person', 'people', locale));
  return (
    <div className="stack">
      <ObstacleNote obstacle={obstacleOf(card.data, isPersonal(result))} person={person} offers={offers.length} />
      {offers.length === 0 ? (
        <Note>Nothing to suggest: no item was bought by enough people who agreed to this use.</Note>
      ) : (
        <ol className="plain offers" aria-label={`Suggestions for ${personName(person, locale)}`}>
          {offers.map(({ key, item, reason }) => (
            <li key={key} className="offer">
              <strong>{item}</strong>
              <span className="small quiet">{reason}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** What to offer one person next, with the reason of each suggestion in words. */
export function ForOne() {
  const [person, setPerson] = useState<number | null>(null);
  return (
    <Card
      title="What to offer one person next"
      subtitle="People like these also bought it. Each suggestion says why; items bought by too few people are never named."
    >
      <div className="stack">
        <PickPerson person={person} onPick={setPerson} />
        {person !== null && <Offers key={person} person={person} />}
      </div>
    </Card>
  );
}
