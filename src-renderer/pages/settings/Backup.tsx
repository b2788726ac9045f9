import { useState } from 'react';
import type { BackupFile } from '../../../shared/contract/backup.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { formatBytes, formatInstant } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { JobLine } from '../JobList.tsx';
import { activeJobs, useJobs } from '../../state/jobs.ts';
import { Note } from '../../ui/States.tsx';
import { behindWords, isBackupWork } from './backup-words.ts';
import { MakeBackup } from './MakeBackup.tsx';
import { RestoreBackup } from './RestoreBackup.tsx';

/** What a backup needs to be opened. */
function keysWords({ oneFile, keysName }: BackupFile): string {
  if (oneFile) return 'one file: still opens whoever you erase later';
  return keysName ? `keys in ${keysName}` : 'its file of keys is not here';
}

/** Encrypted backups: make, list, restore; the same files move everything to another computer. */
export function Backup() {
  const locale = useLocale();
  const [making, setMaking] = useState(false);
  const [restoring, setRestoring] = useState<BackupFile | null>(null);
  const job = useJobs((state) => activeJobs(state.byId).find(isBackupWork));
  const { data } = useQuery('backup.list', {});
  const behind = data && behindWords(data.behind);
  return (
    <Card
      title="Backup and moving"
      subtitle="Everything in this workspace, encrypted: the backup, and a small file of keys that opens it. Copy both to a stick or another disk; on another computer put them into the same folder there, or name them to “inglenook call backup.restore”."
      foot={data ? `Folder: ${data.folder}` : undefined}
    >
      <div className="stack">
        {behind && <Note tone="attention">{behind}</Note>}
        {data && data.files.length > 0 && (
          <ul className="plain stack tight">
            {data.files.map((file) => (
              <li key={file.file} className="row spread">
                <span>
                  {file.name}{' '}
                  <span className="quiet small">
                    {formatInstant(file.madeMs, locale)}, {formatBytes(file.sizeBytes, locale)} – {keysWords(file)}
                  </span>
                </span>
                <Button aria-label={`Restore ${file.name}`} onPress={() => setRestoring(file)}>
                  Restore…
                </Button>
              </li>
            ))}
          </ul>
        )}
        {data?.files.length === 0 && <p className="quiet">No backup yet.</p>}
        {job && (
          <div className="stack tight">
            <JobLine job={job} />
            <p className="quiet small">You can go on working meanwhile. Imports and erasing wait.</p>
          </div>
        )}
        {making && (
          <div hidden={job !== undefined}>
            <MakeBackup onDone={() => setMaking(false)} />
          </div>
        )}
        {!making && !job && (
          <div className="row">
            <Button onPress={() => setMaking(true)}>Make a backup</Button>
          </div>
        )}
        {restoring && <RestoreBackup file={restoring} onClose={() => setRestoring(null)} />}
      </div>
    </Card>
  );
}
