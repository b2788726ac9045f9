import { useStatus } from '../../api/use-status.ts';
import { LinePicture } from '../../ui/pictures.tsx';
import { Skeleton } from '../../ui/States.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { EmptyPage } from '../EmptyPage.tsx';
import { type FigureWish, SummaryFigures } from '../SummaryFigures.tsx';
import './activity.css';
import { Funnel } from './Funnel.tsx';
import { Retention } from './Retention.tsx';

const FIGURES: readonly FigureWish[] = [
  { id: 'visitors', label: 'Visitors', welcome: 'up', line: 'visitors' },
  { id: 'visits', label: 'Visits', welcome: 'up', line: 'visits' },
  { id: 'views', label: 'Page views', welcome: 'up' },
  { id: 'bounce-rate', label: 'Left after one page', welcome: 'down' },
  { id: 'visit-duration', label: 'Time on site (median)', welcome: 'up' },
];
const TOP = { limit: 50 };
// Half a page wide: what is left out here can be chosen in the table.
const PAGE_COLUMNS = { hide: ['share'] };
const GROUP_COLUMNS = { hide: ['visits', 'bounce-rate'] };
const HOURS = { corner: 'Hour' };

/** Activity: who came, from where, what they looked at, when, and who comes back. */
export function ActivityPage() {
  const status = useStatus();
  if (!status) return <Skeleton lines={8} />;
  if (status.counts.events === 0)
    return (
      <EmptyPage
        title="Who comes, from where, and do they come back?"
        files="The access log of your website (Apache or nginx, also packed as .gz) or a table of events fills this page."
        picture={<LinePicture />}
      />
    );
  return (
    <div className="stack wide">
      <SummaryFigures id="activity-summary" figures={FIGURES} course="visitors-over-time" />
      <div className="grid">
        <div className="col-12">
          <AnalysisCard id="visitors-over-time" />
        </div>
        <div className="col-6">
          <AnalysisCard id="top-pages" params={TOP} columns={PAGE_COLUMNS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="entry-pages" params={TOP} columns={GROUP_COLUMNS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="top-sources" params={TOP} columns={GROUP_COLUMNS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="channels" columns={GROUP_COLUMNS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="devices" columns={GROUP_COLUMNS} />
        </div>
        <div className="col-6">
          <AnalysisCard id="visit-depth" height="small" />
        </div>
        <div className="col-12">
          <AnalysisCard id="hours-weekdays" matrix={HOURS} />
        </div>
        <div className="col-12">
          <Retention />
        </div>
        <div className="col-12">
          <Funnel />
        </div>
        <div className="col-6">
          <AnalysisCard id="missing-pages" params={TOP} empty="No address led to nothing in these dates." />
        </div>
        <div className="col-6">
          <AnalysisCard id="bot-classes" empty="No robot in these dates." />
        </div>
        <div className="col-12">
          <AnalysisCard id="bots" params={TOP} empty="No robot in these dates." />
        </div>
      </div>
    </div>
  );
}
