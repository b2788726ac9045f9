import { useMemo } from 'react';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { Select } from '../../ui/Fields.tsx';
import { formatOf } from '../../ui/format.ts';
import { useLocale } from '../../ui/locale.ts';
import { personName } from '../../ui/person-name.ts';
import { ErrorState, Skeleton } from '../../ui/States.tsx';

const MOST = 100;

/** Picks one of the most frequent buyers, by pseudonym. Names never stand in a list. */
export function PickPerson({ person, onPick }: { person: number | null; onPick: (person: number) => void }) {
  const locale = useLocale();
  const { data, error, refetch } = useQuery('privacy.people', { offset: 0, limit: MOST, order: 'orders' });
  const options = useMemo(
    () =>
      (data?.people ?? [])
        .flatMap(({ person: id, orders }) => (orders === null || orders === 0 ? [] : [{ id, orders }]))
        .map(({ id, orders }) => ({
          id: String(id),
          label: personName(id, locale),
          about: formatOf(orders, 'order', 'orders', locale),
        })),
    [data, locale],
  );
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={1} />;
  return (
    <Select
      label={`Buyer (the ${options.length} with most orders)`}
      value={person === null ? null : String(person)}
      options={options}
      onChange={(id) => onPick(Number(id))}
    />
  );
}
