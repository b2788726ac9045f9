import { useStatus } from '../../api/use-status.ts';
import { BarsPicture } from '../../ui/pictures.tsx';
import { Skeleton } from '../../ui/States.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { EmptyPage } from '../EmptyPage.tsx';
import { type FigureWish, SummaryFigures } from '../SummaryFigures.tsx';
import { SalesOverTime } from './SalesOverTime.tsx';
import { SegmentBars } from './SegmentBars.tsx';
import { SegmentWords } from './SegmentWords.tsx';

const FIGURES: readonly FigureWish[] = [
  { id: 'revenue', label: 'Revenue', welcome: 'up', line: 'revenue' },
  { id: 'orders', label: 'Orders', welcome: 'up' },
  { id: 'average-order', label: 'Average order', welcome: 'up' },
  { id: 'buyers', label: 'Buyers', welcome: 'up' },
  { id: 'repeat-rate', label: 'Bought again', welcome: 'up' },
];

/** Segments: buyers by how lately, how often and for how much they bought, and what sales do over time. */
export function SegmentsPage() {
  const status = useStatus();
  if (!status) return <Skeleton lines={8} />;
  if (status.counts.orders === 0)
    return (
      <EmptyPage
        title="Who are your best customers, who is new, who is slipping away?"
        files="A table of orders, as your shop exports it, fills this page."
        picture={<BarsPicture />}
      />
    );
  return (
    <div className="stack wide">
      <SummaryFigures id="sales-summary" figures={FIGURES} course="orders-over-time" />
      <div className="grid">
        <div className="col-12">
          <SegmentBars />
        </div>
        <div className="col-12">
          <SegmentWords />
        </div>
        <div className="col-12">
          <AnalysisCard
            id="rfm-segments"
            title="Segments in figures"
            subtitle="Open a segment to see the purchases behind it."
            empty="Nobody bought in these dates."
          />
        </div>
        <div className="col-12">
          <SalesOverTime />
        </div>
      </div>
    </div>
  );
}
