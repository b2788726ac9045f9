import { CalendarRange, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { DialogTrigger, Popover, Radio, RadioGroup } from 'react-aria-components';
import { Button } from './Button.tsx';
import { Switch, TextField } from './Fields.tsx';

/** A period by name. */
export interface PeriodChoice {
  id: string;
  label: string;
}

export interface DateRangePickerProps {
  /** What is chosen now, in words with dates. */
  summary: string;
  presets: readonly PeriodChoice[];
  preset: string;
  /** Local dates YYYY-MM-DD, both included. */
  from: string;
  to: string;
  compare: boolean;
  onPreset: (id: string) => void;
  onDates: (from: string, to: string) => void;
  onCompare: (on: boolean) => void;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  /** One sentence under the choice, e.g. what "last 90 days" counts back from. */
  about?: string;
}

/** The global period: presets, own dates, comparison with the period before. */
export function DateRangePicker(props: DateRangePickerProps) {
  const { summary, presets, preset, compare, onPreset, onCompare, isOpen, onOpenChange, about } = props;
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      <Button icon={<CalendarRange aria-hidden className="icon" />} aria-label={`Dates: ${summary}`}>
        <span>{summary}</span>
        <ChevronDown aria-hidden className="icon" />
      </Button>
      <Popover className="popover" placement="bottom end" aria-label="Dates">
        {/* The popover itself is the dialog: a dialog inside it would leave its dismiss buttons outside of any landmark. */}
        <div className="date-dialog">
          <RadioGroup className="menu" aria-label="Period" value={preset} onChange={onPreset}>
            {presets.map(({ id, label }) => (
              <Radio key={id} value={id} className="menu-item radio">
                <span className="radio-dot" aria-hidden />
                {label}
              </Radio>
            ))}
          </RadioGroup>
          <OwnDates key={`${props.from} ${props.to}`} {...props} />
          <Switch isSelected={compare} onChange={onCompare}>
            Compare with the period before
          </Switch>
          {about && <p className="small quiet">{about}</p>}
        </div>
      </Popover>
    </DialogTrigger>
  );
}

function OwnDates({ from, to, onDates }: Pick<DateRangePickerProps, 'from' | 'to' | 'onDates'>) {
  const [first, setFirst] = useState(from);
  const [last, setLast] = useState(to);
  const wrong = first !== '' && last !== '' && first > last;
  return (
    <fieldset className="own-dates">
      <legend className="label">Own dates</legend>
      <TextField label="From" type="date" value={first} onChange={setFirst} />
      <TextField
        label="To"
        type="date"
        value={last}
        onChange={setLast}
        {...(wrong ? { error: 'Ends before it begins.' } : {})}
      />
      <Button isDisabled={wrong || first === '' || last === ''} onPress={() => onDates(first, last)}>
        Use these dates
      </Button>
    </fieldset>
  );
}
