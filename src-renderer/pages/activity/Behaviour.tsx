import { AnalysisCard } from '../AnalysisCard.tsx';
import { ContentGroups } from './ContentGroups.tsx';
import { EventProperties } from './EventProperties.tsx';
import { Goals } from './Goals.tsx';
import { SearchTerms } from './SearchTerms.tsx';

const TOP = { limit: 50 };

/** Behaviour: what people do on the site, and where it does not work. */
export function Behaviour() {
  return (
    <div className="grid">
      <div className="col-12">
        <Goals />
      </div>
      <div className="col-12">
        <ContentGroups />
      </div>
      <div className="col-12">
        <AnalysisCard id="page-engagement" params={TOP} />
      </div>
      <div className="col-12">
        <AnalysisCard id="top-events" params={TOP} empty="Nothing but page views in these dates." />
      </div>
      <EventProperties />
      <div className="col-12">
        <AnalysisCard id="site-search" params={TOP} empty="No searches on the site in these dates." />
      </div>
      <div className="col-12">
        <SearchTerms />
      </div>
      <div className="col-6">
        <AnalysisCard id="visit-frequency" height="small" />
      </div>
      <div className="col-6">
        <AnalysisCard id="second-visit" height="small" />
      </div>
      <div className="col-12">
        <AnalysisCard id="repeat-clicks" params={TOP} empty="Nobody hit the same thing again and again." />
      </div>
    </div>
  );
}
