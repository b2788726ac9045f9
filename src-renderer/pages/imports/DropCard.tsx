import { FolderOpen, FolderTree, Sparkles } from 'lucide-react';
import { FileTrigger } from 'react-aria-components';
import { useStatus } from '../../api/use-status.ts';
import { useArrivals } from '../../state/arrivals.ts';
import { Button } from '../../ui/Button.tsx';
import { formatValue } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ProgressBar } from '../../ui/States.tsx';
import { useSample } from '../start-sample.ts';
import { asFiles, asFolders, takeFiles } from '../take-files.ts';
import { KnownFormats } from './KnownFormats.tsx';

/** Where files come in. */
export function DropCard() {
  const handing = useArrivals((state) => state.handing);
  const status = useStatus();
  const sample = useSample();
  const locale = useLocale();
  return (
    <section className="drop-card" aria-label="Add files">
      <div className="stack tight">
        <h2>Drop files anywhere on this window</h2>
        <p className="quiet measure">
          Web server logs, archives of social networks (the zip as it came), exports of shops, ads and analytics, and
          tables of any kind (CSV, Excel, JSON, Parquet). A whole folder of downloads will do. You see what is in a file
          before anything is stored.
        </p>
      </div>
      <div className="row">
        <FileTrigger allowsMultiple onSelect={(files) => void takeFiles(asFiles(files ?? []))}>
          <Button look="main" icon={<FolderOpen aria-hidden className="icon" />}>
            Choose files
          </Button>
        </FileTrigger>
        <FileTrigger acceptDirectory onSelect={(files) => void takeFiles(asFolders(files ?? []))}>
          <Button icon={<FolderTree aria-hidden className="icon" />}>Choose a folder</Button>
        </FileTrigger>
        <KnownFormats />
        {status && !status.hasSample && (
          <Button icon={<Sparkles aria-hidden className="icon" />} onPress={sample.start} isDisabled={sample.isPending}>
            Try it with sample data
          </Button>
        )}
      </div>
      {handing !== null && (
        <ProgressBar label="Handing the files over" value={handing} words={formatValue(handing, 'share', locale)} />
      )}
    </section>
  );
}
