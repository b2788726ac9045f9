import type { Status } from '../../../shared/contract/app.ts';
import { useStatus } from '../../api/use-status.ts';
import type { Tone } from '../../charts/chart-data.ts';
import { activeJobs, useJobs } from '../../state/jobs.ts';
import { Skeleton } from '../../ui/States.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { ListeningAlerts } from '../ListeningAlerts.tsx';
import { type FigureWish, SummaryFigures } from '../SummaryFigures.tsx';
import { Changes } from './Changes.tsx';
import { FirstScreen } from './FirstScreen.tsx';
import { Notes } from './Notes.tsx';

const VISITS: readonly FigureWish[] = [
  { id: 'visitors', label: 'Visitors', welcome: 'up', line: 'visitors' },
  { id: 'visits', label: 'Visits', welcome: 'up', line: 'visits' },
];
const TALK: readonly FigureWish[] = [
  { id: 'messages', label: 'Messages', welcome: 'up' },
  { id: 'negative-share', label: 'Negative messages', welcome: 'down' },
];
const SALES: readonly FigureWish[] = [
  { id: 'revenue', label: 'Revenue', welcome: 'up', line: 'revenue' },
  { id: 'orders', label: 'Orders', welcome: 'up' },
];
const ONLY_VISITORS = { only: ['visitors'] };
const MOODS: { only: string[]; tones: Record<string, Tone> } = {
  only: ['negative', 'neutral', 'positive', 'unscored'],
  tones: { negative: 'negative', neutral: 'neutral', positive: 'positive', unscored: 6 },
};
const SHORT = { limit: 8 };
/** What makes up the response can be chosen. */
const MESSAGE_COLUMNS = { hide: ['likes', 'shares'] };
const SOURCE_COLUMNS = { hide: ['share', 'visits'] };

/** What the store has, so that nothing is asked about data that is not there. */
const has = ({ ranges }: Status) => ({
  visits: ranges.events !== null,
  talk: ranges.messages !== null,
  sales: ranges.orders !== null,
});

/** Overview: in ten seconds, what changed and why. */
export function OverviewPage() {
  const status = useStatus();
  const working = useJobs((state) => activeJobs(state.byId).length > 0);
  if (!status) return <Skeleton lines={8} />;
  if (status.counts.imports === 0) return <FirstScreen status={status} working={working} />;
  const there = has(status);
  return (
    <div className="stack wide">
      <Notes status={status} />
      <Figures there={there} />
      {there.talk && <ListeningAlerts elsewhere />}
      <div className="grid">
        <div className="col-12">
          <Changes />
        </div>
        {there.visits && (
          <div className="col-12">
            <AnalysisCard id="visitors-over-time" title="Visitors" lines={ONLY_VISITORS} />
          </div>
        )}
        {there.sales && (
          <div className={there.talk ? 'col-6' : 'col-12'}>
            <AnalysisCard id="orders-over-time" title="Revenue" as="bar" height="small" />
          </div>
        )}
        {there.talk && (
          <div className={there.sales ? 'col-6' : 'col-12'}>
            <AnalysisCard id="sentiment-over-time" as="stacked" lines={MOODS} height="small" />
          </div>
        )}
        {there.visits && (
          <div className="col-6">
            <AnalysisCard id="top-sources" params={SHORT} columns={SOURCE_COLUMNS} />
          </div>
        )}
        {there.sales && (
          <div className="col-6">
            <AnalysisCard id="top-items" params={SHORT} />
          </div>
        )}
        {there.talk && (
          <div className="col-12">
            <AnalysisCard id="top-messages" params={SHORT} columns={MESSAGE_COLUMNS} />
          </div>
        )}
      </div>
    </div>
  );
}

/** At most five figures: two of each kind, and the second of visits gives way when all three kinds are there. */
function Figures({ there }: { there: ReturnType<typeof has> }) {
  const all = there.visits && there.talk && there.sales;
  return (
    <div className="figures">
      {there.visits && (
        <SummaryFigures
          bare
          id="activity-summary"
          figures={all ? VISITS.slice(0, 1) : VISITS}
          course="visitors-over-time"
        />
      )}
      {there.talk && <SummaryFigures bare id="listening-summary" figures={TALK} />}
      {there.sales && <SummaryFigures bare id="sales-summary" figures={SALES} course="orders-over-time" />}
    </div>
  );
}
