import type { OwnRule } from '../../../shared/contract/own.ts';
import { EVENT_FLAGS } from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, get, number, run } from '../sql.ts';

/** Kinds of identifier that a visitor rule is compared with. Those of a log are made of an address: rules of their own. */
export const OWN_ID_KINDS = ['account', 'customer', 'cookie'] as const;

/** A `*` is any run of letters; everything else stands for itself, also what GLOB would read otherwise. */
const toGlob = (pattern: string): string => pattern.replace(/[[?]/g, '[$&]');

/** How a value is kept: a page or pseudonym as it is; else a keyed digest, with its masked form and the value sealed. */
export interface OwnValue {
  value: string;
  shown: string;
  sealed: Uint8Array | null;
}
/** A rule as it is kept. */
export interface StoredOwnRule extends OwnValue, Pick<OwnRule, 'id' | 'kind'> {}

/** All rules, oldest first, without what they match. */
export const listOwnRules = (db: ReadDb): StoredOwnRule[] =>
  all(db, 'SELECT id, kind, value, shown, sealed FROM own_rules ORDER BY id');

/** All rules with what they leave out now. */
export const countOwnRules = (db: ReadDb): (StoredOwnRule & { matches: number })[] =>
  listOwnRules(db).map((rule) => ({
    ...rule,
    matches:
      rule.kind === 'page'
        ? number(db, 'SELECT count(DISTINCT text) FROM pages WHERE text GLOB ?', toGlob(rule.value))
        : number(db, 'SELECT count(*) FROM own_people WHERE rule_id = ?', rule.id),
  }));

/** Id of the rule, made if new. */
export function addOwnRule(db: WriteDb, kind: OwnRule['kind'], { value, shown, sealed }: OwnValue): number {
  run(
    db,
    'INSERT OR IGNORE INTO own_rules (kind, value, shown, sealed) VALUES (?, ?, ?, ?)',
    kind,
    value,
    shown,
    sealed,
  );
  return number(db, 'SELECT id FROM own_rules WHERE kind = ? AND value = ?', kind, value);
}

/** Puts a sealed value in the place of one in clear. */
export const sealOwnRule = (db: WriteDb, rule: number, { value, shown, sealed }: OwnValue): void =>
  void run(db, 'UPDATE own_rules SET value = ?, shown = ?, sealed = ? WHERE id = ?', value, shown, sealed, rule);

/** Forgets a rule and whom it found; false when there is none. */
export const removeOwnRule = (db: WriteDb, rule: number): boolean =>
  run(db, 'DELETE FROM own_rules WHERE id = ?', rule).changes > 0;

/** Forgets rules about one person whose person is gone. */
export const dropLonePersonRules = (db: WriteDb): void =>
  void run(db, "DELETE FROM own_rules WHERE kind = 'person' AND id NOT IN (SELECT rule_id FROM own_people)");

/** Notes that a rule found a person. A rule that is gone meanwhile finds nobody. */
export function noteOwnPerson(db: WriteDb, person: number, rule: number): void {
  if (person > 0) run(db, 'INSERT OR IGNORE INTO own_people SELECT ?, id FROM own_rules WHERE id = ?', person, rule);
}

/** The person behind a hash; 0 for nobody. */
export const personOfHash = (db: ReadDb, hash: Uint8Array): number =>
  number(db, 'SELECT coalesce((SELECT person_id FROM identifiers WHERE hash = ?), 0)', hash);

/** Where identifiers that a visitor rule may mean come from. */
export const listIdScopes = (db: ReadDb): { kind: (typeof OWN_ID_KINDS)[number]; scope: string }[] =>
  all(
    db,
    `SELECT DISTINCT kind, scope FROM identifiers WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY kind, scope`,
    JSON.stringify(OWN_ID_KINDS),
  );

/** Whether there is any rule. */
export const hasOwnRules = (db: ReadDb): boolean => get(db, 'SELECT 1 FROM own_rules LIMIT 1') !== undefined;

/** Marks loaded events that a rule leaves out as the business's own. */
export function markOwnEvents(
  db: ReadDb,
  { person, page, flags }: { person: Uint32Array; page: Uint32Array; flags: Uint8Array },
): void {
  if (flags.length === 0 || !hasOwnRules(db)) return;
  const people = marks(all(db, 'SELECT DISTINCT person_id AS id FROM own_people'));
  const pages = marks(
    listOwnRules(db)
      .filter(({ kind }) => kind === 'page')
      .flatMap(({ value }) => all<{ id: number }>(db, 'SELECT id FROM pages WHERE text GLOB ?', toGlob(value))),
  );
  for (let i = 0; i < flags.length; i++)
    if (people[person[i] as number] === 1 || pages[page[i] as number] === 1)
      flags[i] = (flags[i] as number) | EVENT_FLAGS.own;
}

function marks(rows: readonly { id: number }[]): Uint8Array {
  const found = new Uint8Array(rows.reduce((largest, { id }) => Math.max(largest, id), 0) + 1);
  for (const { id } of rows) found[id] = 1;
  return found;
}
