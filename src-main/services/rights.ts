import { AppError } from '../../shared/errors.ts';
import { isUsable } from '../privacy/identify.ts';
import { reassignPeople } from '../store/events/reassign.ts';
import { mergePersonRows } from '../store/tables/erase.ts';
import { correctIdentifier, hasIdentifier, hasPerson } from '../store/tables/people.ts';
import { packPerson } from './access-package.ts';
import type { CommandContext } from './context.ts';
import { erasePerson, previewErasure } from './erasure.ts';
import { findPeople, isSuppressed, unsuppress } from './find-person.ts';
import type { Group } from './handlers.ts';
import { recordObjection } from './objections.ts';
import { cardOf } from './person-card.ts';
import { permissionsChanged } from './privacy.ts';
import { requests } from './requests.ts';

function known({ db }: CommandContext, person: number): void {
  if (!hasPerson(db, person)) throw new AppError('not-found');
}

export const rights: Group<'rights'> = {
  ...requests,
  'rights.find': async (context, { value }) => {
    context.keys.assertOpen();
    const people = await findPeople(context, value);
    const suppressed = isSuppressed(context, value);
    context.audit('person.searched', { found: people.length, suppressed });
    return { people, suppressed };
  },
  'rights.package': (context, { person, scope }) => packPerson(context, person, scope),
  'rights.rectify': async (context, { person, kind, from, to }) => {
    known(context, person);
    const { db, keys, audit, touch, tables } = context;
    const scopes = new Set(cardOf(db, await tables.heldByPerson(), person).identifiers.map(({ scope }) => scope));
    const places = kind === 'email' || kind === 'phone' ? [''] : [...scopes];
    const found = places.find((scope) =>
      keys.toStored([{ kind, scope, value: from }]).some(({ hash }) => hasIdentifier(db, person, hash)),
    );
    if (found === undefined || !isUsable({ kind, scope: found, value: to })) throw new AppError('not-found');
    const [old] = keys.toStored([{ kind, scope: found, value: from }]);
    const [next] = keys.toStored([{ kind, scope: found, value: to }]);
    if (!old || !next) throw new AppError('invalid-input', { field: 'to' });
    db.transaction(() => {
      correctIdentifier(db, person, old, next);
      audit('person.rectified', { person, kind });
    })();
    touch();
    return cardOf(db, await tables.heldByPerson(), person);
  },
  'rights.merge': async (context, { into, from }) => {
    known(context, into);
    known(context, from);
    if (into === from) throw new AppError('invalid-input', { field: 'from' });
    const { db, audit, tables } = context;
    db.transaction(() => {
      reassignPeople(db, new Set([from]), into);
      mergePersonRows(db, from, into);
      audit('person.merged', { person: into, from });
    })();
    permissionsChanged(context);
    return cardOf(db, await tables.heldByPerson(), into);
  },
  'rights.object': (context, { person }) => {
    known(context, person);
    const { db, options, audit } = context;
    db.transaction(() => {
      recordObjection(db, person, { atMs: options.now(), wording: 'objection to profiling and direct marketing' });
      audit('person.objected', { person });
    })();
    return { revision: permissionsChanged(context) };
  },
  'rights.preview': (context, { person, alsoKnownAs }) => previewErasure(context, person, alsoKnownAs),
  'rights.erase': (context, { person, mode, alsoKnownAs, request }) =>
    erasePerson(context, { person, mode, alsoKnownAs, request }),
  'rights.unsuppress': (context, { value }) => {
    context.keys.assertOpen();
    const { db, audit } = context;
    const removed = db.transaction(() => {
      const entries = unsuppress(context, value);
      audit('person.unsuppressed', { entries });
      return entries;
    })();
    return { removed };
  },
};
