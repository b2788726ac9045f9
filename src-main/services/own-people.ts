import type { Identifier } from '../../shared/model.ts';
import type { ReadDb, WriteDb } from '../store/open.ts';
import { listOwnRules, noteOwnPerson, OWN_ID_KINDS } from '../store/tables/own.ts';
import type { KeyRing } from './key-ring.ts';
import { ownDigest } from './own-sealed.ts';

const visitorRules = (db: ReadDb) => listOwnRules(db).filter(({ kind }) => kind === 'visitor');

/** Notes people whom such a rule knows as found by it. */
export type OwnNoter = (person: number, identifiers: readonly Pick<Identifier, 'kind' | 'value'>[]) => void;

/** Loads the rules; null where there are none. */
export function makeOwnNoter(db: WriteDb, keys: KeyRing): OwnNoter | null {
  const rules = new Map(visitorRules(db).map(({ id, value }) => [value, id]));
  if (rules.size === 0) return null;
  return (person, identifiers) => {
    for (const { kind, value } of identifiers) {
      const rule = OWN_ID_KINDS.some((known) => known === kind)
        ? rules.get(ownDigest(keys, 'visitor', value.trim()))
        : undefined;
      if (rule !== undefined) noteOwnPerson(db, person, rule);
    }
  };
}
