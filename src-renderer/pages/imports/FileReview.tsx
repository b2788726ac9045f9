import { Table2, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Inspection, Mapping } from '../../../shared/contract/imports.ts';
import { errorText, errorTextOf } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Select } from '../../ui/Fields.tsx';
import { formatBytes, formatCount, formatRange } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import { type Choice, chosenFormat } from './choices.ts';
import { FileParts } from './FileParts.tsx';
import { MappingDialog } from './MappingDialog.tsx';
import { OpenPoints, OwnLogFormat } from './OpenPoints.tsx';
import { sureness } from './words.ts';

interface FileReviewProps {
  file: string;
  name: string;
  choice: Choice;
  onChoice: (choice: Choice) => void;
  onRemove: () => void;
  /** Whether it could be imported as things stand. */
  onReady: (ready: boolean) => void;
}

/** One file before it is imported: what it is and how sure that is, what is kept and dropped, how its columns are read. */
export function FileReview({ file, name, choice, onChoice, onRemove, onReady }: FileReviewProps) {
  const { data, error, refetch } = useQuery('imports.inspect', {
    files: [file],
    ...choice,
  });
  const seen = data?.[0];
  const ready =
    seen !== undefined && seen.problem === null && !seen.importedOtherwise && chosenFormat(seen, choice) !== null;
  useEffect(() => onReady(ready), [ready, onReady]);
  return (
    <Card
      title={name}
      subtitle={seen && <Facts seen={seen} />}
      tools={
        <Button
          look="quiet"
          aria-label={`Do not import ${name}`}
          icon={<X aria-hidden className="icon" />}
          onPress={onRemove}
        />
      }
    >
      {error ? (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      ) : !seen ? (
        <Skeleton label="Looking into the file…" />
      ) : seen.problem ? (
        <Problem seen={seen} choice={choice} onChoice={onChoice} />
      ) : (
        <Review seen={seen} name={name} choice={choice} onChoice={onChoice} />
      )}
    </Card>
  );
}

function Problem({ seen, choice, onChoice }: Pick<ReviewProps, 'seen' | 'choice' | 'onChoice'>) {
  const { what, safe, todo } = errorTextOf(seen.problem ?? 'internal');
  // What nothing fits may still be a log in a notation of its own.
  const canBeLog = seen.problem === 'format-unknown' || choice.choices?.logFormat !== undefined;
  return (
    <div className="stack">
      <Note tone="attention">
        <strong>{what}</strong> {safe} {seen.about || todo}
      </Note>
      {canBeLog && (
        <section className="stack tight" aria-label="A log of your own server">
          <p className="quiet">Is it the log of a web server that writes it in its own way? Then say how.</p>
          <OwnLogFormat choice={choice} onChoice={onChoice} />
        </section>
      )}
    </div>
  );
}

function Facts({ seen }: { seen: Inspection }) {
  const locale = useLocale();
  const facts = [formatBytes(seen.sizeBytes, locale)];
  if (seen.rowEstimate !== null) facts.push(`about ${formatCount(seen.rowEstimate, locale)} rows`);
  if (seen.dateRange) facts.push(formatRange(seen.dateRange, locale));
  return <span className="num">{facts.join(' · ')}</span>;
}

interface ReviewProps extends Omit<FileReviewProps, 'file' | 'onRemove' | 'onReady'> {
  seen: Inspection;
}

function Review({ seen, name, choice, onChoice }: ReviewProps) {
  const [mappingOpen, setMappingOpen] = useState(false);
  const mapping: Mapping | null = choice.mapping ?? seen.mapping?.guess ?? null;
  return (
    <div className="stack">
      {seen.importedOtherwise && <Note tone="attention">{otherwiseText(choice)}</Note>}
      {seen.alreadyImported && !seen.importedOtherwise && (
        <Note>This very file is already in. Importing it again adds nothing.</Note>
      )}
      <Kind seen={seen} choice={choice} onChoice={onChoice} />
      {mapping && (
        <div className="row wide">
          <Button icon={<Table2 aria-hidden className="icon" />} onPress={() => setMappingOpen(true)}>
            Columns
          </Button>
          <span className="small quiet">
            {choice.mapping
              ? 'Read as you said. This is remembered for files with the same headings.'
              : seen.mapping?.remembered
                ? 'Read as you said last time for these headings.'
                : 'Guessed from headings and values. Have a look.'}
          </span>
          {seen.mapping?.ambiguousDate && <span className="tag attention">Day and month can be read either way</span>}
        </div>
      )}
      <OpenPoints seen={seen} choice={choice} onChoice={onChoice} />
      <FileParts seen={seen} />
      {mapping && (
        <MappingDialog
          // A new dialog per opening: what was not used is forgotten.
          key={String(mappingOpen)}
          file={seen.file}
          name={name}
          format={choice.format}
          mapping={mapping}
          isOpen={mappingOpen}
          onClose={() => setMappingOpen(false)}
          onUse={(used) => onChoice({ ...choice, mapping: used })}
        />
      )}
    </div>
  );
}

const otherwiseText = ({ choices }: Choice): string =>
  choices?.withoutPeople
    ? 'This very file is already in, with its people. Undo that import first: otherwise everything in it would count twice.'
    : 'This very file is already in, without people. Switch “Without people” on again, or undo that import first: otherwise everything in it would count twice.';

function Kind({ seen, choice, onChoice }: Pick<ReviewProps, 'seen' | 'choice' | 'onChoice'>) {
  const { candidates, format } = seen;
  const current = candidates.find((candidate) => candidate.format === chosenFormat(seen, choice));
  const options = candidates.map(({ format: id, title, reason, confidence }) => ({
    id,
    label: title,
    about: `${sureness(confidence)}: ${reason}`,
  }));
  return (
    <div className="stack tight">
      {candidates.length > 1 ? (
        <>
          {format === null && !choice.format && (
            <Note tone="attention">More than one kind fits equally well. Which is it?</Note>
          )}
          <Select
            label="Kind of file"
            value={current?.format ?? null}
            options={options}
            onChange={(id) => onChoice({ ...choice, format: id })}
          />
        </>
      ) : (
        <h3>{current?.title}</h3>
      )}
      {current && (
        <p className="quiet">
          {sureness(current.confidence)} ({Math.round(current.confidence * 100)} %): {current.reason} {seen.about}
        </p>
      )}
    </div>
  );
}
