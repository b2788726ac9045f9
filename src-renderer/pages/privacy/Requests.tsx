import { FileDown, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { PersonRequest } from '../../../shared/contract/rights.ts';
import { errorText } from '../../api/error-text.ts';
import { useCommand } from '../../api/use-command.ts';
import { useQuery } from '../../api/use-query.ts';
import { setQuery, usePlace } from '../../state/place.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { formatDay } from '../../ui/format.ts';
import { type Locale, useLocale } from '../../ui/locale.ts';
import { personName } from '../../ui/person-name.ts';
import { ErrorState, Note, Skeleton } from '../../ui/States.tsx';
import type { DataColumn } from '../../ui/table-column.ts';
import { FindPerson } from './FindPerson.tsx';
import { NewRequest } from './NewRequest.tsx';
import { RequestDrawer } from './RequestDrawer.tsx';
import { dueWords, IDENTITY_WORDS, KIND_OF_REQUEST, STATE_OF_REQUEST } from './request-words.ts';
import { saveMade } from './save-made.ts';

function columnsOf(locale: Locale): DataColumn<PersonRequest>[] {
  const text = (
    id: string,
    label: string,
    width: number,
    of: (entry: PersonRequest) => string,
  ): DataColumn<PersonRequest> => ({
    id,
    label,
    kind: 'text',
    value: of,
    text: of,
    width,
  });
  return [
    { id: 'no', label: 'No.', kind: 'number', value: ({ id }) => id, text: ({ id }) => String(id), width: 70 },
    text('kind', 'They want to', 190, ({ kind }) => KIND_OF_REQUEST[kind].label),
    { ...text('due', 'Answer by', 130, ({ dueMs }) => formatDay(dueMs, locale)), value: ({ dueMs }) => dueMs },
    text('left', 'Time', 120, (entry) => dueWords(entry, Date.now())),
    text('state', 'State', 110, ({ state }) => STATE_OF_REQUEST[state]),
    text('who', 'Person', 130, ({ person }) => (person === null ? '–' : personName(person, locale))),
    text('identity', 'Identity', 170, ({ identity }) => IDENTITY_WORDS[identity]),
    {
      ...text('received', 'Came in', 130, ({ receivedMs }) => formatDay(receivedMs, locale)),
      value: ({ receivedMs }) => receivedMs,
    },
    text('repeat', 'Repeats', 100, ({ duplicateOf }) => (duplicateOf === null ? '' : `no. ${duplicateOf}`)),
  ];
}

function Register({ requests, open }: { requests: readonly PersonRequest[]; open: number }) {
  const locale = useLocale();
  const columns = useMemo(() => columnsOf(locale), [locale]);
  const [adding, setAdding] = useState(false);
  const register = useCommand('rights.register');
  const shown = requests.find(({ id }) => id === open);
  return (
    <Card
      title="Requests of people"
      subtitle="Who asked for what, by when it must be answered, and what was done. It stays when the person is erased."
      foot="Deadlines: GDPR one month; CCPA 45 days, opt-outs 15 business days. Public holidays are not counted, so a date may be early, never late. This helps you keep them; it is no legal advice."
      tools={
        <>
          <Button look="main" icon={<Plus aria-hidden className="icon" />} onPress={() => setAdding(true)}>
            New request
          </Button>
          {requests.length > 0 && (
            <Button
              icon={<FileDown aria-hidden className="icon" />}
              isDisabled={register.isPending}
              onPress={() => register.mutate({}, { onSuccess: saveMade })}
            >
              Save as CSV
            </Button>
          )}
        </>
      }
    >
      {requests.length === 0 ? (
        <Note>No request has come in yet. When one does, note it here: the deadline runs from the day it came.</Note>
      ) : (
        <DataTable
          label="Requests"
          columns={columns}
          rows={requests}
          rowKey={({ id }) => String(id)}
          onOpen={({ id }) => setQuery({ request: String(id) })}
        />
      )}
      {register.error && <ErrorState {...errorText(register.error)} />}
      {adding && (
        <NewRequest
          onClose={() => setAdding(false)}
          onMade={(request) => {
            setAdding(false);
            setQuery({ request: String(request) });
          }}
        />
      )}
      {shown && <RequestDrawer key={shown.id} request={shown} onClose={() => setQuery({ request: null })} />}
    </Card>
  );
}

/** People's rights: the register of requests, and finding one person. `?request=…` opens one. */
export function Requests() {
  const open = Number(usePlace((place) => place.query.request ?? ''));
  const { data, error, refetch } = useQuery('rights.requests', {});
  if (error) return <ErrorState {...errorText(error)} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <div className="stack wide">
      <Register requests={data} open={open} />
      <Card title="Find a person" subtitle="By anything they are known by. That you searched is noted, not for whom.">
        <FindPerson verb="Open" onChoose={(person) => setQuery({ tab: 'people', person: String(person) })} />
      </Card>
    </div>
  );
}
