import type { PurposeUse } from '../../shared/contract/privacy.ts';
import { AppError } from '../../shared/errors.ts';
import { PURPOSES } from '../../shared/model.ts';
import type { ReadDb } from '../store/open.ts';
import { all, get } from '../store/sql.ts';
import { getBasisDates, holdsAt, listBasisDates, saveBasisDates } from '../store/tables/basis-dates.ts';
import { addConsent } from '../store/tables/consents.ts';
import { countPeople, hasPerson, listIdentifiers, setRestricted } from '../store/tables/people.ts';
import { getBasis, saveBasis } from '../store/tables/runs.ts';
import type { CommandContext, QueryContext } from './context.ts';
import type { Group } from './handlers.ts';
import { holdings } from './holdings.ts';
import { keptLayer } from './kept-meaning.ts';
import { cardOf, seenCard, withheldOf } from './person-card.ts';
import { readAgain } from './reading.ts';
import type { HeldByPerson } from './table-shelf.ts';
import { timelineOf } from './timeline.ts';

const BY_MESSAGES = `SELECT p.id FROM people p
  LEFT JOIN (SELECT author_id, count(*) AS n FROM messages WHERE current = 1 GROUP BY author_id) m ON m.author_id = p.id
  ORDER BY coalesce(m.n, 0) DESC, p.id`;

/** Ids of a page of people. Those whose acts are withheld come last where acts decide: their place would tell how many they have. */
function pageOf(
  { db, tables }: QueryContext,
  orders: HeldByPerson,
  { offset, limit, order }: { offset: number; limit: number; order: 'recent' | 'orders' | 'messages' },
): number[] {
  const idsOf = (sql: string, ...given: number[]) => all<{ id: number }>(db, sql, ...given).map(({ id }) => id);
  if (order === 'recent') return idsOf('SELECT p.id FROM people p ORDER BY p.id DESC LIMIT ? OFFSET ?', limit, offset);
  const index = tables.consent();
  const ids = idsOf(order === 'messages' ? BY_MESSAGES : 'SELECT id FROM people ORDER BY id');
  const shown = ids.filter((id) => withheldOf(index, id) === null);
  if (order === 'orders') shown.sort((a, b) => (orders.count[b] ?? 0) - (orders.count[a] ?? 0));
  const withheld = ids.filter((id) => withheldOf(index, id) !== null).sort((a, b) => a - b);
  return [...shown, ...withheld].slice(offset, offset + limit);
}

function usesOf({ db, tables, options }: QueryContext): PurposeUse[] {
  const index = tables.consent();
  const runs = all<{ id: number; file_name: string }>(
    db,
    "SELECT id, file_name FROM import_runs WHERE state = 'ready' ORDER BY id",
  );
  const people = all<{ id: number }>(db, 'SELECT id FROM people').map((row) => row.id);
  const bestBasis = basisOfPeople(db, options.now());
  return PURPOSES.map((purpose) => {
    const use: PurposeUse = {
      purpose,
      allowed: 0,
      denied: 0,
      unknown: 0,
      restricted: 0,
      basisBySource: runs.map(({ id, file_name }) => ({
        run: id,
        file: file_name,
        basis: getBasis(db, id)[purpose],
        dates: getBasisDates(db, id),
      })),
    };
    const withoutConsent = bestBasis.get(purpose);
    for (const person of people) {
      const state = index.state[purpose][person];
      if (index.restricted[person] === 1) use.restricted++;
      else if (state === 2) use.denied++;
      else if (index.closed[purpose]) use.unknown++;
      else if (state === 1 || withoutConsent?.has(person)) use.allowed++;
      else use.unknown++;
    }
    return use;
  });
}

/** People who may be used for a purpose without asking them: some source of theirs rests on contract or legitimate interest. */
function basisOfPeople(db: ReadDb, nowMs: number): Map<string, Set<number>> {
  const over = listBasisDates(db).flatMap((dates) => (holdsAt(dates, nowMs) ? [] : [dates.run]));
  const rows = all<{ purpose: string; person: number }>(
    db,
    `SELECT DISTINCT b.purpose AS purpose, i.person_id AS person FROM run_basis b
     JOIN sightings s ON s.run_id = b.run_id JOIN identifiers i ON i.id = s.identifier_id
     WHERE b.basis IN ('contract', 'legitimate-interest') AND b.run_id NOT IN (SELECT value FROM json_each(?))`,
    JSON.stringify(over),
  );
  const found = new Map<string, Set<number>>();
  for (const { purpose, person } of rows) {
    const set = found.get(purpose) ?? new Set();
    set.add(person);
    found.set(purpose, set);
  }
  return found;
}

/** Who may be looked at has changed, and with it what may be learnt from. */
export function permissionsChanged(context: CommandContext): number {
  const revision = context.touch();
  if (keptLayer(context.db)) readAgain(context);
  return revision;
}

export const privacy: Group<'privacy'> = {
  'privacy.holdings': (context) => holdings(context),
  'privacy.purposes': usesOf,
  'privacy.people': async (context, page) => {
    const { db, tables } = context;
    const held = await tables.heldByPerson();
    return {
      total: countPeople(db),
      people: pageOf(context, held.orders, page).map((id) => seenCard(cardOf(db, held, id), tables.consent())),
    };
  },
  'privacy.person': async ({ db, tables }, { person }) =>
    seenCard(cardOf(db, await tables.heldByPerson(), person), tables.consent()),
  'privacy.timeline': (context, { person, limit }) => timelineOf(context, person, limit),
  'privacy.setBasis': (context, { run, basis, dates }) => {
    const { db, audit } = context;
    if (!get(db, 'SELECT 1 FROM import_runs WHERE id = ?', run)) throw new AppError('not-found');
    db.transaction(() => {
      saveBasis(db, run, basis);
      if (dates) saveBasisDates(db, run, dates);
      // 0 = none: facts of the log have no null.
      audit('basis.set', {
        run,
        ...basis,
        ...(dates ? { fromMs: dates.fromMs ?? 0, untilMs: dates.untilMs ?? 0 } : {}),
      });
    })();
    return { revision: permissionsChanged(context) };
  },
  'privacy.setConsent': (context, { person, purpose, state }) => {
    const { db, options, audit } = context;
    if (!hasPerson(db, person)) throw new AppError('not-found');
    db.transaction(() => {
      addConsent(db, {
        person,
        purpose,
        state,
        atMs: options.now(),
        wording: 'recorded by hand',
        run: null,
        line: null,
      });
      audit('consent.recorded', { person, purpose, state });
    })();
    return { revision: permissionsChanged(context) };
  },
  'privacy.setRestricted': (context, { person, restricted }) => {
    const { db, audit } = context;
    if (!hasPerson(db, person)) throw new AppError('not-found');
    db.transaction(() => {
      setRestricted(db, person, restricted);
      audit(restricted ? 'person.restricted' : 'person.unrestricted', { person });
    })();
    return { revision: permissionsChanged(context) };
  },
  'privacy.reveal': ({ db, keys, audit, settings }, { person }) => {
    if (settings().workspaceKind === 'adviser') throw new AppError('not-allowed-here');
    if (!hasPerson(db, person)) throw new AppError('not-found');
    const identifiers = listIdentifiers(db, person).flatMap(({ kind, scope, hash, sealed }) =>
      sealed ? [{ kind, scope, value: keys.reveal(hash, sealed) }] : [],
    );
    audit('person.revealed', { person, identifiers: identifiers.length });
    return { identifiers };
  },
};
