import { useMemo, useState } from 'react';
import { SEARCH_KINDS, type SavedSearch, type SearchKind } from '../../../shared/contract/listening.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Select, TextField } from '../../ui/Fields.tsx';
import { useLocale } from '../../ui/locale.ts';
import { resultColumns } from '../../ui/result-columns.ts';
import { ErrorState, Skeleton } from '../../ui/States.tsx';
import { NarrowedNow } from '../NarrowedTo.tsx';
import { useFilter } from '../use-filter.ts';
import { queryProblem, SEARCH_WORDS } from './found-words.ts';

const WISHES = { hide: ['scored'], words: SEARCH_WORDS };
const KINDS = SEARCH_KINDS.map((id) => ({ id, label: SEARCH_WORDS[id] ?? id }));

/** How much is said of the searches that are kept. */
export function Mentions() {
  const { data: searches } = useQuery('listening.searches', {});
  return (
    <div className="stack">
      {searches && searches.length > 0 && <Voice />}
      <Kept searches={searches ?? []} />
    </div>
  );
}

function Voice() {
  const { filter, ready } = useFilter();
  const locale = useLocale();
  const { data, error } = useQuery('listening.mentions', { filter }, { enabled: ready });
  const columns = useMemo(() => (data ? resultColumns(data.table, locale, WISHES) : []), [data, locale]);
  return (
    <Card
      title="Share of voice"
      subtitle="How much others say of each, in the dates chosen. A message that names two counts for both; passed-on messages, repeats and spam count for none."
      foot={<NarrowedNow />}
    >
      {error && <ErrorState {...errorText(error)} />}
      {!data && !error && <Skeleton lines={4} />}
      {data && (
        <DataTable
          label="Share of voice"
          columns={columns}
          rows={data.table.rows}
          rowKey={(row) => row.key}
          total={data.table.total}
        />
      )}
    </Card>
  );
}

function Kept({ searches }: { searches: readonly SavedSearch[] }) {
  const save = useCommand('listening.saveSearch');
  const remove = useCommand('listening.removeSearch');
  const [name, setName] = useState('');
  const [query, setQueryText] = useState('');
  const [kind, setKind] = useState<SearchKind>('own');
  const problem = queryProblem(save.error);
  return (
    <Card
      title="Brands, products, competitors"
      subtitle="A search for each: its names and the ways people write them. They stay when files are removed or come again."
    >
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(
            { name: name.trim(), kind, query: query.trim() },
            { onSuccess: () => [setName(''), setQueryText('')] },
          );
        }}
      >
        <TextField label="Name" value={name} onChange={setName} size={20} />
        <Select label="About" value={kind} options={KINDS} onChange={setKind} />
        <TextField
          label="Words"
          value={query}
          onChange={setQueryText}
          size={36}
          placeholder='hazel OR "hazel bakery"'
          error={problem}
        />
        <Button type="submit" isDisabled={name.trim() === '' || query.trim() === '' || save.isPending}>
          Keep it
        </Button>
      </form>
      {save.error && !problem && <ErrorState {...errorText(save.error)} />}
      <ul className="plain stack tight">
        {searches.map((search) => (
          <li key={search.id} className="row spread">
            <span>
              <strong>{search.name}</strong>{' '}
              <span className="small quiet">{`${SEARCH_WORDS[search.kind] ?? search.kind} · ${search.query}`}</span>
            </span>
            <Button
              look="quiet"
              aria-label={`Forget ${search.name}`}
              onPress={() => remove.mutate({ search: search.id })}
            >
              Forget
            </Button>
          </li>
        ))}
      </ul>
      {remove.error && <ErrorState {...errorText(remove.error)} />}
    </Card>
  );
}
