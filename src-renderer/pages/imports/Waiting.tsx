import { useCallback, useState } from 'react';
import { type BasisByPurpose, SAFE_BASIS } from '../../../shared/model.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useStatus } from '../../api/use-status.ts';
import { dropArrivals, useArrivals } from '../../state/arrivals.ts';
import { openOverlay } from '../../state/overlays.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { ErrorState, Note } from '../../ui/States.tsx';
import { BasisDateFields } from '../BasisDateFields.tsx';
import { betweenDates, type DatesDraft } from '../between-dates.ts';
import { BasisQuestion } from './BasisQuestion.tsx';
import { type Choice, setNotes, toSources, withPeople } from './choices.ts';
import { FileReview } from './FileReview.tsx';
import { WithoutPeople } from './OpenPoints.tsx';

/** Files that were chosen and are not imported yet. Nothing of them is stored until the button at the end. */
export function Waiting() {
  const files = useArrivals((state) => state.files);
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  const [basis, setBasis] = useState<BasisByPurpose>(SAFE_BASIS);
  const [dates, setDates] = useState<DatesDraft>({ from: '', until: '' });
  const [ready, setReady] = useState<ReadonlySet<string>>(new Set());
  const noteReady = useCallback((ref: string, is: boolean) => {
    setReady((old) => {
      if (old.has(ref) === is) return old;
      const next = new Set(old);
      if (is) next.add(ref);
      else next.delete(ref);
      return next;
    });
  }, []);
  const status = useStatus();
  const start = useCommand('imports.start');
  if (files.length === 0) return null;
  const between = betweenDates(dates, status?.settings.zone ?? 'UTC');
  const locked = status?.vault.state === 'locked';
  const refs = files.map(({ ref }) => ref);
  const chosen = files.filter(({ ref }) => ready.has(ref));
  const begin = () =>
    locked
      ? openOverlay('unlock')
      : start.mutate(
          { sources: toSources(chosen, choices, basis, between ?? undefined) },
          { onSuccess: () => dropArrivals(chosen.map(({ ref }) => ref)) },
        );
  return (
    <div className="stack wide">
      {setNotes(files).map((note) => (
        <Note key={note}>{note}</Note>
      ))}
      {files.map(({ ref, name }) => (
        <Reviewed key={ref} file={ref} name={name} choices={choices} onChoices={setChoices} onReady={noteReady} />
      ))}
      <AllWithoutPeople refs={refs} choices={choices} onChoices={setChoices} />
      <BasisQuestion basis={basis} onChange={setBasis}>
        <BasisDateFields draft={dates} wrong={between === null} onChange={setDates} />
      </BasisQuestion>
      {status?.vault.protection === 'none' && (
        <Note action={<a href="#/settings">Set a passphrase</a>}>
          Until you set a passphrase, Inglenook keeps no readable names or addresses at all. People are still told
          apart.
        </Note>
      )}
      {start.error && <ErrorState {...errorText(start.error)} />}
      <div className="row">
        <Button look="main" onPress={begin} isDisabled={start.isPending || chosen.length === 0 || between === null}>
          {locked ? 'Unlock and import' : chosen.length === 1 ? 'Import this file' : `Import ${chosen.length} files`}
        </Button>
        <Button onPress={() => dropArrivals(refs)}>Import none of them</Button>
      </div>
    </div>
  );
}

interface AllProps {
  refs: readonly string[];
  choices: ReadonlyMap<string, Choice>;
  onChoices: (choices: ReadonlyMap<string, Choice>) => void;
}

/** One answer for all files; nothing where there is one file, which has the switch itself. */
function AllWithoutPeople({ refs, choices, onChoices }: AllProps) {
  if (refs.length < 2) return null;
  return (
    <Card title="All files of this import">
      <WithoutPeople
        label="All of them without people"
        isSelected={refs.every((ref) => choices.get(ref)?.choices?.withoutPeople === true)}
        onChange={(on) => onChoices(new Map(refs.map((ref) => [ref, withPeople(choices.get(ref) ?? {}, !on)])))}
      />
    </Card>
  );
}

interface ReviewedProps {
  file: string;
  name: string;
  choices: ReadonlyMap<string, Choice>;
  onChoices: (choices: ReadonlyMap<string, Choice>) => void;
  onReady: (file: string, ready: boolean) => void;
}

function Reviewed({ file, name, choices, onChoices, onReady }: ReviewedProps) {
  const note = useCallback((ready: boolean) => onReady(file, ready), [file, onReady]);
  return (
    <FileReview
      file={file}
      name={name}
      choice={choices.get(file) ?? {}}
      onChoice={(choice) => onChoices(new Map(choices).set(file, choice))}
      onRemove={() => dropArrivals([file])}
      onReady={note}
    />
  );
}
