import type { PersonRequest } from '../../shared/contract/rights.ts';
import { AppError } from '../../shared/errors.ts';
import { pseudonymOf } from '../../shared/ids.ts';
import { DAY_MS } from '../../shared/time.ts';
import { dueDates } from '../privacy/due-dates.ts';
import { suppressionMark } from '../privacy/suppress.ts';
import { requestRegister } from '../reports/request-register.ts';
import { hasPerson, listIdentifiers } from '../store/tables/people.ts';
import {
  findDuplicate,
  getRequest,
  insertRequest,
  listRequests,
  type RequestRow,
  saveRequest,
} from '../store/tables/requests.ts';
import type { CommandContext, QueryContext } from './context.ts';
import type { Group } from './handlers.ts';
import { heedRequest } from './objections.ts';
import { permissionsChanged } from './privacy.ts';

/** For how long the same request counts as a repeat: twice in twelve months is free under the CCPA. */
const REPEAT_MS = 365 * DAY_MS;

function toRequest({ db, options, settings }: QueryContext, row: RequestRow): PersonRequest {
  const { extendedMs } = dueDates(row.law, row.kind, row.received_ms, settings().zone);
  return {
    id: row.id,
    kind: row.kind,
    law: row.law,
    channel: row.channel,
    receivedMs: row.received_ms,
    confirmByMs: row.confirm_by_ms,
    dueMs: row.due_ms,
    extended: row.extended === 1,
    canExtend: row.state === 'open' && row.extended === 0 && extendedMs !== null,
    overdue: row.state === 'open' && options.now() > row.due_ms,
    person: row.person_id,
    pseudonym: row.person_id === null ? null : pseudonymOf(row.person_id),
    identity: row.identity,
    identityNote: row.identity_note,
    note: row.note,
    state: row.state,
    closedMs: row.closed_ms,
    duplicateOf: findDuplicate(db, row, row.received_ms - REPEAT_MS),
  };
}

function rowOf({ db }: QueryContext, id: number): RequestRow {
  const row = getRequest(db, id);
  if (!row) throw new AppError('not-found');
  return row;
}

/** The row with its person noted, and a fingerprint that recognises them once they are erased. */
function withPerson({ db }: QueryContext, row: RequestRow, person: number): RequestRow {
  if (!hasPerson(db, person)) throw new AppError('not-found');
  const [strongest] = listIdentifiers(db, person);
  return { ...row, person_id: person, subject: strongest ? suppressionMark(strongest.hash) : null };
}

function save(context: CommandContext, action: string, row: RequestRow): PersonRequest {
  const { db, audit, touch } = context;
  db.transaction(() => {
    saveRequest(db, row);
    audit(action, { request: row.id, kind: row.kind, state: row.state, identity: row.identity });
  })();
  touch();
  return toRequest(context, row);
}

/** What the request forbids holds at once, and is noted. */
function heed({ db, options, audit }: CommandContext, request: Parameters<typeof heedRequest>[1]): void {
  if (heedRequest(db, request, options.now())) audit('request.heeded', { request: request.id, person: request.person });
}

/** Closes a request as done, when it is still open: what it asked for has been carried out. */
export function completeRequest({ db, options }: CommandContext, id: number): void {
  const row = getRequest(db, id);
  if (!row) throw new AppError('not-found');
  if (row.state === 'open') saveRequest(db, { ...row, state: 'done', closed_ms: options.now() });
}

type Requests = Pick<
  Group<'rights'>,
  'rights.requests' | 'rights.receive' | 'rights.update' | 'rights.extend' | 'rights.register'
>;

const list = (context: QueryContext) => listRequests(context.db).map((row) => toRequest(context, row));

export const requests: Requests = {
  'rights.requests': list,
  'rights.receive': (context, { kind, law, channel, receivedMs, person, note }) => {
    const { db, settings, options, audit, touch } = context;
    if (receivedMs > options.now() + DAY_MS) throw new AppError('invalid-input', { field: 'receivedMs' });
    const { confirmByMs, dueMs } = dueDates(law, kind, receivedMs, settings().zone);
    const at = Math.round(receivedMs);
    const id = db.transaction(() => {
      const request = insertRequest(db, {
        kind,
        law,
        channel,
        received_ms: at,
        confirm_by_ms: confirmByMs,
        due_ms: dueMs,
        note,
      });
      if (person !== undefined) saveRequest(db, withPerson(context, rowOf(context, request), person));
      audit('request.received', { request, kind, law });
      if (person !== undefined) heed(context, { id: request, kind, person });
      return request;
    })();
    if (person === undefined) touch();
    else permissionsChanged(context);
    return { request: id, duplicateOf: toRequest(context, rowOf(context, id)).duplicateOf };
  },
  'rights.update': (context, { request, person, identity, identityNote, note, state }) => {
    const { db } = context;
    const before = rowOf(context, request);
    const row = person === undefined ? before : withPerson(context, before, person);
    const next: RequestRow = {
      ...row,
      identity: identity ?? row.identity,
      identity_note: identityNote ?? row.identity_note,
      note: note ?? row.note,
      state: state ?? row.state,
      closed_ms: (state ?? row.state) === 'open' ? null : (row.closed_ms ?? context.options.now()),
    };
    if (person === undefined || person === before.person_id) return save(context, 'request.updated', next);
    db.transaction(() => heed(context, { id: request, kind: row.kind, person }))();
    const saved = save(context, 'request.updated', next);
    permissionsChanged(context);
    return saved;
  },
  'rights.extend': (context, { request, reason }) => {
    const row = rowOf(context, request);
    const { extendedMs } = dueDates(row.law, row.kind, row.received_ms, context.settings().zone);
    if (row.state !== 'open' || row.extended === 1 || extendedMs === null) throw new AppError('not-allowed-here');
    const note = [row.note, `Extended: ${reason}`].filter((part) => part !== '').join('\n');
    return save(context, 'request.extended', { ...row, due_ms: extendedMs, extended: 1, note });
  },
  'rights.register': (context) => {
    const entries = list(context);
    const bytes = requestRegister(entries);
    context.audit('register.exported', { requests: entries.length, bytes: bytes.length });
    const day = new Date(context.options.now()).toISOString().slice(0, 10);
    return { fileName: `requests-${day}.csv`, mime: 'text/csv', bytes };
  },
};
