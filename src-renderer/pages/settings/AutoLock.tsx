import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { Select } from '../../ui/Fields.tsx';
import { ErrorState } from '../../ui/States.tsx';

const MINUTES = [5, 15, 30, 60, 240, 0] as const;
const OPTIONS = MINUTES.map((minutes) => ({
  id: String(minutes),
  label: minutes === 0 ? 'Only when Inglenook closes' : `After ${minutes} minutes`,
}));

/** When names and addresses lock by themselves; where all is encrypted, the whole workspace. */
export function AutoLock({ sealed }: { sealed: boolean }) {
  const { data } = useQuery('vault.about', {});
  const save = useCommand('vault.setAutoLock');
  if (!data) return null;
  return (
    <div className="stack tight">
      <Select
        label="Lock by itself"
        value={String(data.autoLockMinutes)}
        options={OPTIONS}
        isDisabled={save.isPending}
        onChange={(minutes) => save.mutate({ minutes: Number(minutes) })}
      />
      <p className="small quiet">
        {sealed
          ? 'Counted from the last time Inglenook was used. The whole workspace is closed then.'
          : 'Counted from the last time names were needed. Charts and tables go on working.'}
      </p>
      {save.error && <ErrorState {...errorText(save.error)} />}
    </div>
  );
}
