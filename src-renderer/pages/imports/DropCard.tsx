import { FolderOpen, Sparkles } from 'lucide-react';
import { FileTrigger } from 'react-aria-components';
import { useStatus } from '../../api/use-status.ts';
import { useArrivals } from '../../state/arrivals.ts';
import { Button } from '../../ui/Button.tsx';
import { formatValue } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ProgressBar } from '../../ui/States.tsx';
import { useSample } from '../start-sample.ts';
import { takeFiles } from '../take-files.ts';

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
          Web server logs, social network archives (the zip as it came), and tables of orders, customers, products,
          reviews or posts (CSV, Excel, JSON, Parquet). You see what is in a file before anything is stored.
        </p>
      </div>
      <div className="row">
        <FileTrigger allowsMultiple onSelect={(files) => void takeFiles([...(files ?? [])])}>
          <Button look="main" icon={<FolderOpen aria-hidden className="icon" />}>
            Choose files
          </Button>
        </FileTrigger>
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
