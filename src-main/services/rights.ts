import { AppError } from '../../shared/errors.ts';
import type { IdentifierKind } from '../../shared/model.ts';
import { isUsable } from '../privacy/identify.ts';
import { reassignPeople } from '../store/events/reassign.ts';
import { mergePersonRows } from '../store/tables/erase.ts';
import { correctIdentifier, hasIdentifier, hasPerson, listIdentifiers } from '../store/tables/people.ts';
import { importsOfIdentifier, splitOff } from '../store/tables/split.ts';
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

/** Where a person has this identifier: its scope; undefined where they do not have it. */
function scopeOf(
  { db, keys }: CommandContext,
  person: number,
  { kind, value }: { kind: IdentifierKind; value: string },
): string | undefined {
  const scopes = new Set(listIdentifiers(db, person).map(({ scope }) => scope));
  const places = kind === 'email' || kind === 'phone' ? [''] : [...scopes];
  return places.find((scope) =>
    keys.toStored([{ kind, scope, value }]).some(({ hash }) => hasIdentifier(db, person, hash)),
  );
}

/** Makes a person of their own out of one identifier; see `splitOff` for what goes over. */
async function splitPerson(context: CommandContext, call: { person: number; kind: IdentifierKind; value: string }) {
  known(context, call.person);
  const { db, keys, audit, tables } = context;
  const { person, kind, value } = call;
  keys.assertOpen();
  const scope = scopeOf(context, person, call);
  const [stored] = scope === undefined ? [] : keys.toStored([{ kind, scope, value }]);
  const identifiers = listIdentifiers(db, person);
  const identifier = identifiers.find(({ hash }) => stored && Buffer.from(hash).equals(stored.hash));
  if (!identifier) throw new AppError('not-found');
  if (identifiers.length < 2) throw new AppError('invalid-input', { field: 'value', only: true });
  const { alone, shared } = importsOfIdentifier(db, person, identifier.id);
  const split = db.transaction(() => {
    const done = splitOff(db, { person, identifier: identifier.id, imports: alone });
    audit('person.split', { person, into: done.person, kind, ...done.moved, shared });
    return done;
  })();
  permissionsChanged(context);
  return { card: cardOf(db, await tables.heldByPerson(), split.person), moved: split.moved, shared };
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
  'rights.package': (context, request) => packPerson(context, request),
  'rights.rectify': async (context, { person, kind, from, to }) => {
    known(context, person);
    const { db, keys, audit, touch, tables } = context;
    const found = scopeOf(context, person, { kind, value: from });
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
  'rights.split': splitPerson,
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
