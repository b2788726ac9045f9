import type { EventColumns, MessageColumns, OrderColumns } from '../../shared/columns.ts';
import type { TimelineEntry } from '../../shared/contract/privacy.ts';
import { AppError } from '../../shared/errors.ts';
import { EVENT_KINDS, MESSAGE_KINDS } from '../../shared/model.ts';
import { IS_ACT } from '../analysis/base/scan.ts';
import type { ReadDb } from '../store/open.ts';
import { all } from '../store/sql.ts';
import { listConsents } from '../store/tables/consents.ts';
import { textOfPages } from '../store/tables/pages.ts';
import { hasPerson } from '../store/tables/people.ts';
import type { QueryContext } from './context.ts';

const entry = (
  given: Pick<TimelineEntry, 'atMs' | 'type' | 'kind' | 'text'> & Partial<TimelineEntry>,
): TimelineEntry => ({
  visit: null,
  amount: null,
  currency: '',
  ...given,
});

/** A person's acts with the number of their visit; rows of a person lie together in time order. */
function activityOf(db: ReadDb, events: EventColumns, person: number, idleMs: number): TimelineEntry[] {
  const first = events.person.indexOf(person);
  if (first < 0) return [];
  const rows: { row: number; visit: number }[] = [];
  let visit = 0;
  let previous = Number.NEGATIVE_INFINITY;
  for (let row = first; row < events.length && events.person[row] === person; row++) {
    if (IS_ACT[events.kind[row] as number] === 0) continue;
    const at = events.at[row] as number;
    if (at - previous > idleMs) visit++;
    previous = at;
    rows.push({ row, visit });
  }
  const pages = textOfPages(
    db,
    rows.map(({ row }) => events.page[row] as number),
  );
  return rows.map(({ row, visit: number }) =>
    entry({
      atMs: events.at[row] as number,
      type: 'activity',
      kind: EVENT_KINDS[events.kind[row] as number] ?? '',
      text: pages.get(events.page[row] as number) ?? '',
      visit: number,
      amount: (events.value[row] as number) || null,
    }),
  );
}

const MOST_WORDS = 280;

function textsOf(db: ReadDb, table: 'messages' | 'items', ids: readonly number[]): Map<number, string> {
  const column = table === 'messages' ? 'text' : 'name';
  const rows = all<{ id: number; text: string }>(
    db,
    `SELECT id, ${column} AS text FROM ${table} WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}

function messagesOf(db: ReadDb, { length, at, author, kind, id }: MessageColumns, person: number): TimelineEntry[] {
  const rows = Array.from({ length }, (_, i) => i).filter(
    (i) => author[i] === person && !Number.isNaN(at[i] as number),
  );
  const texts = textsOf(
    db,
    'messages',
    rows.map((i) => id[i] as number),
  );
  return rows.map((i) =>
    entry({
      atMs: at[i] as number,
      type: 'message',
      kind: MESSAGE_KINDS[kind[i] as number] ?? '',
      text: (texts.get(id[i] as number) ?? '').slice(0, MOST_WORDS),
    }),
  );
}

const STATES = ['', 'paid', 'refunded', 'cancelled', 'open'];

function ordersOf(db: ReadDb, orders: OrderColumns, person: number): TimelineEntry[] {
  const rows = Array.from({ length: orders.length }, (_, i) => i).filter((i) => orders.buyer[i] === person);
  const itemOf = (i: number) =>
    (orders.lineStart[i] as number) < (orders.lineStart[i + 1] as number)
      ? (orders.lineItem[orders.lineStart[i] as number] as number)
      : 0;
  const items = textsOf(db, 'items', rows.map(itemOf));
  return rows.map((i) =>
    entry({
      atMs: orders.at[i] as number,
      type: 'order',
      kind: STATES[orders.status[i] as number] ?? '',
      text: items.get(itemOf(i)) ?? '',
      amount: orders.total[i] as number,
      currency: orders.currencies[orders.currency[i] as number] ?? '',
    }),
  );
}

/**
 * Everything one person did, wrote, bought and said, newest first: what may be used for the service, and the consents
 * themselves. Single people are not shown to advisers.
 */
export async function timelineOf(
  { db, tables, settings }: QueryContext,
  person: number,
  limit: number,
): Promise<{ entries: TimelineEntry[]; total: number }> {
  const { workspaceKind, sessionIdleMinutes } = settings();
  if (workspaceKind === 'adviser') throw new AppError('not-allowed-here');
  if (!hasPerson(db, person)) throw new AppError('not-found');
  const permitted = (await tables.permitted(['events', 'messages', 'orders'], 'service')).tables;
  const entries = [
    ...(permitted.events ? activityOf(db, permitted.events, person, sessionIdleMinutes * 60_000) : []),
    ...(permitted.messages ? messagesOf(db, permitted.messages, person) : []),
    ...(permitted.orders ? ordersOf(db, permitted.orders, person) : []),
    ...listConsents(db, person).map(({ purpose, state, at_ms }) =>
      entry({ atMs: at_ms, type: 'consent', kind: state, text: purpose }),
    ),
  ];
  entries.sort((a, b) => b.atMs - a.atMs);
  return { entries: entries.slice(0, limit), total: entries.length };
}
