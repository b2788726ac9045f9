import { useState } from 'react';
import type { Settings } from '../../../shared/contract/app.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { say } from '../../state/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { type Option, Select, Switch, TextField } from '../../ui/Fields.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { checkDraft, type Draft, toDraft } from './draft.ts';

const KINDS: readonly Option<Settings['workspaceKind']>[] = [
  { id: 'own', label: 'My own business', about: 'Every count is shown; small ones say “too few to conclude”.' },
  {
    id: 'adviser',
    label: 'Somebody else’s data',
    about: 'Groups smaller than the limit are never shown, on no screen.',
  },
];
const LOCALES = [
  'en-GB',
  'en-US',
  'de-DE',
  'fr-FR',
  'es-ES',
  'it-IT',
  'nl-NL',
  'pt-PT',
  'pl-PL',
  'sv-SE',
  'da-DK',
  'ja-JP',
];

/** The languages offered for numbers and dates, the present one among them, each by an example. */
function localeOptions(present: string): Option[] {
  return [...new Set([present, ...LOCALES])].map((id) => {
    const example = new Intl.NumberFormat(id, { maximumFractionDigits: 1 }).format(1234.5);
    return { id, label: `${new Intl.DisplayNames(id, { type: 'language' }).of(id) ?? id} – ${example}` };
  });
}

interface VisitsProps {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  field: (id: Written) => { value: string; onChange: (value: string) => void; error?: string };
}

/** What ends a visit, and which visits are too long to be a person's. */
function Visits({ draft, set, field }: VisitsProps) {
  return (
    <>
      <TextField
        label="A visit ends after this many quiet minutes"
        inputMode="numeric"
        {...field('sessionIdleMinutes')}
        size={6}
      />
      <Switch
        isSelected={draft.sessionEndsAtMidnight}
        onChange={(sessionEndsAtMidnight) => set({ sessionEndsAtMidnight })}
      >
        A visit also ends at midnight
      </Switch>
      <Switch isSelected={draft.sessionEndsAtSource} onChange={(sessionEndsAtSource) => set({ sessionEndsAtSource })}>
        A visit also ends when somebody comes through another source or campaign
      </Switch>
      <TextField
        label="Leave out visits with more acts than"
        about="Nobody looks at thousands of pages in one go: programs that pose as browsers do. 0 leaves none out."
        inputMode="numeric"
        {...field('mostActsPerVisit')}
        size={6}
      />
    </>
  );
}

/** Settings that are written as text. */
type Written = { [K in keyof Draft]: Draft[K] extends boolean ? never : K }[keyof Draft];

/** Name and kind of the workspace, and the numbers that decide how things are counted. */
export function Workspace({ settings }: { settings: Settings }) {
  const [draft, setDraft] = useState<Draft>(() => toDraft(settings));
  const save = useCommand('settings.save');
  const { settings: checked, problems } = checkDraft(draft);
  const changed = JSON.stringify(draft) !== JSON.stringify(toDraft(settings));
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const field = (id: Written) => ({
    value: draft[id],
    onChange: (value: string) => set({ [id]: value }),
    ...(problems[id] ? { error: problems[id] } : {}),
  });
  const submit = () => checked && save.mutate(checked, { onSuccess: () => say('Saved.', 'good') });
  return (
    <Card title="Workspace and counting">
      <form
        className="stack wide"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField label="Name of the workspace" {...field('workspaceName')} size={32} />
        <Select
          label="Whose data is it?"
          value={draft.workspaceKind}
          options={KINDS}
          onChange={(workspaceKind) => set({ workspaceKind })}
        />
        <TextField label="Time zone" about="Decides where a day begins and ends." {...field('zone')} size={24} />
        <Select
          label="Numbers and dates"
          value={draft.locale}
          options={localeOptions(settings.locale)}
          onChange={(locale) => set({ locale })}
        />
        <TextField
          label="Smallest group"
          about="Fewer people than this never leave the screen in a report, and are “too few to conclude” on it."
          inputMode="numeric"
          {...field('smallGroup')}
          size={6}
        />
        <Visits draft={draft} set={set} field={field} />
        {save.error && <ErrorState {...errorText(save.error)} />}
        <div className="row">
          <Button look="main" type="submit" isDisabled={!changed || !checked || save.isPending}>
            Save
          </Button>
          {changed && <Button onPress={() => setDraft(toDraft(settings))}>Take back</Button>}
        </div>
      </form>
    </Card>
  );
}
