import type { OwnKind, OwnRule } from '../../shared/contract/own.ts';
import type { ReadDb } from '../store/open.ts';
import { listOwnRules, type OwnValue, sealOwnRule, type StoredOwnRule } from '../store/tables/own.ts';
import type { CommandContext } from './context.ts';
import type { KeyRing } from './key-ring.ts';

/** Kinds that name a person or their computer. Pages do not, and a pseudonym is none outside this store. */
const isSecret = (kind: OwnRule['kind']): boolean => kind === 'address' || kind === 'visitor';

/** Enough to tell one's own entries apart: where an address begins, how wide a range is, how an id begins and ends. */
export function masked(kind: OwnRule['kind'], value: string): string {
  if (kind === 'address') {
    const [address = '', width] = value.split('/');
    const start = address.includes(':') ? `${address.split(':')[0] ?? ''}:…` : `${address.split('.')[0] ?? ''}.…`;
    return width === undefined ? start : `${start}/${width}`;
  }
  return value.length < 8 ? `… (${value.length} characters)` : `${value.slice(0, 2)}…${value.slice(-1)}`;
}

/** What the list shows of a rule; also of one that no keys were at hand for yet. */
export const shownValue = ({ kind, value, shown, sealed }: StoredOwnRule): string =>
  isSecret(kind) ? (sealed === null ? masked(kind, value) : shown) : value;

/** The same for the same id, and telling nothing of it without the keys. */
export const ownDigest = (keys: KeyRing, kind: OwnRule['kind'], value: string): string =>
  keys.digest(`own ${kind}`, value);

/** What is kept of what the owner typed. Throws `vault-locked` where it would have to be sealed and cannot be. */
export function toOwnValue(keys: KeyRing, kind: OwnKind, value: string): OwnValue {
  if (!isSecret(kind)) return { value, shown: '', sealed: null };
  const digest = ownDigest(keys, kind, value);
  return { value: digest, shown: masked(kind, value), sealed: keys.sealText(digest, value) };
}

/** What the owner typed, in clear: for comparing while a file is read, and for showing when they ask. */
export const ownValue = (keys: KeyRing, { kind, value, sealed }: StoredOwnRule): string =>
  isSecret(kind) && sealed !== null ? keys.openText(value, sealed) : value;

/** Own addresses or ranges, readable. */
export const ownAddresses = (db: ReadDb, keys: KeyRing): { rule: number; range: string }[] =>
  listOwnRules(db)
    .filter(({ kind }) => kind === 'address')
    .map((rule) => ({ rule: rule.id, range: ownValue(keys, rule) }));

/** Seals what was typed before it was sealed at all, as soon as the keys are there. */
export function sealOwnRules({ db, keys }: Pick<CommandContext, 'db' | 'keys'>): void {
  if (!keys.isOpen()) return;
  const clear = listOwnRules(db).filter(({ kind, sealed }) => isSecret(kind) && sealed === null);
  if (clear.length === 0) return;
  db.transaction(() => {
    for (const { id, kind, value } of clear) sealOwnRule(db, id, toOwnValue(keys, kind as OwnKind, value));
  })();
  // The clear values would live on in the log of the store.
  db.pragma('wal_checkpoint(TRUNCATE)');
}
