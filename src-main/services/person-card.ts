import type { PersonCard, SeenPerson, Withheld } from '../../shared/contract/privacy.ts';
import { AppError } from '../../shared/errors.ts';
import { pseudonymOf } from '../../shared/ids.ts';
import { CONSENT_STATES } from '../../shared/model.ts';
import type { ConsentIndex } from '../privacy/permit.ts';
import type { ReadDb } from '../store/open.ts';
import { get, number } from '../store/sql.ts';
import { listConsents } from '../store/tables/consents.ts';
import { listExportsOf } from '../store/tables/export-people.ts';
import { hasPerson, listIdentifiers } from '../store/tables/people.ts';
import type { HeldByPerson, HeldOfPeople } from './table-shelf.ts';

const DENIED = CONSENT_STATES.indexOf('denied');

/** What the shelf knows of one person's events or orders. */
const heldOf = (held: HeldByPerson, person: number) => {
  const n = held.count[person] ?? 0;
  return { n, first: n > 0 ? held.firstMs[person] : null, last: n > 0 ? held.lastMs[person] : null };
};

/** Why acts of a person are shown nowhere; null when nothing stands against it. What their imports allow is another question. */
export function withheldOf({ restricted, state }: ConsentIndex, person: number): Withheld | null {
  if (restricted[person] === 1) return 'restricted';
  return state.service[person] === DENIED ? 'objected' : null;
}

/** A card as it may be shown: without what a person did who does not want to be looked at. Packages and requests take the whole one. */
export function seenCard(card: PersonCard, index: ConsentIndex): SeenPerson {
  const withheld = withheldOf(index, card.person);
  return withheld === null
    ? { ...card, withheld }
    : { ...card, withheld, messages: null, events: null, orders: null, firstMs: null, lastMs: null };
}

/** What is held about one person, counted; no clear value. Throws `not-found`. */
export function cardOf(db: ReadDb, held: HeldOfPeople, person: number): PersonCard {
  if (!hasPerson(db, person)) throw new AppError('not-found');
  const messages = get<{ n: number; first: number | null; last: number | null }>(
    db,
    'SELECT count(*) AS n, min(at_ms) AS first, max(at_ms) AS last FROM messages WHERE author_id = ? AND current = 1',
    person,
  );
  const orders = heldOf(held.orders, person);
  const events = heldOf(held.visits, person);
  const times = [messages, orders, events]
    .flatMap((entry) => [entry?.first, entry?.last])
    .filter((at): at is number => typeof at === 'number');
  return {
    person,
    pseudonym: pseudonymOf(person),
    identifiers: listIdentifiers(db, person).map(({ kind, scope, sealed }) => ({
      kind,
      scope,
      inVault: sealed !== null,
    })),
    messages: messages?.n ?? 0,
    events: events.n,
    orders: orders.n,
    firstMs: times.length > 0 ? Math.min(...times) : null,
    lastMs: times.length > 0 ? Math.max(...times) : null,
    restricted: number(db, 'SELECT restricted FROM people WHERE id = ?', person) === 1,
    consents: listConsents(db, person).map(({ purpose, state, at_ms, wording, file_name, line }) => ({
      purpose,
      state,
      atMs: at_ms,
      wording,
      source: file_name ?? 'recorded by you',
      line,
    })),
    handedOut: listExportsOf(db, person).map(({ atMs, recipient }) => ({ atMs, recipient })),
  };
}
