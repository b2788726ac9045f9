import { FileDown, Trash2 } from 'lucide-react';
import type { AuditChange, AuditReport } from '../../../shared/audit.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { saveBlob } from '../../charts/save-blob.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { formatCount } from '../../ui/format.ts';
import { KeyFigure } from '../../ui/KeyFigure.tsx';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import { JobList } from '../JobList.tsx';
import { ConsentCourses } from './ConsentCourses.tsx';
import { Files } from './Files.tsx';
import { Findings } from './Findings.tsx';
import { ScoreCard } from './ScoreCard.tsx';
import { StartCard } from './StartCard.tsx';
import { scoreWords } from './words.ts';

function Changes({ change }: { change: AuditChange | null }) {
  const locale = useLocale();
  if (!change) return null;
  const { appeared, gone, changed } = change;
  const same = appeared.length + gone.length + changed.length === 0;
  const count = (list: readonly unknown[]) => formatCount(list.length, locale);
  return (
    <Note tone={appeared.length > 0 ? 'bad' : 'good'}>
      {same
        ? 'Nothing changed since the audit before.'
        : `Since the audit before: ${count(appeared)} new findings, ${count(gone)} gone, ${count(changed)} with other counts.`}{' '}
      {scoreWords(change)}
    </Note>
  );
}

function Exports() {
  const make = useCommand('audits.export');
  const forget = useCommand('audits.forget');
  const save = (as: 'html' | 'json') =>
    make.mutate(
      { as },
      {
        onSuccess: ({ fileName, mime, bytes }) =>
          saveBlob(new Blob([Uint8Array.from(bytes)], { type: mime }), fileName),
      },
    );
  const icon = <FileDown aria-hidden className="icon" />;
  return (
    <div className="stack tight">
      <div className="row">
        <Button icon={icon} isDisabled={make.isPending} onPress={() => save('html')}>
          Save as a page
        </Button>
        <Button icon={icon} isDisabled={make.isPending} onPress={() => save('json')}>
          Save as JSON
        </Button>
        <Button
          look="bad"
          icon={<Trash2 aria-hidden className="icon" />}
          isDisabled={forget.isPending}
          onPress={() => forget.mutate({})}
        >
          Delete this audit
        </Button>
      </div>
      {make.error && <ErrorState {...errorText(make.error)} />}
      {forget.error && <ErrorState {...errorText(forget.error)} />}
    </div>
  );
}

function Result({ report, change }: { report: AuditReport; change: AuditChange | null }) {
  const { critical = 0, high = 0, medium = 0, low = 0 } = report.bySeverity;
  return (
    <>
      <div className="figures">
        <KeyFigure label="Score of 100" value={report.score} unit="count" note="100 = nothing found" />
        <KeyFigure label="Critical" value={critical} unit="count" />
        <KeyFigure label="High" value={high} unit="count" />
        <KeyFigure label="Medium and low" value={medium + low} unit="count" />
        <KeyFigure label="Rows looked at" value={report.rows} unit="count" />
      </div>
      <Changes change={change} />
      <ScoreCard report={report} />
      <Findings report={report} />
      <ConsentCourses report={report} />
      <Files report={report} />
      <Card
        title="Pass it on"
        subtitle="The file is signed: whoever gets it can check that nothing was altered since this computer made it."
      >
        <Exports />
      </Card>
    </>
  );
}

/** Audit: what logs, exports and recorded visits give away, and what to do about it. */
export function AuditPage() {
  const { data, error, refetch } = useQuery('audits.last', {});
  return (
    <div className="stack wide">
      <StartCard />
      <JobList />
      {error ? (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={6} />
      ) : data.report ? (
        <Result report={data.report} change={data.change} />
      ) : (
        <Note>No audit has been made here yet.</Note>
      )}
    </div>
  );
}
