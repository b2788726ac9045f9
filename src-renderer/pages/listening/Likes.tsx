import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { FOUND_WORDS } from './found-words.ts';
import { GroupThings } from './GroupThings.tsx';
import { ReadNew } from './ReadNew.tsx';

const LIKED = { order: 'liked', limit: 50 };
const DISLIKED = { order: 'disliked', limit: 50 };
// A thing called “range” or “display” is not the kind of that name.
const WORDS = { words: FOUND_WORDS, asWritten: ['what'] };
const LIKED_COLUMNS = { hide: ['authors', 'named', 'disliked'], ...WORDS };
const DISLIKED_COLUMNS = { hide: ['authors', 'named', 'liked'], ...WORDS };
const EMPTY = 'Nothing is praised or blamed by name in these dates.';

/** The board of what is liked and disliked; a row opens the messages that say so. */
export function Likes() {
  const [grouping, setGrouping] = useState(false);
  return (
    <div className="stack">
      <ReadNew />
      <div className="row">
        <Button onPress={() => setGrouping(true)}>Name and group</Button>
      </div>
      <div className="grid">
        <div className="col-6">
          <AnalysisCard
            id="liked-disliked"
            title="Liked most"
            subtitle="What is named with praise. Open a row to read the messages."
            params={LIKED}
            columns={LIKED_COLUMNS}
            empty={EMPTY}
          />
        </div>
        <div className="col-6">
          <AnalysisCard
            id="liked-disliked"
            title="Disliked most"
            subtitle="What is named with blame. Open a row to read the messages."
            params={DISLIKED}
            columns={DISLIKED_COLUMNS}
            empty={EMPTY}
          />
        </div>
      </div>
      {grouping && <GroupThings onClose={() => setGrouping(false)} />}
    </div>
  );
}
