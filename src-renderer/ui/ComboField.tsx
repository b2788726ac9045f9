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

/** A suggestion: what is taken over, and what stands beside it (it is looked for as well). */
export interface Suggestion {
  text: string;
  beside?: string;
}

interface ComboFieldProps {
  label: string;
  bare?: boolean;
  about?: string;
  value: string;
  suggestions: readonly Suggestion[];
  placeholder?: string;
  isDisabled?: boolean;
  onChange: (value: string) => void;
  /** A suggestion was chosen; left out = it becomes the value. */
  onPick?: (value: string) => void;
}

function Suggestions({ suggestions }: Pick<ComboFieldProps, 'suggestions'>) {
  return (
    <Popover className="popover">
      <ListBox className="menu">
        {suggestions.map(({ text, beside = '' }) => (
          <ListBoxItem key={text} id={text} textValue={`${text} ${beside}`.trim()} className="menu-item">
            {text}
            {beside !== '' && <span className="small quiet"> {beside}</span>}
          </ListBoxItem>
        ))}
      </ListBox>
    </Popover>
  );
}

/** One line of text with suggestions; anything else may be typed as well. */
export function ComboField(props: ComboFieldProps) {
  const { label, bare, about, value, suggestions, placeholder, isDisabled = false, onChange, onPick } = props;
  // What is handed on counts as chosen until the list has closed over it; then the same can be chosen again.
  const [picked, setPicked] = useState<string | null>(null);
  const [lastTyped, setLastTyped] = useState(value);
  const typed = onPick || !suggestions.some(({ text }) => text === value) ? null : value;
  return (
    <ComboBox
      className="field combo-field"
      allowsCustomValue
      // A field that was emptied once its text was taken over is no wish for suggestions: only typing opens the list.
      menuTrigger={value === lastTyped ? 'input' : 'manual'}
      isDisabled={isDisabled}
      inputValue={value}
      onInputChange={(text) => {
        setLastTyped(text);
        onChange(text);
      }}
      onOpenChange={(isOpen) => {
        if (!isOpen) setPicked(null);
      }}
      // What was picked is told apart from what is typed: only then does the list stay closed over it.
      selectedKey={picked ?? typed}
      onSelectionChange={(key) => {
        if (key === null) return;
        if (onPick) setPicked(String(key));
        (onPick ?? onChange)(String(key));
      }}
    >
      <Label className={bare ? 'sr' : 'label'}>{label}</Label>
      <div className="row combo-input">
        <Input className="input" {...(placeholder === undefined ? {} : { placeholder })} />
        <AriaButton className="button plain square">
          <ChevronDown aria-hidden className="icon" />
        </AriaButton>
      </div>
      {about && (
        <Text slot="description" className="small quiet">
          {about}
        </Text>
      )}
      <Suggestions suggestions={suggestions} />
    </ComboBox>
  );
}
