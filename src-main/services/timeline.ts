import type { EventColumns, MessageColumns, OrderColumns, Tables } from '../../shared/columns.ts';
import type { Output } from '../../shared/contract.ts';
import type { NotCovered, TimelineEntry } from '../../shared/contract/privacy.ts';
import { AppError } from '../../shared/errors.ts';
import { BASES, EVENT_KINDS, MESSAGE_KINDS, PURPOSES } from '../../shared/model.ts';
import { IS_ACT } from '../analysis/base/scan.ts';
import { uncovered } from '../privacy/consent/covered.ts';
import type { ReadDb } from '../store/open.ts';
import { all } from '../store/sql.ts';
import { listConsents, listSaid } from '../store/tables/consents.ts';
import { textOfPages } from '../store/tables/pages.ts';
import { hasPerson } from '../store/tables/people.ts';
import { listPurposeLimits } from '../store/tables/purpose-limits.ts';
import type { QueryContext } from './context.ts';
import { cardOf, withheldOf } from './person-card.ts';

/** `run` = the import that it came with; 0 = none. */
type Placed = TimelineEntry & { run: number };

const entry = (given: Pick<Placed, 'atMs' | 'type' | 'kind' | 'text'> & Partial<Placed>): Placed => ({
  visit: null,
  amount: null,
  currency: '',
  notCovered: [],
  run: 0,
  ...given,
});

/** A person's acts with the number of their visit; rows of a person lie together in time order. */
function activityOf(db: ReadDb, events: EventColumns, person: number, idleMs: number): Placed[] {
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
      run: events.run[row] as number,
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

function messagesOf(db: ReadDb, { length, at, author, kind, id, run }: MessageColumns, person: number): Placed[] {
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
      run: run[i] as number,
    }),
  );
}

const STATES = ['', 'paid', 'refunded', 'cancelled', 'open'];

function ordersOf(db: ReadDb, orders: OrderColumns, person: number): Placed[] {
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
      run: orders.run[i] as number,
      amount: orders.total[i] as number,
      currency: orders.currencies[orders.currency[i] as number] ?? '',
    }),
  );
}

/** For which purposes an act is not covered by what its person said. */
function coverOf({ db, tables }: QueryContext, person: number): (act: Placed) => NotCovered[] {
  const said = Map.groupBy(listSaid(db, person), ({ purpose }) => purpose);
  if (said.size === 0) return () => [];
  const { basisOfRun } = tables.consent();
  const limits = new Map(listPurposeLimits(db).map(({ purpose, consentDays }) => [purpose, consentDays]));
  return ({ atMs, run }) =>
    PURPOSES.flatMap((purpose) => {
      const basis = BASES[basisOfRun[purpose][run] ?? 0] ?? 'none';
      const why = uncovered(said.get(purpose) ?? [], atMs, { basis, consentDays: limits.get(purpose) ?? null });
      return why === null ? [] : [{ purpose, why }];
    });
}

/** How many acts are not covered, by purpose and reason. */
function countUncovered(entries: readonly TimelineEntry[]): (NotCovered & { acts: number })[] {
  const all = entries.flatMap(({ notCovered }) => notCovered);
  const groups = Map.groupBy(all, ({ purpose, why }) => `${String(PURPOSES.indexOf(purpose))} ${why}`);
  return [...groups.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, same]) => ({ ...(same[0] as NotCovered), acts: same.length }));
}

/** Why nothing that a person did is shown although something is held; null when something is, or nothing is held. */
async function withheldActs(
  { db, tables }: QueryContext,
  person: number,
  permitted: Pick<Partial<Tables>, 'events' | 'messages' | 'orders'>,
): Promise<Output<'privacy.timeline'>['withheld']> {
  const index = tables.consent();
  const withheld = withheldOf(index, person);
  if (withheld !== null) return withheld;
  if (index.closed.service) return 'purpose-over';
  const { events, messages, orders } = permitted;
  const shown = [events?.person, messages?.author, orders?.buyer].some((people) => people?.includes(person));
  if (shown) return null;
  const card = cardOf(db, await tables.heldByPerson(), person);
  return card.events + card.messages + card.orders > 0 ? 'imports' : null;
}

/**
 * Everything one person did, wrote, bought and said, newest first: what may be used for the service, and the consents
 * themselves, with what came after a no, or before the yes it rests on. Where no act may be shown it says why. Single
 * people are not shown to advisers.
 */
export async function timelineOf(
  context: QueryContext,
  person: number,
  limit: number,
): Promise<Output<'privacy.timeline'>> {
  const { db, tables, settings } = context;
  const { workspaceKind, sessionIdleMinutes } = settings();
  if (workspaceKind === 'adviser') throw new AppError('not-allowed-here');
  if (!hasPerson(db, person)) throw new AppError('not-found');
  const permitted = (await tables.permitted(['events', 'messages', 'orders'], 'service')).tables;
  const cover = coverOf(context, person);
  const acts = [
    ...(permitted.events ? activityOf(db, permitted.events, person, sessionIdleMinutes * 60_000) : []),
    ...(permitted.messages ? messagesOf(db, permitted.messages, person) : []),
    ...(permitted.orders ? ordersOf(db, permitted.orders, person) : []),
  ].map((act) => ({ ...act, notCovered: cover(act) }));
  const entries = [
    ...acts,
    ...listConsents(db, person).map(({ purpose, state, at_ms }) =>
      entry({ atMs: at_ms, type: 'consent', kind: state, text: purpose }),
    ),
  ];
  entries.sort((a, b) => b.atMs - a.atMs);
  return {
    entries: entries.slice(0, limit).map(({ run: _run, ...shown }) => shown),
    total: entries.length,
    notCovered: countUncovered(acts),
    withheld: await withheldActs(context, person, permitted),
  };
}
