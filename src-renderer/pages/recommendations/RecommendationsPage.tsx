import { AnalysisCard } from '../AnalysisCard.tsx';
import { ConsentFigures } from './ConsentFigures.tsx';
import { ForOne } from './ForOne.tsx';
import './recommendations.css';

const NONE_YET = 'No two were chosen by enough people who agreed to this use.';

/** Recommendations: what goes with what, what sells, and what to offer one person, each with its reason. */
export function RecommendationsPage() {
  return (
    <div className="stack wide">
      <ConsentFigures />
      <div className="grid">
        <div className="col-12">
          <ForOne />
        </div>
        <div className="col-6">
          <AnalysisCard id="also-bought" empty={NONE_YET} />
        </div>
        <div className="col-6">
          <AnalysisCard id="also-viewed" empty={NONE_YET} />
        </div>
        <div className="col-12">
          <AnalysisCard id="top-items" empty="Nothing was sold in these dates." />
        </div>
      </div>
    </div>
  );
}
