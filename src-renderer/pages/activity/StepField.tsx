import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { ComboField } from '../../ui/ComboField.tsx';
import type { PageName } from './series.ts';

interface StepFieldProps {
  label?: string;
  action?: string;
  about?: string;
  /** Pages to pick from, most viewed first; found by their title as well as by their path. */
  pages: readonly PageName[];
  isDisabled: boolean;
  onAdd: (step: string) => void;
  /** Takes what is typed, to say more about it before it is added. */
  more?: { action: string; onPress: (step: string) => void };
}

/** Picks a page from those most viewed, or takes any address or event name that is typed. */
export function StepField({
  label = 'Next step',
  action = 'Add step',
  about = 'A page or event name. With * at its end it takes every page that begins so.',
  pages,
  isDisabled,
  onAdd,
  more,
}: StepFieldProps) {
  const [text, setText] = useState('');
  const isEmpty = text.trim() === '';
  const hand = (to: (step: string) => void, step: string) => {
    if (step.trim() === '') return;
    to(step);
    setText('');
  };
  return (
    <form
      className="row end"
      onSubmit={(event) => {
        event.preventDefault();
        hand(onAdd, text);
      }}
    >
      <ComboField
        label={label}
        about={about}
        value={text}
        suggestions={pages.map(({ page, title }) => ({ text: page, beside: title }))}
        placeholder="/shop or /shop*"
        isDisabled={isDisabled}
        onChange={setText}
        onPick={(step) => hand(onAdd, step)}
      />
      <Button type="submit" isDisabled={isDisabled || isEmpty}>
        {action}
      </Button>
      {more && (
        <Button look="quiet" isDisabled={isDisabled || isEmpty} onPress={() => hand(more.onPress, text)}>
          {more.action}
        </Button>
      )}
    </form>
  );
}
