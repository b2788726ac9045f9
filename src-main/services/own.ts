import { AppError } from '../../shared/errors.ts';
import { pseudonymOf } from '../../shared/ids.ts';
import type { ReadDb } from '../store/open.ts';
import {
  addOwnRule,
  countOwnRules,
  listIdScopes,
  listOwnRules,
  noteOwnPerson,
  personOfHash,
  removeOwnRule,
} from '../store/tables/own.ts';
import { hasPerson } from '../store/tables/people.ts';
import type { CommandContext } from './context.ts';
import type { Group } from './handlers.ts';
import { ownValue, shownValue, toOwnValue } from './own-sealed.ts';

/** More rules than anybody keeps by hand; each new visitor of a log is compared with every address. */
const MOST_RULES = 500;

/** Marks the people that are already known by this id, wherever it comes from. */
function findKnown({ db, keys }: CommandContext, rule: number, value: string): void {
  for (const { kind, scope } of listIdScopes(db))
    for (const { hash } of keys.toStored([{ kind, scope, value }])) noteOwnPerson(db, personOfHash(db, hash), rule);
}

function checkRoom(db: ReadDb): void {
  const rules = listOwnRules(db).length;
  if (rules >= MOST_RULES) throw new AppError('invalid-input', { field: 'value', rules });
}

export const own: Group<'own'> = {
  'own.list': ({ db }) =>
    countOwnRules(db).map((rule) => ({
      id: rule.id,
      kind: rule.kind,
      value: shownValue(rule),
      matches: rule.matches,
    })),
  'own.reveal': ({ db, keys, audit }) => {
    keys.assertOpen();
    audit('own.revealed');
    return listOwnRules(db).map((rule) => ({ id: rule.id, value: ownValue(keys, rule) }));
  },
  'own.add': (context, { kind, value }) => {
    const { db, touch, audit, keys } = context;
    checkRoom(db);
    const given = toOwnValue(keys, kind, value.trim());
    const rule = db.transaction(() => {
      const made = addOwnRule(db, kind, given);
      if (kind === 'visitor') findKnown(context, made, value.trim());
      return made;
    })();
    audit('own.added', { kind });
    touch();
    return { id: rule };
  },
  'own.addPerson': ({ db, touch, audit }, { person }) => {
    if (!hasPerson(db, person)) throw new AppError('not-found');
    checkRoom(db);
    const rule = db.transaction(() => {
      const made = addOwnRule(db, 'person', { value: pseudonymOf(person), shown: '', sealed: null });
      noteOwnPerson(db, person, made);
      return made;
    })();
    audit('own.added', { kind: 'person' });
    touch();
    return { id: rule };
  },
  'own.remove': ({ db, touch, audit }, { rule }) => {
    const removed = removeOwnRule(db, rule);
    if (removed) {
      audit('own.removed');
      touch();
    }
    return { removed };
  },
};
