import type { EventProperty, EventRow } from '../../shared/model.ts';
import { type KeptValue, type PropertyCount, type PropertyOutcome, writePropertySet } from '../../shared/properties.ts';
import { hasProperties } from '../import/event-properties.ts';
import { isNameShown, judgeProperty } from '../privacy/event-properties.ts';

/** Properties told apart for one event name, and different texts for one property, in one file. */
export const MOST_NAMES = 50;
export const MOST_TEXTS = 1000;
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
  list.refuse(given, 'of-view');
  return '';
}
