import { useState } from 'react';
import type { SeenPerson } from '../../../shared/contract/privacy.ts';
import { pseudonymOf } from '../../../shared/ids.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { say } from '../../state/notices.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/Dialog.tsx';
import { formatOf } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState } from '../../ui/States.tsx';

/** Leaves one person's visits out of every count – a tester, a supplier, one of the staff – and counts them again. */
export function LeaveOut({ card }: { card: SeenPerson }) {
  const locale = useLocale();
  const { data: rules } = useQuery('own.list', {});
  const add = useCommand('own.addPerson');
  const remove = useCommand('own.remove');
  const [asking, setAsking] = useState(false);
  const name = pseudonymOf(card.person);
  const rule = rules?.find(({ kind, value }) => kind === 'person' && value === name);
  const failed = add.error ?? remove.error;
  return (
    <section className="stack tight">
      <h3>Counting</h3>
      {rule ? (
        <p>
          Their visits are left out of every count.{' '}
          <Button
            isDisabled={remove.isPending}
            onPress={() =>
              remove.mutate({ rule: rule.id }, { onSuccess: () => say('Their visits count again.', 'good') })
            }
          >
            Count them again
          </Button>
        </p>
      ) : (
        <div className="row">
          <Button
            isDisabled={!rules || card.events === 0 || card.withheld !== null || add.isPending}
            onPress={() => setAsking(true)}
          >
            Leave out of every count…
          </Button>
        </div>
      )}
      <p className="small quiet">
        {card.withheld === null
          ? 'For testers, suppliers and staff. Nothing is deleted.'
          : 'Nothing they did counts anywhere as it is.'}
      </p>
      <ConfirmDialog
        title={`Leave ${name} out?`}
        isOpen={asking}
        verb="Leave out"
        onClose={() => setAsking(false)}
        onConfirm={() =>
          add.mutate({ person: card.person }, { onSuccess: () => say('Left out. Settings lists it.', 'good') })
        }
      >
        <p>
          {formatOf(card.events ?? 0, 'visit or event', 'visits and events', locale)} of theirs leave every figure.
          Orders and messages stay. You can take this back here or in Settings.
        </p>
      </ConfirmDialog>
      {failed && <ErrorState {...errorText(failed)} />}
    </section>
  );
}
