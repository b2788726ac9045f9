import { useStatus } from '../../api/use-status.ts';
import { TablePicture } from '../../ui/pictures.tsx';
import { Skeleton } from '../../ui/States.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { EmptyPage } from '../EmptyPage.tsx';
import { ConsentFigures } from './ConsentFigures.tsx';
import { ForOne } from './ForOne.tsx';
import './recommendations.css';

const NONE_YET = 'No two were chosen by enough people who agreed to this use.';

/** Recommendations: what goes with what, what sells, and what to offer one person, each with its reason. */
export function RecommendationsPage() {
  const status = useStatus();
  if (!status) return <Skeleton lines={8} />;
  if (status.counts.orders === 0 && status.counts.events === 0)
    return (
      <EmptyPage
        title="What goes with what, and what would a customer like next?"
        files="A table of orders fills this page; an access log adds what is looked at together."
        picture={<TablePicture />}
      />
    );
  return (
    <div className="stack wide">
      <ConsentFigures />
      <div className="grid">
        <div className="col-12">
          <ForOne />
        </div>
        <div className="col-12">
          <AnalysisCard id="also-bought" empty={NONE_YET} />
        </div>
        <div className="col-12">
          <AnalysisCard id="also-viewed" empty={NONE_YET} />
        </div>
        <div className="col-12">
          <AnalysisCard id="top-items" empty="Nothing was sold in these dates." />
        </div>
      </div>
    </div>
  );
}
