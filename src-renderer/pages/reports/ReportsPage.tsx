import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { useStatus } from '../../api/use-status.ts';
import { resolvePeriod, usePeriod } from '../../state/period.ts';
import { ErrorState, Skeleton } from '../../ui/States.tsx';
import { ReportMaker } from './ReportMaker.tsx';
import './reports.css';

/** Reports: what leaves the screen, made on purpose, with what was left out said. */
export function ReportsPage() {
  const status = useStatus();
  const period = usePeriod();
  const kinds = useQuery('reports.list', {});
  const list = useQuery('analyses.list', {});
  const error = kinds.error ?? list.error;
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void kinds.refetch()} />;
  if (!status || !kinds.data || !list.data) return <Skeleton lines={8} />;
  const range = resolvePeriod(period, status.settings.zone, status);
  return <ReportMaker kinds={kinds.data} list={list.data} range={range} bots={period.bots} />;
}
