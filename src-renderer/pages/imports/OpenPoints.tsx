import { useState } from 'react';
import type { ImportChoices, Inspection } from '../../../shared/contract/imports.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { type Option, Select, Switch, TextField } from '../../ui/Fields.tsx';
import { Note } from '../../ui/States.tsx';
import { type Choice, FIRST_YEAR, LAST_YEAR, withChoice, withIncluded, withPeople, yearOf } from './choices.ts';

interface OpenPointsProps {
  seen: Inspection;
  choice: Choice;
  onChoice: (choice: Choice) => void;
}

/** What a file leaves open: sensitive parts that are off, the year of its dates, how long a visitor stays the same. */
export function OpenPoints({ seen, choice, onChoice }: OpenPointsProps) {
  return (
    <>
      {seen.asksYear && <Year choice={choice} onChoice={onChoice} />}
      {seen.optional.length > 0 && <Sensitive seen={seen} choice={choice} onChoice={onChoice} />}
      {seen.mapping !== null && (seen.mapping.guess.container ?? 'text') === 'text' && (
        <Disclosure title="Not a table, but the log of a server?">
          <OwnLogFormat choice={choice} onChoice={onChoice} />
        </Disclosure>
      )}
      <Disclosure title="More choices">
        <div className="stack">
          <WithoutPeople
            label="Without people"
            isSelected={choice.choices?.withoutPeople === true}
            onChange={(on) => onChoice(withPeople(choice, !on))}
          />
          {seen.group === 'web-log' && (
            <>
              {!choice.choices?.withoutPeople && <VisitorSalt choice={choice} onChoice={onChoice} />}
              <OwnLogFormat choice={choice} onChoice={onChoice} />
            </>
          )}
        </div>
      </Disclosure>
    </>
  );
}

interface WithoutPeopleProps {
  label: string;
  isSelected: boolean;
  onChange: (on: boolean) => void;
}

/** Everything as nobody's, and what that costs. */
export function WithoutPeople({ label, isSelected, onChange }: WithoutPeopleProps) {
  return (
    <Switch isSelected={isSelected} onChange={onChange}>
      <span className="stack tight">
        <span>{label}</span>
        <span className="small quiet">
          Everything is stored as nobody’s: no identifiers, no links to posts, no consents. Names and contacts are taken
          out of texts; a name that nothing gives away can be missed. Visits, returning customers, segments and
          suggestions cannot be told; counts of pages, sales and moods can. What is already in with its people is not
          recognised: undo that import first, or it counts twice.
        </span>
      </span>
    </Switch>
  );
}

function Year({ choice, onChoice }: Omit<OpenPointsProps, 'seen'>) {
  const [draft, setDraft] = useState(choice.choices?.year === undefined ? '' : String(choice.choices.year));
  const year = yearOf(draft);
  const change = (text: string) => {
    setDraft(text);
    onChoice(withChoice(choice, { year: yearOf(text) ?? undefined }));
  };
  return (
    <Note tone="attention">
      <div className="stack tight">
        <span>The dates in this file have no year.</span>
        <TextField
          label="Year of the newest row"
          about="Earlier rows are placed before it, across the turn of the year."
          value={draft}
          onChange={change}
          inputMode="numeric"
          size={6}
          error={draft !== '' && year === null ? `A year from ${FIRST_YEAR} to ${LAST_YEAR}.` : undefined}
        />
      </div>
    </Note>
  );
}

function Sensitive({ seen, choice, onChoice }: OpenPointsProps) {
  const included = new Set(choice.choices?.include ?? []);
  return (
    <section className="stack tight" aria-label={`Sensitive parts of ${seen.name}`}>
      <h3>Sensitive parts, off unless you switch them on</h3>
      <ul className="open-points">
        {seen.optional.map(({ name, why }) => (
          <li key={name}>
            <Switch isSelected={included.has(name)} onChange={(on) => onChoice(withIncluded(choice, name, on))}>
              <span className="stack tight">
                <span>{name}</span>
                <span className="small quiet">{why}</span>
              </span>
            </Switch>
          </li>
        ))}
      </ul>
    </section>
  );
}

const SALTS: readonly Option<NonNullable<ImportChoices['visitorSalt']>>[] = [
  { id: 'always', label: 'For good', about: 'Returning visitors can be told from new ones.' },
  { id: 'month', label: 'Until the end of the month', about: 'Then everybody counts as new.' },
  { id: 'day', label: 'Until the end of the day', about: 'Nobody can be followed from one day to the next.' },
];

function VisitorSalt({ choice, onChoice }: Omit<OpenPointsProps, 'seen'>) {
  return (
    <Select
      label="A visitor stays the same"
      value={choice.choices?.visitorSalt ?? 'always'}
      options={SALTS}
      onChange={(visitorSalt) => onChoice(withChoice(choice, { visitorSalt }))}
    />
  );
}

/** For servers with a log format of their own: the line of the configuration that says what stands where. */
export function OwnLogFormat({ choice, onChoice }: Omit<OpenPointsProps, 'seen'>) {
  const [draft, setDraft] = useState(choice.choices?.logFormat ?? '');
  const written = draft.trim();
  const use = () => {
    // A format of one's own is read as an access log, whatever the file looks like by itself.
    const { format: _, ...rest } = choice;
    onChoice(
      written === ''
        ? withChoice(rest, { logFormat: undefined })
        : { ...withChoice(rest, { logFormat: written }), format: 'custom-log' },
    );
  };
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        use();
      }}
    >
      <TextField
        label="Log format of your own server"
        about="As log_format (nginx) or LogFormat (Apache) has it in the configuration, or “Fields:” and the names of the columns (CloudFront, W3C)."
        placeholder="%h %l %u %t &quot;%r&quot; %>s %b"
        value={draft}
        onChange={setDraft}
        autoComplete="off"
        size={60}
      />
      <div className="row">
        <Button type="submit" isDisabled={written === (choice.choices?.logFormat ?? '')}>
          {written === '' ? 'Read without it' : 'Read it like this'}
        </Button>
      </div>
    </form>
  );
}
