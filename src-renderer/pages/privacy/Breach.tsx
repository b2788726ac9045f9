import { useState } from 'react';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { TextField } from '../../ui/Fields.tsx';
import { formatInstant } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note } from '../../ui/States.tsx';
import { breachClock } from './breach-clock.ts';
import { saveMade } from './save-made.ts';

/** After a loss or theft: the 72 hours, and a draft of what to tell whom, from what this computer really holds. */
export function Breach() {
  const locale = useLocale();
  const make = useCommand('papers.make');
  const [day, setDay] = useState('');
  const [time, setTime] = useState('');
  const [nowMs] = useState(Date.now);
  const clock = breachClock({ day, time, zone: locale.zone, nowMs });
  return (
    <Card
      title="After a breach"
      subtitle="A laptop is gone, a file went to the wrong person: what was on it, whom to tell, and by when (GDPR Art. 33 and 34)."
      foot="Have somebody who knows the law check it. Inglenook cannot know what was really taken."
    >
      <div className="stack">
        <div className="row">
          <TextField label="Known since (day)" type="date" value={day} onChange={setDay} />
          <TextField label="Time" type="time" value={time} onChange={setTime} />
        </div>
        {clock && (
          <Note tone={clock.hoursLeft < 24 ? 'bad' : 'attention'}>
            Tell the authority by {formatInstant(clock.dueMs, locale)}:{' '}
            {clock.hoursLeft >= 0 ? `${clock.hoursLeft} hours left.` : `${-clock.hoursLeft} hours late.`}
          </Note>
        )}
        <div className="row">
          <Button
            isDisabled={make.isPending}
            onPress={() =>
              make.mutate({ paper: 'breach', ...(clock ? { knownMs: clock.knownMs } : {}) }, { onSuccess: saveMade })
            }
          >
            Save the draft
          </Button>
        </div>
        {make.error && <ErrorState {...errorText(make.error)} />}
      </div>
    </Card>
  );
}
