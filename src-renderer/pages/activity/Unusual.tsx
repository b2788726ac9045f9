import { AnalysisCard } from '../AnalysisCard.tsx';

/** Deviations are for those who know the word: the days are in their order already. */
const COLUMNS = { hide: ['z'] };

/** Unusual: days out of the ordinary with what was behind them, and lasting changes. */
export function Unusual() {
  return (
    <div className="grid">
      <div className="col-12">
        <AnalysisCard id="level-changes" />
      </div>
      <div className="col-12">
        <AnalysisCard
          id="unusual-days"
          columns={COLUMNS}
          empty="No day was out of the ordinary. It takes four weeks to know what is usual."
        />
      </div>
    </div>
  );
}
