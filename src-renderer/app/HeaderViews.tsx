import { Bookmark, X } from 'lucide-react';
import { useState } from 'react';
import { DialogTrigger, Popover } from 'react-aria-components';
import type { Status } from '../../shared/contract/app.ts';
import { errorText } from '../api/error-text.ts';
import { useCommand } from '../api/use-command.ts';
import { useQuery } from '../api/use-query.ts';
import { say } from '../state/notices.ts';
import { dateOf, resolvePeriod, usePeriod } from '../state/period.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/Fields.tsx';
import { useLocale } from '../ui/locale.ts';
import { ErrorState } from '../ui/States.tsx';
import { openView, viewNow } from './views.ts';

function KeepView({ status, onKept }: { status: Status; onKept: () => void }) {
  const [name, setName] = useState('');
  const save = useCommand('views.save');
  const { zone } = useLocale();
  const period = usePeriod();
  const wanted = name.trim();
  const keep = () => {
    const range = resolvePeriod(period, zone, status) ?? status.dataRange;
    const shown = range
      ? { from: dateOf(zone, range.fromMs), to: dateOf(zone, range.toMs - 1) }
      : { from: period.from, to: period.to };
    save.mutate(
      { name: wanted, view: viewNow(shown) },
      {
        onSuccess: () => {
          // A button that has the focus must not go grey under it: keys would lead nowhere.
          onKept();
          say(`“${wanted}” is kept.`, 'good');
        },
      },
    );
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== '') keep();
      }}
    >
      <TextField
        label="Keep this page with its dates and filters as"
        value={name}
        onChange={setName}
        placeholder="Phones, this month"
        error={wanted.length > 80 ? 'At most 80 letters.' : undefined}
      />
      {save.error && <ErrorState {...errorText(save.error)} />}
      <Button type="submit" isDisabled={wanted === '' || wanted.length > 80 || save.isPending}>
        Keep
      </Button>
    </form>
  );
}

/** Kept views: a page with its dates, robots and segment, to go to by name. */
export function HeaderViews({ status }: { status: Status }) {
  const { data: views = [] } = useQuery('views.list', {});
  const remove = useCommand('views.remove');
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button icon={<Bookmark aria-hidden className="icon" />}>Views</Button>
      <Popover className="popover" placement="bottom end" aria-label="Kept views">
        {/* The popover itself is the dialog: a dialog inside it would leave its dismiss buttons outside of any landmark. */}
        <div className="date-dialog">
          {views.length === 0 ? (
            <p className="small quiet">No view is kept yet.</p>
          ) : (
            <ul className="plain stack tight" aria-label="Views">
              {views.map(({ name, view }) => (
                <li key={name} className="row spread">
                  <Button
                    look="quiet"
                    onPress={() => {
                      setOpen(false);
                      openView(view);
                    }}
                  >
                    {name}
                  </Button>
                  <Button
                    look="quiet"
                    aria-label={`Forget the view ${name}`}
                    icon={<X aria-hidden className="icon" />}
                    isDisabled={remove.isPending}
                    onPress={() => remove.mutate({ name })}
                  />
                </li>
              ))}
            </ul>
          )}
          <KeepView status={status} onKept={() => setOpen(false)} />
        </div>
      </Popover>
    </DialogTrigger>
  );
}
