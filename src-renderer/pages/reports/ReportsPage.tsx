import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { useStatus } from '../../api/use-status.ts';
import { resolvePeriod, usePeriod } from '../../state/period.ts';
import { TablePicture } from '../../ui/pictures.tsx';
import { ErrorState, Skeleton } from '../../ui/States.tsx';
import { EmptyPage } from '../EmptyPage.tsx';
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
  if (status.counts.imports === 0)
    return (
      <EmptyPage
        title="What can you hand to somebody else?"
        files="Any file fills this page: a report holds what the other pages show, as a page to read or as tables."
        picture={<TablePicture />}
      />
    );
  const range = resolvePeriod(period, status.settings.zone, status);
  return <ReportMaker kinds={kinds.data} list={list.data} range={range} bots={period.bots} />;
}
