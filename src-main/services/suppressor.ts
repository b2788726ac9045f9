import type { Network } from '../../shared/model.ts';
import { findPersonal } from '../privacy/find-personal.ts';
import { ERASED } from '../privacy/scrub.ts';
import { suppressionMark } from '../privacy/suppress.ts';
import type { WriteDb } from '../store/open.ts';
import { get } from '../store/sql.ts';
import type { StoredIdentifier } from '../store/tables/people.ts';
import { listSuppressed, type Suppression } from '../store/tables/suppressed.ts';
import type { KeyRing } from './key-ring.ts';

/** Stands for a person whose rows must not come in again. */
export const DROPPED = 0xffff_ffff;

/** What becomes of somebody's rows; `nobody` = they come in as nobody's. */
type Suppressed = Suppression | 'nobody';

/** Keeps people who were erased – or everybody – out of an import. Made once per run. */
export interface Suppressor {
  /** False while nobody was erased: nothing needs to be looked up. */
  readonly active: boolean;
  /** The file is imported without people: who was not erased is nobody. */
  readonly withoutPeople: boolean;
  ofHash(hash: Uint8Array): Suppressed | null;
  /**
   * What becomes of a row with these identifiers, strongest first: the first that is known or suppressed decides, as when
   * people are joined. A name counts only where it is all there is, because others bear it too.
   */
  of(identifiers: readonly StoredIdentifier[]): Suppressed | null;
  /** A text without the addresses, numbers and user names of people who were erased. */
  clean(text: string, network: Network, keys: KeyRing): string;
}

const KIND_OF = { 'e-mail': 'email', phone: 'phone', handle: 'handle' } as const;
const isLooked = (kind: string): kind is keyof typeof KIND_OF => Object.hasOwn(KIND_OF, kind);

/** Loads the list of people who were erased. `withoutPeople`: nobody else is let in either, only what they did. */
export function createSuppressor(db: WriteDb, withoutPeople = false): Suppressor {
  const list = listSuppressed(db);
  const erased = (hash: Uint8Array) => list.get(Buffer.from(suppressionMark(hash)).toString('hex')) ?? null;
  const isKnown = (hash: Uint8Array) => get(db, 'SELECT 1 FROM identifiers WHERE hash = ?', hash) !== undefined;
  const rest = withoutPeople ? 'nobody' : null;
  return {
    active: list.size > 0 || withoutPeople,
    withoutPeople,
    ofHash: (hash) => erased(hash) ?? rest,
    of(identifiers) {
      if (list.size === 0) return rest;
      for (const { hash, kind } of identifiers) {
        if (kind === 'name' && identifiers.length > 1) continue;
        const suppression = erased(hash);
        if (suppression) return suppression;
        if (isKnown(hash)) return rest;
      }
      return rest;
    },
    clean(text, network, keys) {
      let cleaned = '';
      let at = 0;
      for (const { kind, start, end } of findPersonal(text)) {
        if (!isLooked(kind)) continue;
        const [stored] = keys.toStored([{ kind: KIND_OF[kind], scope: network, value: text.slice(start, end) }]);
        if (!stored || erased(stored.hash) === null) continue;
        cleaned += `${text.slice(at, start)}${ERASED}`;
        at = end;
      }
      return cleaned + text.slice(at);
    },
  };
}
