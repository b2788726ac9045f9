import { useStatus } from '../../api/use-status.ts';
import { Skeleton } from '../../ui/States.tsx';
import { About } from './About.tsx';
import { Backup } from './Backup.tsx';
import { EncryptAll } from './EncryptAll.tsx';
import { Look } from './Look.tsx';
import { OwnVisits } from './OwnVisits.tsx';
import { Protection } from './Protection.tsx';
import { Workspace } from './Workspace.tsx';
import { Workspaces } from './Workspaces.tsx';

/** Settings: look, workspace and counting, protection, the store. */
export function SettingsPage() {
  const status = useStatus();
  if (!status) return <Skeleton />;
  return (
    <div className="grid">
      <div className="col-6 stack wide">
        <Workspace settings={status.settings} />
        <Workspaces />
        <OwnVisits />
      </div>
      <div className="col-6 stack wide">
        <Look />
        <Protection vault={status.vault} />
        <EncryptAll vault={status.vault} />
        <Backup />
        <About status={status} />
      </div>
    </div>
  );
}
