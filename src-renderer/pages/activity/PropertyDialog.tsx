import { useState } from 'react';
import { allTestWords, MOST_PROPERTY_TESTS, type PropertyTest } from '../../../shared/conditions.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Note } from '../../ui/States.tsx';
import { draftsOf, EMPTY_DRAFT, toTest } from './property-drafts.ts';
import { PropertyTests } from './PropertyTests.tsx';

/** What is asked in the dialog: the page or event, and the properties it has to begin with. */
export interface PropertyQuestion {
  step: string;
  properties: readonly PropertyTest[];
}

interface PropertyDialogProps {
  /** Null = closed. */
  question: PropertyQuestion | null;
  /** What the button that takes it over says. */
  action: string;
  onClose: () => void;
  onUse: (properties: PropertyTest[]) => void;
}

/** Asks what properties of an event must be, for a goal or a step of a funnel. */
export function PropertyDialog({ question, action, onClose, onUse }: PropertyDialogProps) {
  return question && <Open question={question} action={action} onClose={onClose} onUse={onUse} />;
}

function Open({ question, action, onClose, onUse }: PropertyDialogProps & { question: PropertyQuestion }) {
  const { step, properties } = question;
  const before = draftsOf(properties);
  const { others } = before;
  const [drafts, setDrafts] = useState(() => (properties.length > 0 ? before.drafts : [EMPTY_DRAFT]));
  const tests = drafts.map(toTest);
  const isFinished = !tests.includes(null);
  return (
    <Dialog
      title={`Properties of ${step}`}
      wide
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep as it was</Button>
          <Button
            look="main"
            isDisabled={!isFinished}
            onPress={() => {
              onUse([...others, ...tests.filter((test) => test !== null)]);
              onClose();
            }}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">
          Only events count of which all of this is true. Names and values to choose from are those of events in the
          dates shown; page views and searches have none.
        </p>
        {others.length > 0 && <p>Besides, as it was asked before: {allTestWords(others)}.</p>}
        <PropertyTests step={step} drafts={drafts} most={MOST_PROPERTY_TESTS - others.length} onChange={setDrafts} />
        {!isFinished && <Note>A line still lacks its property or its value, or compares with what is no number.</Note>}
      </div>
    </Dialog>
  );
}
