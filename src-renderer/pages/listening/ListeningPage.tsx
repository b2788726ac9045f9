import { useStatus } from '../../api/use-status.ts';
import { setQuery, usePlace } from '../../state/place.ts';
import { MessagesPicture } from '../../ui/pictures.tsx';
import { Skeleton } from '../../ui/States.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { EmptyPage } from '../EmptyPage.tsx';
import { type FigureWish, SummaryFigures } from '../SummaryFigures.tsx';
import './listening.css';
import { ListeningAlerts } from '../ListeningAlerts.tsx';
import { Corrections } from './Corrections.tsx';
import { APART_WORDS } from './found-words.ts';
import { Likes } from './Likes.tsx';
import { Mentions } from './Mentions.tsx';
import { MessageFilters } from './MessageFilters.tsx';
import { Needs } from './Needs.tsx';
import { OverTime } from './OverTime.tsx';
import { scoredWords } from './scored-words.ts';
import { SearchMessages } from './SearchMessages.tsx';
import { TopMessages } from './TopMessages.tsx';
import { Topics } from './Topics.tsx';
import { Trends } from './Trends.tsx';
import { Voices } from './Voices.tsx';

const FIGURES: readonly FigureWish[] = [
  { id: 'messages', label: 'Messages by others' },
  { id: 'authors', label: 'People writing' },
  { id: 'negative-share', label: 'Negative', welcome: 'down' },
  { id: 'positive-share', label: 'Positive', welcome: 'up' },
  { id: 'average-rating', label: 'Stars in reviews (1 to 5)', welcome: 'up', line: 'rating' },
];

const LANGUAGE_COLUMNS = { hide: ['authors'] };
const APART_COLUMNS = { words: APART_WORDS };
const AUTHOR_COLUMNS = { hide: ['mood'] };

const TABS = [
  { id: 'glance', label: 'At a glance', content: <Glance /> },
  { id: 'trends', label: 'Trends', content: <Trends /> },
  { id: 'likes', label: 'Likes and dislikes', content: <Likes /> },
  { id: 'topics', label: 'Topics', content: <Topics /> },
  { id: 'needs', label: 'Needs', content: <Needs /> },
  { id: 'mentions', label: 'Mentions', content: <Mentions /> },
  { id: 'voices', label: 'Voices and hashtags', content: <Voices /> },
  { id: 'search', label: 'Search', content: <SearchMessages /> },
  { id: 'corrections', label: 'Your corrections', content: <Corrections /> },
];

/** Listening: what people say, how they sound, and which messages moved most. */
export function ListeningPage() {
  const status = useStatus();
  const asked = usePlace((place) => place.query.tab);
  if (!status) return <Skeleton lines={8} />;
  if (status.counts.messages === 0)
    return (
      <EmptyPage
        title="What do people say about you, and how do they sound?"
        files="An export of a social network (the archive of your X account), or a table of reviews or comments, fills this page."
        picture={<MessagesPicture />}
      />
    );
  const tab = TABS.some(({ id }) => id === asked) ? asked : 'glance';
  return (
    <div className="stack wide">
      <MessageFilters />
      <Tabs
        label="Parts of Listening"
        items={TABS}
        value={tab ?? 'glance'}
        onChange={(id) => setQuery({ tab: id, message: null, words: null })}
      />
    </div>
  );
}

/** Mood, amount, stars, what moved most, languages and authors. */
function Glance() {
  return (
    <div className="stack">
      <ListeningAlerts />
      <SummaryFigures id="listening-summary" figures={FIGURES} course="ratings-over-time" remark={scoredWords} />
      <div className="grid">
        <OverTime />
        <div className="col-12">
          <TopMessages />
        </div>
        <div className="col-6">
          <AnalysisCard id="message-languages" columns={LANGUAGE_COLUMNS} />
        </div>
        <div className="col-6">
          <AnalysisCard
            id="kept-apart"
            columns={APART_COLUMNS}
            empty="Every message in these dates counts."
            subtitle="They are in no figure about mood, topics, likes, needs or mentions. Open a row to read them."
          />
        </div>
        <div className="col-6">
          <AnalysisCard id="active-authors" columns={AUTHOR_COLUMNS} subtitle="Who writes most, as pseudonyms." />
        </div>
      </div>
    </div>
  );
}
