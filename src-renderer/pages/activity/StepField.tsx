import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import {
  Button as AriaButton,
  ComboBox,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';
import { Button } from '../../ui/Button.tsx';
import type { PageName } from './series.ts';

interface StepFieldProps {
  label?: string;
  action?: string;
  about?: string;
  /** Pages to pick from, most viewed first. */
  pages: readonly PageName[];
  isDisabled: boolean;
  onAdd: (step: string) => void;
}

/** Pages to choose from, found by their title as well as by their path. */
function PageChoices({ pages }: Pick<StepFieldProps, 'pages'>) {
  return (
    <Popover className="popover">
      <ListBox className="menu">
        {pages.map(({ page, title }) => (
          <ListBoxItem key={page} id={page} textValue={`${page} ${title}`.trim()} className="menu-item">
            {page}
            {title !== '' && <span className="small quiet"> {title}</span>}
          </ListBoxItem>
        ))}
      </ListBox>
    </Popover>
  );
}

/** Picks a page from those most viewed, or takes any address or event name that is typed. */
export function StepField({
  label = 'Next step',
  action = 'Add step',
  about = 'A page or event name. With * at its end it takes every page that begins so.',
  pages,
  isDisabled,
  onAdd,
}: StepFieldProps) {
  const [text, setText] = useState('');
  const add = (step: string) => {
    if (step.trim() === '') return;
    onAdd(step);
    setText('');
  };
  return (
    <form
      className="row end"
      onSubmit={(event) => {
        event.preventDefault();
        add(text);
      }}
    >
      <ComboBox
        className="field step-field"
        allowsCustomValue
        menuTrigger="input"
        isDisabled={isDisabled}
        inputValue={text}
        onInputChange={setText}
        selectedKey={null}
        onSelectionChange={(key) => {
          if (key !== null) add(String(key));
        }}
      >
        <Label className="label">{label}</Label>
        <Text slot="description" className="small quiet">
          {about}
        </Text>
        <div className="row step-input">
          <Input className="input" placeholder="/shop or /shop*" />
          <AriaButton className="button plain square">
            <ChevronDown aria-hidden className="icon" />
          </AriaButton>
        </div>
        <PageChoices pages={pages} />
      </ComboBox>
      <Button type="submit" isDisabled={isDisabled || text.trim() === ''}>
        {action}
      </Button>
    </form>
  );
}
