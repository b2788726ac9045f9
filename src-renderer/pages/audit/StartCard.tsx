import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { errorText } from '../../api/error-text.ts';
import { toFileRefs } from '../../api/upload.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { TextField } from '../../ui/Fields.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { asFiles } from '../take-files.ts';

const daysIn = (text: string): number | null =>
  /^\d{1,5}$/.test(text.trim()) && Number(text) > 0 ? Number(text) : null;

/** Chooses the files to look at and for how long rows may be kept, and starts the audit. */
export function StartCard() {
  const start = useCommand('audits.start');
  const [days, setDays] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const wrong = days.trim() !== '' && daysIn(days) === null;
  const take = async (files: FileList | null) => {
    if (!files || files.length === 0) return;
    setFailure(null);
    try {
      const refs = await toFileRefs(asFiles(files));
      await start.mutateAsync({ files: refs.map(({ ref }) => ref), retentionDays: daysIn(days) });
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <Card
      title="Look at what you track"
      subtitle="Web server logs, event exports, tables (CSV, Excel, Parquet), dumps of a database (SQL), or a visit recorded with your browser (HAR)."
      foot="The files are read here and not imported. The report keeps counts, masked samples and line numbers, no personal data. It helps to find things; it is no legal advice."
    >
      <div className="stack">
        <TextField
          label="Days for which you keep such data"
          about="As your privacy notice says. Older rows become a finding; leave it empty if you have not decided."
          value={days}
          onChange={setDays}
          inputMode="numeric"
          size={8}
          error={wrong ? 'Give a number of days, or leave it empty.' : undefined}
        />
        <div className="row">
          <FileTrigger allowsMultiple onSelect={(files) => void take(files)}>
            <Button
              look="main"
              icon={<FolderOpen aria-hidden className="icon" />}
              isDisabled={start.isPending || wrong}
            >
              Choose files to audit
            </Button>
          </FileTrigger>
        </div>
        {failure !== null && <ErrorState {...errorText(failure)} />}
      </div>
    </Card>
  );
}
