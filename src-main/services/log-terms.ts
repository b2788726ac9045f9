import { type PropertyCount, type PropertyOutcome, readPropertySet } from '../../shared/properties.ts';
import { SEARCH_TERM, TERM_NOT_KEPT } from '../../shared/site-search.ts';
import type { EventBatch } from '../import/format.ts';
import { PropertyList } from './property-list.ts';
import type { PeopleMask } from './without-people.ts';

function outcomeOf(set: string): PropertyOutcome {
  const [, term] = readPropertySet(set)[0] ?? [];
  if (term === TERM_NOT_KEPT) return 'personal';
  return term === null ? 'too-many-values' : 'kept';
}

/** Decides what is kept of the terms of a log's batches: what was typed goes no further than this. */
export class LogTerms {
  readonly #list = new PropertyList();
  readonly #mask: PeopleMask | null;
  /** Per number of the running list what became of the term; null = nothing was typed. */
  #outcomes: (PropertyOutcome | null)[] = [null];

  constructor(mask: PeopleMask | null) {
    this.#mask = mask;
  }

  /** Takes the terms out of a batch: a set of properties for each new one, '' for none, and what became of the rows' terms. */
  take(batch: EventBatch): { searchSets: string[]; searchCounts: PropertyCount[] } {
    if (batch.reset) this.#outcomes = [null];
    const typed = batch.newSearches ?? [];
    delete batch.newSearches;
    const searchSets = typed.map((term) => this.#list.keepSearch([[SEARCH_TERM, this.#mask?.term(term) ?? term]]));
    // Counted by row, not by term.
    this.#list.takeCounts();
    for (const set of searchSets) this.#outcomes.push(set === '' ? null : outcomeOf(set));
    const times = new Map<PropertyOutcome, number>();
    for (const id of batch.search ?? []) {
      const outcome = this.#outcomes[id];
      if (outcome) times.set(outcome, (times.get(outcome) ?? 0) + 1);
    }
    return {
      searchSets,
      searchCounts: [...times].map(([outcome, count]) => ({ name: SEARCH_TERM, outcome, times: count })),
    };
  }
}
