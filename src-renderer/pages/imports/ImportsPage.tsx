import './imports.css';
import { JobList } from '../JobList.tsx';
import { DropCard } from './DropCard.tsx';
import { RunTable } from './RunTable.tsx';
import { TwinSales } from './TwinSales.tsx';
import { WatchCard } from './WatchCard.tsx';
import { Waiting } from './Waiting.tsx';

/** Imports: files that wait, work that goes on, and everything that is in. */
export function ImportsPage() {
  return (
    <div className="stack wide">
      <DropCard />
      <Waiting />
      <JobList />
      <TwinSales />
      <WatchCard />
      <RunTable />
    </div>
  );
}
