import type { EventColumns } from '../../../shared/columns.ts';
import type { RunContext } from '../analysis.ts';
import type { Doings } from './act-blocks.ts';
import { differ } from './bits.ts';
import { findSessions, wholeOf } from './sessions.ts';
import { firstVisits, peopleOfVisits } from './visit-people.ts';

/** Who the visits are of that acts of any period can be in. */
export const peopleOf = (events: EventColumns, context: RunContext): Uint32Array =>
  peopleOfVisits(events, wholeOf(findSessions(events, context)));

/** The same by the number of the first visit of each, from 1: ascending. */
export const firstsOf = (events: EventColumns, context: RunContext): Int32Array =>
  firstVisits(events, wholeOf(findSessions(events, context)));

/** Counts who did the acts of one block after the other: those of a person lie together. */
export class Doers {
  count = 0;
  readonly #ofVisits: Uint32Array;
  #last = 0;

  constructor(ofVisits: Uint32Array) {
    this.#ofVisits = ofVisits;
  }

  read({ visits, count }: Doings): void {
    // A block is of known people, or of nobody.
    if (count === 0 || visits[0] === 0) return;
    for (let j = 0; j < count; j++) {
      const person = this.#ofVisits[(visits[j] as number) - 1] as number;
      this.count += differ(person, this.#last);
      this.#last = person;
    }
  }
}
