import { useStatus } from '../../api/use-status.ts';
import { MessagesPicture } from '../../ui/pictures.tsx';
import { Skeleton } from '../../ui/States.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { EmptyPage } from '../EmptyPage.tsx';
import { type FigureWish, SummaryFigures } from '../SummaryFigures.tsx';
import './listening.css';
import { OverTime } from './OverTime.tsx';
import { TopMessages } from './TopMessages.tsx';

const FIGURES: readonly FigureWish[] = [
  { id: 'messages', label: 'Messages by others' },
  { id: 'authors', label: 'People writing' },
  { id: 'negative-share', label: 'Negative', welcome: 'down' },
  { id: 'positive-share', label: 'Positive', welcome: 'up' },
  { id: 'average-rating', label: 'Stars in reviews (1 to 5)', welcome: 'up', line: 'rating' },
];

const LANGUAGE_COLUMNS = { hide: ['authors'] };
const AUTHOR_COLUMNS = { hide: ['mood'] };

/** Listening: what people say, how they sound, and which messages moved most. */
export function ListeningPage() {
  const status = useStatus();
  if (!status) return <Skeleton lines={8} />;
  if (status.counts.messages === 0)
    return (
      <EmptyPage
        title="What do people say about you, and how do they sound?"
        files="An export of a social network (the archive of your X account), or a table of reviews or comments, fills this page."
        picture={<MessagesPicture />}
      />
    );
  return (
    <div className="stack wide">
      <SummaryFigures id="listening-summary" figures={FIGURES} course="ratings-over-time" />
      <div className="grid">
        <OverTime />
        <div className="col-12">
          <TopMessages />
        </div>
        <div className="col-6">
          <AnalysisCard id="message-languages" columns={LANGUAGE_COLUMNS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="active-authors" columns={AUTHOR_COLUMNS} subtitle="Who writes most, as pseudonyms." />
        </div>
      </div>
    </div>
  );
}
