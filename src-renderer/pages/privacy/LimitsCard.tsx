import { useState } from 'react';
import type { PurposeLimit } from '../../../shared/contract/limits.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { say } from '../../state/notices.ts';
import { dateOf } from '../../state/period.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Fields.tsx';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Skeleton } from '../../ui/States.tsx';
import { BetweenDateFields } from '../BetweenDateFields.tsx';
import { draftOf, type LimitDraft, limitIn, limitWords } from './limit-words.ts';
import { PURPOSE_WORDS } from './words.ts';

interface FieldsProps {
  draft: LimitDraft;
  wrong: 'until' | 'days' | null;
  onChange: (draft: LimitDraft) => void;
}

function LimitFields({ draft, wrong, onChange }: FieldsProps) {
  return (
    <>
      <BetweenDateFields
        draft={draft}
        wrong={wrong === 'until'}
        onChange={(dates) => onChange({ ...draft, ...dates })}
      />
      <TextField
        label="Days after which a consent has expired"
        about="Many ask again after 13 months (395 days). From that day on a consent counts as none."
        value={draft.days}
        onChange={(days) => onChange({ ...draft, days })}
        inputMode="numeric"
        size={8}
        error={wrong === 'days' ? 'Give a number of days from 1 to 3650, or leave it empty.' : undefined}
      />
    </>
  );
}

function LimitDialog({ limit, onClose }: { limit: PurposeLimit; onClose: () => void }) {
  const { zone } = useLocale();
  const [draft, setDraft] = useState(() => draftOf(limit, zone));
  const save = useCommand('limits.set');
  const read = limitIn(limit.purpose, draft, zone);
  const { label } = PURPOSE_WORDS[limit.purpose];
  const submit = () => {
    if (!read.limit) return;
    save.mutate(read.limit, {
      onSuccess: () => {
        say(`How long people may be used for “${label}” has changed. It is noted in the audit log.`, 'good');
        onClose();
      },
    });
  };
  return (
    <Dialog
      title={`How long may people be used for “${label}”?`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={() => setDraft({ from: '', until: '', days: '' })}>
            No limits
          </Button>
          <Button onPress={onClose}>Leave as it is</Button>
          <Button look="main" isDisabled={save.isPending || !read.limit} onPress={submit}>
            Save
          </Button>
        </>
      }
    >
      <div className="stack">
        <p className="quiet">Leave empty what has no limit. Outside these dates every view leaves everybody out.</p>
        <LimitFields draft={draft} wrong={read.wrong} onChange={setDraft} />
        {save.error && <ErrorState {...errorText(save.error)} />}
      </div>
    </Dialog>
  );
}

/** From when until when each purpose holds, and for how long a consent. */
export function LimitsCard() {
  const locale = useLocale();
  const { data, error, refetch } = useQuery('limits.list', {});
  const [changing, setChanging] = useState<PurposeLimit | null>(null);
  const [today] = useState(() => dateOf(locale.zone, Date.now()));
  return (
    <Card
      title="For how long"
      subtitle="A use that ends on a day, and consents that expire. Every view follows by itself on that day."
    >
      {error ? (
        <ErrorState {...errorText(error)} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={5} />
      ) : (
        <table className="held narrow" aria-label="Limits by purpose">
          <thead>
            <tr>
              <th scope="col">Purpose</th>
              <th scope="col">Limits</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {data.map((limit) => (
              <tr key={limit.purpose}>
                <th scope="row">{PURPOSE_WORDS[limit.purpose].label}</th>
                <td>{limitWords(limit, today, locale)}</td>
                <td>
                  <Button
                    look="quiet"
                    aria-label={`Change how long ${PURPOSE_WORDS[limit.purpose].label} holds`}
                    onPress={() => setChanging(limit)}
                  >
                    Change…
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {changing && <LimitDialog limit={changing} onClose={() => setChanging(null)} />}
    </Card>
  );
}
