import { AnalysisCard } from '../AnalysisCard.tsx';

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
          empty="No day was out of the ordinary. It takes four weeks to know what is usual."
        />
      </div>
    </div>
  );
}
