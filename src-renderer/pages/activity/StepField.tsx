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

interface StepFieldProps {
  label?: string;
  action?: string;
  about?: string;
  /** Pages to pick from, most viewed first. */
  pages: readonly string[];
  isDisabled: boolean;
  onAdd: (step: string) => void;
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
        <Popover className="popover">
          <ListBox className="menu">
            {pages.map((page) => (
              <ListBoxItem key={page} id={page} textValue={page} className="menu-item">
                {page}
              </ListBoxItem>
            ))}
          </ListBox>
        </Popover>
      </ComboBox>
      <Button type="submit" isDisabled={isDisabled || text.trim() === ''}>
        {action}
      </Button>
    </form>
  );
}
