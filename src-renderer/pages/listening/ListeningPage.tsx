import { AnalysisCard } from '../AnalysisCard.tsx';
import { type FigureWish, SummaryFigures } from '../SummaryFigures.tsx';
import './listening.css';
import { TopMessages } from './TopMessages.tsx';

const FIGURES: readonly FigureWish[] = [
  { id: 'messages', label: 'Messages by others' },
  { id: 'authors', label: 'People writing' },
  { id: 'negative-share', label: 'Negative', welcome: 'down' },
  { id: 'positive-share', label: 'Positive', welcome: 'up' },
  { id: 'average-rating', label: 'Stars in reviews (1 to 5)', welcome: 'up', line: 'rating' },
];

const MOODS = {
  only: ['negative', 'neutral', 'positive'],
  tones: { negative: 'negative', neutral: 'neutral', positive: 'positive' },
} as const;

/** Listening: what people say, how they sound, and which messages moved most. */
export function ListeningPage() {
  return (
    <div className="stack wide">
      <SummaryFigures id="listening-summary" figures={FIGURES} course="ratings-over-time" />
      <div className="grid">
        <div className="col-12">
          <AnalysisCard id="sentiment-over-time" as="stacked" lines={MOODS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="messages-over-time" as="stacked" />
        </div>
        <div className="col-6">
          <AnalysisCard id="ratings-over-time" empty="No review with stars in these dates." />
        </div>
        <div className="col-12">
          <TopMessages />
        </div>
        <div className="col-6">
          <AnalysisCard id="message-languages" />
        </div>
        <div className="col-6">
          <AnalysisCard id="active-authors" subtitle="Who writes most, as pseudonyms." />
        </div>
      </div>
    </div>
  );
}
