import type { IdentifierKind } from '../../shared/model.ts';
import { readPropertySet, writePropertySet } from '../../shared/properties.ts';
import { SEARCH_TERM, TERM_NOT_KEPT } from '../../shared/site-search.ts';
import { isPlainWord } from '../privacy/known-names.ts';
import type { WriteDb } from '../store/open.ts';
import { all, get } from '../store/sql.ts';
import type { KeyRing } from './key-ring.ts';
import type { Suppressor } from './suppressor.ts';

/** What people are called by that somebody may type; addresses and telephones are known by their form. */
const KINDS: readonly IdentifierKind[] = ['name', 'handle', 'customer', 'account'];
/** Networks and shops whose people are looked for. */
const MOST_SCOPES = 50;
/** Names of more words are rare. */
const MOST_WORDS = 4;
/** Of a longer term only the first words are looked at. */
const MOST_LOOKED = 16;
const SHORTEST = 3;
const SHORTEST_HANDLE = 5;

interface Bearers {
  kind: IdentifierKind;
  scope: string;
}

/** Runs of words that may be a name, surname first, too. */
function runsOf(term: string): string[] {
  const words = term.split(/[^\p{L}\p{N}_@.'’-]+/u, MOST_LOOKED).filter((word) => word !== '');
  const runs: string[] = [];
  for (let from = 0; from < words.length; from++)
    for (let length = 1; length <= MOST_WORDS && from + length <= words.length; length++) {
      const run = words.slice(from, from + length);
      runs.push(run.join(' '));
      if (length > 1) runs.push([run.at(-1), ...run.slice(0, -1)].join(' '));
    }
  return [...new Set(runs)];
}

/** Finds people of the store, and those who were erased, in what was typed into a search: by the keyed codes of their names. */
export class KnownInTerms {
  readonly #db: WriteDb;
  readonly #keys: KeyRing;
  readonly #suppressor: Suppressor;
  #bearers: readonly Bearers[] | null = null;

  constructor(db: WriteDb, keys: KeyRing, suppressor: Suppressor) {
    this.#db = db;
    this.#keys = keys;
    this.#suppressor = suppressor;
  }

  /** A set of properties without a term that names somebody; the same text where there is none. */
  clean(set: string): string {
    if (!set.includes(`"${SEARCH_TERM}"`)) return set;
    const parts = new Map(readPropertySet(set));
    const term = parts.get(SEARCH_TERM);
    if (typeof term !== 'string' || term === TERM_NOT_KEPT || !this.#namesSomebody(term)) return set;
    return writePropertySet(parts.set(SEARCH_TERM, TERM_NOT_KEPT));
  }

  #namesSomebody(term: string): boolean {
    this.#bearers ??= all<Bearers>(
      this.#db,
      `SELECT kind, scope FROM identifiers WHERE kind IN (SELECT value FROM json_each(?))
       UNION SELECT kind, scope FROM suppressed WHERE kind IN (SELECT value FROM json_each(?)) LIMIT ?`,
      JSON.stringify(KINDS),
      JSON.stringify(KINDS),
      MOST_SCOPES,
    );
    return runsOf(term).some((run) => this.#bearers?.some(({ kind, scope }) => this.#isKnown(run, kind, scope)));
  }

  #isKnown(value: string, kind: IdentifierKind, scope: string): boolean {
    // Somebody may be called as an everyday word is; what is searched for mostly is the word.
    const isOne = !value.includes(' ');
    if (isOne && (value.length < (kind === 'name' ? SHORTEST : SHORTEST_HANDLE) || isPlainWord(value))) return false;
    const [stored] = this.#keys.toStored([{ kind, scope, value }]);
    if (!stored) return false;
    const fate = this.#suppressor.ofHash(stored.hash);
    return (
      (fate !== null && fate !== 'nobody') ||
      get(this.#db, 'SELECT 1 FROM identifiers WHERE hash = ?', stored.hash) !== undefined
    );
  }
}
