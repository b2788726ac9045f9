import type { EventProperty, EventRow } from '../../shared/model.ts';
import { type KeptValue, type PropertyCount, type PropertyOutcome, writePropertySet } from '../../shared/properties.ts';
import { SEARCH_CATEGORY, SEARCH_NAMES, SEARCH_RESULTS, SEARCH_TERM, TERM_NOT_KEPT } from '../../shared/site-search.ts';
import { hasProperties } from '../import/event-properties.ts';
import { isNameShown, judgeProperty } from '../privacy/event-properties.ts';
import { keptTerm } from '../privacy/search-term.ts';

/** Properties told apart for one event name, and different texts for one property, in one file. */
export const MOST_NAMES = 50;
export const MOST_TEXTS = 1000;
/** Different terms of the site's own search in one file. */
export const MOST_TERMS = 20_000;
/** Names of properties that are told of in the result of an import. */
const MOST_TOLD = 300;
/** Verdicts and texts remembered in all: bounds the memory that a hostile file can take. */
const MOST_KNOWN = 200_000;
/** Stands for a name that says too much itself, or for those beyond the most. */
const HIDDEN_NAME = '(name not shown)';
const OTHER_NAMES = '(other names)';

type Verdict = ReturnType<typeof judgeProperty>;

/** Decides which properties of events are kept, with which values, and counts what became of each. */
export class PropertyList {
  readonly #namesOf = new Map<string, Set<string>>();
  readonly #textsOf = new Map<string, Set<string>>();
  readonly #verdicts = new Map<string, Verdict>();
  readonly #terms = new Map<string, string>();
  readonly #told = new Map<string, string>();
  #counts = new Map<string, PropertyCount>();
  #known = 0;

  /** The set of an event's properties that is kept, as `writePropertySet` writes it; '' when none is. */
  keep(event: string, given: readonly EventProperty[]): string {
    const kept = new Map<string, KeptValue>();
    for (const [name, value] of given) {
      const verdict = this.#verdictOf(name, value);
      if (verdict === null || kept.has(name)) continue;
      const outcome = 'reason' in verdict ? verdict.reason : this.#room(event, name, verdict.value);
      if (outcome === 'kept' && 'value' in verdict) kept.set(name, verdict.value);
      if (outcome === 'too-many-values') kept.set(name, null);
      this.#count(name, outcome);
    }
    return kept.size === 0 ? '' : writePropertySet(kept);
  }

  /** The same of a search on the site: what was typed has rules of its own, and so many texts that they have a bound of their own. */
  keepSearch(given: readonly EventProperty[]): string {
    const kept = new Map<string, KeptValue>();
    for (const [name, value] of given) {
      if (!SEARCH_NAMES.has(name)) this.#count(name, 'of-view');
      else if (!kept.has(name)) this.#keepOfSearch(name, value, kept);
    }
    // A number of results without a term belongs to nothing.
    return kept.has(SEARCH_TERM) ? writePropertySet(kept) : '';
  }

  #keepOfSearch(name: string, value: EventProperty[1], kept: Map<string, KeptValue>): void {
    if (name === SEARCH_RESULTS) {
      if (typeof value === 'number') this.#keepValue(name, value, 'kept', kept);
      return;
    }
    const term = this.#termOf(String(value));
    if (term === '') return;
    if (term === TERM_NOT_KEPT) {
      // That somebody searched counts, whatever for; a category that is not kept says nothing.
      if (name === SEARCH_TERM) kept.set(name, term);
      this.#count(name, 'personal');
    } else if (!this.#has(this.#textsOf, name, term, name === SEARCH_CATEGORY ? MOST_TEXTS : MOST_TERMS))
      this.#keepValue(name, null, 'too-many-values', kept);
    else this.#keepValue(name, term, 'kept', kept);
  }

  #keepValue(name: string, value: KeptValue, outcome: PropertyOutcome, kept: Map<string, KeptValue>): void {
    kept.set(name, value);
    this.#count(name, outcome);
  }

  #termOf(given: string): string {
    let term = this.#terms.get(given);
    if (term === undefined) {
      term = keptTerm(given);
      if (this.#terms.size >= MOST_TERMS) this.#terms.clear();
      this.#terms.set(given, term);
    }
    return term;
  }

  /** Leaves all properties of an event out, and counts them. */
  refuse(given: readonly EventProperty[], outcome: PropertyOutcome): void {
    for (const [name] of given) this.#count(name, outcome);
  }

  /** What became of properties since the last time. */
  takeCounts(): PropertyCount[] {
    const counts = [...this.#counts.values()];
    this.#counts = new Map();
    return counts;
  }

  #verdictOf(name: string, value: EventProperty[1]): Verdict {
    const key = `${name}\0${typeof value}\0${String(value)}`;
    let verdict = this.#verdicts.get(key);
    if (verdict === undefined) {
      verdict = judgeProperty(name, value);
      if (this.#verdicts.size >= MOST_KNOWN) this.#verdicts.clear();
      if (key.length < 300) this.#verdicts.set(key, verdict);
    }
    return verdict;
  }

  /** Whether there is room for a name of an event, and for a text of a name. */
  #room(event: string, name: string, value: KeptValue): PropertyOutcome {
    if (!this.#has(this.#namesOf, event, name, MOST_NAMES)) return 'too-many-names';
    if (typeof value === 'string' && !this.#has(this.#textsOf, name, value, MOST_TEXTS)) return 'too-many-values';
    return 'kept';
  }

  #has(lists: Map<string, Set<string>>, of: string, text: string, most: number): boolean {
    let list = lists.get(of);
    if (!list) {
      list = new Set();
      lists.set(of, list);
    }
    if (list.has(text)) return true;
    if (list.size >= most || this.#known >= MOST_KNOWN) return false;
    list.add(text);
    this.#known++;
    return true;
  }

  #count(name: string, outcome: PropertyOutcome): void {
    let told = this.#told.get(name);
    if (told === undefined) {
      told = isNameShown(name) ? name : HIDDEN_NAME;
      if (this.#told.size < MOST_TOLD) this.#told.set(name, told);
      else if (told !== HIDDEN_NAME) told = OTHER_NAMES;
    }
    const key = `${told}\0${outcome}`;
    const count = this.#counts.get(key) ?? { name: told, outcome, times: 0 };
    count.times++;
    this.#counts.set(key, count);
  }
}

/** The set of properties that is kept of an event; '' when none is. */
export function keptProperties(
  list: PropertyList,
  { kind, page }: Pick<EventRow, 'kind' | 'page'>,
  given: readonly EventProperty[],
): string {
  if (hasProperties(kind)) return list.keep(kind === 'custom' ? page : kind, given);
  if (kind === 'search' || kind === 'view') return list.keepSearch(given);
  list.refuse(given, 'of-view');
  return '';
}
