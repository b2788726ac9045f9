import type { SaleTwins } from '../../../shared/contract/sales.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { formatCount } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { ErrorState } from '../../ui/States.tsx';
import { systemWords } from './words.ts';

/** Points out where two systems hold what look like the same sales, and lets the owner say which ones count. */
export function TwinSales() {
  const { data } = useQuery('sales.twins', {});
  if (!data || data.length === 0) return null;
  return (
    <Card
      title="The same sales twice?"
      subtitle="Same customer, same amount, at most a day apart, in two systems. Nothing is changed before you say so, and you can take it back any time."
    >
      <div className="stack">
        {data.map((twins) => (
          <Pair key={`${twins.one}\n${twins.other}`} twins={twins} />
        ))}
      </div>
    </Card>
  );
}

function Pair({ twins: { one, other, sales, counted } }: { twins: SaleTwins }) {
  const locale = useLocale();
  const once = useCommand('sales.countOnce');
  const both = useCommand('sales.countBoth');
  const isBusy = once.isPending || both.isPending;
  const error = once.error ?? both.error;
  const count = formatCount(sales, locale);
  const names = [systemWords(one), systemWords(other)] as const;
  const left = counted === one ? names[1] : names[0];
  return (
    <section className="stack tight" aria-label={`Sales in ${names[0]} and ${names[1]}`}>
      <p>
        {counted === null
          ? `${count} ${sales === 1 ? 'order looks' : 'orders look'} like the same sales in ${names[0]} and ${names[1]}. Both count at the moment.`
          : `${count} ${sales === 1 ? 'order' : 'orders'} of ${left} ${sales === 1 ? 'does' : 'do'} not count: ${systemWords(counted)} has the same sales, as you said.`}
      </p>
      <div className="row">
        {counted !== one && (
          <Button isDisabled={isBusy} onPress={() => once.mutate({ counted: one, leftOut: other })}>
            Count those of {names[0]}
          </Button>
        )}
        {counted !== other && (
          <Button isDisabled={isBusy} onPress={() => once.mutate({ counted: other, leftOut: one })}>
            Count those of {names[1]}
          </Button>
        )}
        {counted !== null && (
          <Button isDisabled={isBusy} onPress={() => both.mutate({ one, other })}>
            Count both again
          </Button>
        )}
      </div>
      {error && <ErrorState {...errorText(error)} />}
    </section>
  );
}
