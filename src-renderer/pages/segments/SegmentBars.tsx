import { useMemo } from 'react';
import { errorText } from '../../api/error-text.ts';
import { BarChart } from '../../charts/BarChart.tsx';
import { openDrawer } from '../../state/drawer.ts';
import { Card } from '../../ui/Card.tsx';
import { ErrorState, Skeleton } from '../../ui/States.tsx';
import { Provenance } from '../AnalysisCard.tsx';
import { useAnalysis } from '../use-analysis.ts';
import { segmentBars, segmentOfMark } from './series.ts';

const ID = 'rfm-segments';
const openRows = (key: string, label: string) => openDrawer({ analysis: ID, key: segmentOfMark(key), label });
const explain = () => openDrawer({ analysis: ID });

/** Buyers per segment as bars; each opens the purchases behind it. */
export function SegmentBars() {
  const { reply, error, retry } = useAnalysis(ID);
  const table = reply?.result.kind === 'table' ? reply.result : null;
  const data = useMemo(() => (table ? segmentBars(table) : null), [table]);
  return (
    <Card
      title="Buyers by habit"
      subtitle="Who are the best customers, who is new, who is slipping away?"
      foot={reply && <Provenance reply={reply} />}
    >
      {error && <ErrorState {...errorText(error)} onRetry={retry} />}
      {!error && !data && <Skeleton lines={6} />}
      {data && data.axis.length === 0 && <p className="quiet">Nobody bought in these dates.</p>}
      {data && data.axis.length > 0 && (
        <BarChart
          title="Buyers by habit"
          unitWords="people"
          data={data}
          sideways
          onExplain={explain}
          onOpen={openRows}
        />
      )}
    </Card>
  );
}
