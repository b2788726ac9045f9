import { useMemo, useState } from 'react';
import { errorText } from '../../api/error-text.ts';
import { useQuery } from '../../api/use-query.ts';
import { useStatus } from '../../api/use-status.ts';
import { setQuery, usePlace } from '../../state/place.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { TextField } from '../../ui/Fields.tsx';
import { useLocale } from '../../ui/locale.ts';
import { resultColumns } from '../../ui/result-columns.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import { NarrowedNow } from '../NarrowedTo.tsx';
import { useFilter } from '../use-filter.ts';
import { queryProblem } from './found-words.ts';

const LIMIT = 500;
const WISHES = { hide: ['run', 'id'] };

/** Finds messages by their words, in the dates chosen. `?words=…` holds what is looked for. */
export function SearchMessages() {
  const status = useStatus();
  const words = usePlace((place) => place.query.words ?? '');
  const [typed, setTyped] = useState(words);
  const { filter, ready } = useFilter();
  const asks = ready && words.trim() !== '';
  const { data, error } = useQuery(
    'listening.search',
    { query: words.trim() || ' ', filter, limit: LIMIT },
    { enabled: asks },
  );
  const problem = queryProblem(error);
  if (status?.settings.workspaceKind === 'adviser')
    return <Note>In a workspace for somebody else’s data, single messages are not listed.</Note>;
  return (
    <Card
      title="Search messages"
      subtitle={
        'All words must be there. "A phrase", OR, -without, begin*, cold NEAR/5 coffee, network:x, kind:review, from:others.'
      }
      foot={<NarrowedNow />}
    >
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          setQuery({ words: typed.trim() || null });
        }}
      >
        <TextField
          label="Words"
          type="search"
          value={typed}
          onChange={setTyped}
          size={48}
          error={asks ? problem : undefined}
        />
        <Button type="submit" look="main">
          Search
        </Button>
      </form>
      {asks && error && !problem && <ErrorState {...errorText(error)} />}
      {asks && !data && !error && <Skeleton lines={5} />}
      {asks && data && !error && <Hits reply={data} />}
    </Card>
  );
}

type Reply = NonNullable<ReturnType<typeof useQuery<'listening.search'>>['data']>;

function Hits({ reply: { table, capped } }: { reply: Reply }) {
  const locale = useLocale();
  const columns = useMemo(() => resultColumns(table, locale, WISHES), [table, locale]);
  if (table.rows.length === 0) return <p className="quiet">No message in these dates holds these words.</p>;
  return (
    <>
      {capped && (
        <p className="small quiet">Very many messages hold these words: the latest 20,000 were looked through.</p>
      )}
      <DataTable
        label="Messages found"
        columns={columns}
        rows={table.rows}
        rowKey={(row) => row.key}
        total={table.total}
      />
    </>
  );
}
