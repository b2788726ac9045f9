import { StickyNote, X } from 'lucide-react';
import { useState } from 'react';
import { DialogTrigger, Popover } from 'react-aria-components';
import type { DayNote } from '../../shared/contract/kept.ts';
import { errorText } from '../api/error-text.ts';
import { useCommand } from '../api/use-command.ts';
import { useQuery } from '../api/use-query.ts';
import { say } from '../state/notices.ts';
import { startOfDate } from '../state/period.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Fields.tsx';
import { formatDay } from '../ui/format.ts';
import { useLocale } from '../ui/locale.ts';
import { ErrorState } from '../ui/States.tsx';

function Note({ note }: { note: DayNote }) {
  const locale = useLocale();
  const remove = useCommand('notes.remove');
  const day = formatDay(startOfDate(locale.zone, note.day), locale);
  return (
    <li className="row spread">
      <span>
        <span className="small quiet">{day}</span> {note.text}
      </span>
      <Button
        look="quiet"
        aria-label={`Delete the note of ${day}: ${note.text}`}
        icon={<X aria-hidden className="icon" />}
        isDisabled={remove.isPending}
        onPress={() => remove.mutate({ note: note.id })}
      />
    </li>
  );
}

function NewNote({ onNoted }: { onNoted: () => void }) {
  const [day, setDay] = useState('');
  const [text, setText] = useState('');
  const save = useCommand('notes.save');
  const said = text.trim();
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (day === '' || said === '') return;
        save.mutate(
          { day, text: said },
          {
            onSuccess: () => {
              // A button that has the focus must not go grey under it: keys would lead nowhere.
              onNoted();
              say('Noted.', 'good');
            },
          },
        );
      }}
    >
      <TextField label="Day" type="date" value={day} onChange={setDay} />
      <TextField
        label="What happened"
        value={text}
        onChange={setText}
        placeholder="New prices"
        error={said.length > 200 ? 'At most 200 letters.' : undefined}
      />
      {save.error && <ErrorState {...errorText(save.error)} />}
      <Button type="submit" isDisabled={day === '' || said === '' || said.length > 200 || save.isPending}>
        Note it
      </Button>
    </form>
  );
}

/** Notes on days: what happened when, shown on every chart over time and in reports. */
export function HeaderNotes() {
  const { data: notes = [] } = useQuery('notes.list', {});
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button icon={<StickyNote aria-hidden className="icon" />}>Notes</Button>
      <Popover className="popover" placement="bottom end" aria-label="Notes on days">
        {/* The popover itself is the dialog: a dialog inside it would leave its dismiss buttons outside of any landmark. */}
        <div className="date-dialog">
          {notes.length === 0 ? (
            <p className="small quiet">Nothing is noted yet. Notes stand on every chart over time and in reports.</p>
          ) : (
            <ul className="plain stack tight" aria-label="Notes">
              {notes.map((note) => (
                <Note key={note.id} note={note} />
              ))}
            </ul>
          )}
          <NewNote onNoted={() => setOpen(false)} />
        </div>
      </Popover>
    </DialogTrigger>
  );
}
