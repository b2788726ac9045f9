import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  Select as AriaSelect,
  Switch as AriaSwitch,
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from 'react-aria-components';

/** One choice of a Select. */
export interface Option<K extends string = string> {
  id: K;
  label: string;
  /** A second line that says what it means. */
  about?: string;
}

interface SelectProps<K extends string> {
  label: string;
  /** Hides the label from the eye, not from screen readers. */
  bare?: boolean;
  value: K | null;
  options: readonly Option<K>[];
  onChange: (value: K) => void;
  isDisabled?: boolean;
}

/** A choice of one among a few. */
export function Select<K extends string>({ label, bare, value, options, onChange, isDisabled }: SelectProps<K>) {
  return (
    <AriaSelect
      className="field"
      value={value}
      isDisabled={isDisabled ?? false}
      onChange={(key) => {
        if (key !== null) onChange(String(key) as K);
      }}
    >
      <Label className={bare ? 'sr' : 'label'}>{label}</Label>
      <AriaButton className="button plain select">
        <SelectValue className="select-value">{({ selectedText }) => selectedText || 'Choose…'}</SelectValue>
        <ChevronDown aria-hidden className="icon" />
      </AriaButton>
      <Popover className="popover" offset={4}>
        <ListBox className="menu" items={options}>
          {(option) => (
            <ListBoxItem className="menu-item" id={option.id} textValue={option.label}>
              {({ isSelected }) => (
                <>
                  <span className="menu-mark">{isSelected && <Check aria-hidden className="icon" />}</span>
                  <span className="stack tight">
                    <Text slot="label">{option.label}</Text>
                    {option.about && (
                      <Text slot="description" className="small quiet">
                        {option.about}
                      </Text>
                    )}
                  </span>
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

interface SwitchProps {
  isSelected: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
  isDisabled?: boolean;
}

/** On or off, at once. */
export function Switch({ children, ...rest }: SwitchProps) {
  return (
    <AriaSwitch {...rest} className="switch">
      <span className="switch-track" aria-hidden>
        <span className="switch-knob" />
      </span>
      {children}
    </AriaSwitch>
  );
}

interface TextFieldProps {
  label: string;
  bare?: boolean;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'password' | 'search' | 'number' | 'date' | 'time';
  about?: string;
  error?: string | undefined;
  autoFocus?: boolean;
  placeholder?: string;
  autoComplete?: string;
  inputMode?: 'numeric' | 'text';
  isDisabled?: boolean;
  /** Widest useful width in characters. */
  size?: number;
}

/** One line of text. `error` says what to do, under the field. A browser keeps what is typed only where a form asks for it. */
export function TextField({
  label,
  bare,
  about,
  error,
  placeholder,
  size,
  autoComplete = 'off',
  ...rest
}: TextFieldProps) {
  return (
    // `aria`: native validation would keep a form from being sent again while the last answer's error stands.
    <AriaTextField
      {...rest}
      autoComplete={autoComplete}
      className="field"
      validationBehavior="aria"
      isInvalid={error !== undefined}
    >
      <Label className={bare ? 'sr' : 'label'}>{label}</Label>
      <Input
        className="input"
        {...(placeholder === undefined ? {} : { placeholder })}
        {...(size === undefined ? {} : { size })}
      />
      {about && (
        <Text slot="description" className="small quiet">
          {about}
        </Text>
      )}
      <FieldError className="field-error small">{error}</FieldError>
    </AriaTextField>
  );
}
