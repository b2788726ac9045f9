import type { FoundPerson, FoundWarning } from '../../shared/contract/rights.ts';
import { personOfPseudonym } from '../../shared/ids.ts';
import type { Identifier, IdentifierKind } from '../../shared/model.ts';
import { suppressionMark } from '../privacy/suppress.ts';
import { buyersOfOrder } from '../store/orders/of-person.ts';
import { all, get } from '../store/sql.ts';
import { hasPerson, listIdentifiers } from '../store/tables/people.ts';
import { forgetErased } from '../store/erased.ts';
import { listSuppressed, removeSuppressed, suppressedPlaces } from '../store/tables/suppressed.ts';
import type { CommandContext } from './context.ts';
import { cardOf } from './person-card.ts';

/** Kinds that many people may share, or that others can come to know. */
const WEAK: Readonly<Partial<Record<FoundPerson['by'], FoundWarning>>> = {
  name: 'name-is-shared',
  visitor: 'device-is-shared',
  cookie: 'device-is-shared',
  order: 'number-can-be-guessed',
  customer: 'number-can-be-guessed',
};

interface Match {
  person: number;
  by: FoundPerson['by'];
  scope: string;
}

/** The value as every kind of identifier it could be, in every place where such identifiers are held. */
function candidates({ db }: CommandContext, value: string, extra: readonly { kind: IdentifierKind; scope: string }[]) {
  const places = all<{ kind: IdentifierKind; scope: string }>(db, 'SELECT DISTINCT kind, scope FROM identifiers');
  const looked = new Set<string>();
  const found: Identifier[] = [];
  for (const { kind, scope } of [...places, ...extra]) {
    const place = kind === 'email' || kind === 'phone' ? kind : `${kind} ${scope}`;
    if (looked.has(place)) continue;
    looked.add(place);
    found.push({ kind, scope, value: value.trim() });
  }
  return found;
}

function matchesOf(context: CommandContext, value: string): Match[] {
  const { db, keys } = context;
  const byPseudonym = personOfPseudonym(value);
  if (byPseudonym > 0 && hasPerson(db, byPseudonym)) return [{ person: byPseudonym, by: 'pseudonym', scope: '' }];
  const found: Match[] = candidates(context, value, []).flatMap((identifier) => {
    const [stored] = keys.toStored([identifier]);
    const row =
      stored && get<{ person_id: number }>(db, 'SELECT person_id FROM identifiers WHERE hash = ?', stored.hash);
    return row ? [{ person: row.person_id, by: identifier.kind, scope: identifier.scope }] : [];
  });
  const orders = buyersOfOrder(db, [value.trim(), `#${value.trim()}`]);
  return [...found, ...orders.map(({ buyer, scope }) => ({ person: buyer, by: 'order' as const, scope }))];
}

function warningsOf({ db }: CommandContext, { person, by }: Match, people: number): FoundWarning[] {
  const identifiers = listIdentifiers(db, person);
  const several = ['email', 'phone', 'name'].some(
    (kind) => identifiers.filter((identifier) => identifier.kind === kind).length > 1,
  );
  const weak = WEAK[by];
  return [
    ...(weak ? [weak] : []),
    ...(several ? (['several-addresses'] as const) : []),
    ...(people > 1 ? (['several-people'] as const) : []),
  ];
}

/** Everyone who has this identifier, with what speaks against its being the person who asked. */
export async function findPeople(context: CommandContext, value: string): Promise<FoundPerson[]> {
  const { db, tables } = context;
  const matches = matchesOf(context, value);
  const first = new Map<number, Match>();
  for (const match of matches) if (!first.has(match.person)) first.set(match.person, match);
  if (first.size === 0) return [];
  const held = await tables.heldByPerson();
  return [...first.values()].map((match) => ({
    card: cardOf(db, held, match.person),
    by: match.by,
    scope: match.scope,
    strength: WEAK[match.by] ? 'weak' : 'strong',
    warnings: warningsOf(context, match, first.size),
  }));
}

/** Marks under which the value may stand on the list of people who were erased. */
const marksOf = (context: CommandContext, value: string): Uint8Array[] =>
  candidates(context, value, suppressedPlaces(context.db)).flatMap((identifier) =>
    context.keys.toStored([identifier]).map(({ hash }) => suppressionMark(hash)),
  );

/** Whether somebody with this identifier was erased and stays out of imports. */
export function isSuppressed(context: CommandContext, value: string): boolean {
  const list = listSuppressed(context.db);
  return marksOf(context, value).some((mark) => list.has(Buffer.from(mark).toString('hex')));
}

/** Takes the value off that list; answers how many entries went. */
export const unsuppress = (context: CommandContext, value: string): number =>
  marksOf(context, value).filter((mark) => {
    forgetErased(context.options.rootDir, Buffer.from(mark).toString('hex'));
    return removeSuppressed(context.db, mark);
  }).length;
