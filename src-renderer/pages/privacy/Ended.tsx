import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState, Note } from '../../ui/States.tsx';
import { endedNotes, endedWithoutRule, type Source } from './keeping-words.ts';

const AT_ONCE = { run: 0, format: '', purpose: 'ended', months: 0 } as const;

/** Imports whose basis has ended: what of them is still held, and the rule that takes it away. */
export function Ended({ sources }: { sources: readonly Source[] }) {
  const locale = useLocale();
  const count = useCommand('retention.ended');
  const set = useCommand('retention.set');
  const left = endedWithoutRule(sources);
  const error = count.error ?? set.error;
  return (
    <Card
      title="Held though nothing may use it"
      subtitle="The basis of these imports has ended: no figure, segment or export uses their rows. The law asks for them to go, unless another law has you keep them, as invoices."
      foot="A rule removes nothing by itself yet: look below at what would go. The rules are carried out at every start and after every import."
    >
      <div className="stack">
        <div className="row">
          <Button isDisabled={count.isPending} onPress={() => count.mutate({})}>
            Count the rows
          </Button>
          {left.length > 0 && (
            <Button isDisabled={set.isPending} onPress={() => set.mutate(AT_ONCE)}>
              Set a rule: such rows go
            </Button>
          )}
        </div>
        {left.length === 0 && <Note tone="good">A rule takes these rows away.</Note>}
        {count.data && (
          <ul className="plain stack tight">
            {endedNotes(count.data, locale).map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        {error && <ErrorState {...errorText(error)} />}
      </div>
    </Card>
  );
}
