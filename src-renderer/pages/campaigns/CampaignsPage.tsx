import { useStatus } from '../../api/use-status.ts';
import { LinePicture } from '../../ui/pictures.tsx';
import { Skeleton } from '../../ui/States.tsx';
import { AnalysisCard } from '../AnalysisCard.tsx';
import { EmptyPage } from '../EmptyPage.tsx';
import { AdsOverTime } from './AdsOverTime.tsx';
import { partsShown } from './metrics.ts';
import { OtherFigures } from './OtherFigures.tsx';
import { TopPosts } from './TopPosts.tsx';

// Cost and worth stand side by side on a usual screen; what is left out here can be chosen in the table.
const COLUMNS = { hide: ['currency', 'impressions', 'cost-per-click'] };

/** Campaigns: what ads cost and brought, which posts did well, and what other tools counted. */
export function CampaignsPage() {
  const status = useStatus();
  if (!status) return <Skeleton lines={8} />;
  const { ads, figures, posts } = partsShown(status.counts);
  if (!ads && !figures && !posts)
    return (
      <EmptyPage
        title="What do your ads and posts bring?"
        files="Reports of Meta Ads, Google Ads, TikTok Ads or LinkedIn Ads fill this page, and insights of Meta Business Suite, X, TikTok, YouTube and LinkedIn."
        picture={<LinePicture />}
      />
    );
  return (
    <div className="stack wide">
      <div className="grid">
        {ads && (
          <>
            <div className="col-12">
              <AdsOverTime />
            </div>
            <div className="col-12">
              <AnalysisCard
                id="campaign-results"
                title="What each campaign cost and brought"
                columns={COLUMNS}
                empty="No campaign ran in these dates."
              />
            </div>
          </>
        )}
        {posts && (
          <div className="col-12">
            <TopPosts />
          </div>
        )}
        {figures && (
          <div className="col-12">
            <OtherFigures />
          </div>
        )}
      </div>
    </div>
  );
}
