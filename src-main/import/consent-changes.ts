import type { ConsentRow, ConsentState, Identifier, Purpose } from '../../shared/model.ts';

/** People whose last answers are kept in memory. */
const MOST_PEOPLE = 50_000;

/** What an event says of consent. */
export interface ConsentSignal {
  line: number;
  person: readonly Identifier[];
  purposes: readonly Purpose[];
  state: ConsentState;
  atMs: number | null;
  /** Name of the field, as the file has it. */
  wording: string;
}

/** Events repeat what their person agreed to: only the first answer and each change become rows. */
export class ConsentChanges {
  readonly #last = new Map<string, ConsentState>();

  /** The row for a signal, or null when nothing changed or it is nobody's. */
  note(signal: ConsentSignal): ConsentRow | null {
    const [first] = signal.person;
    if (!first || signal.purposes.length === 0) return null;
    const key = `${first.kind}\u0000${first.value}\u0000${signal.wording}`;
    if (this.#last.get(key) === signal.state) return null;
    if (this.#last.size >= MOST_PEOPLE) this.#last.clear();
    this.#last.set(key, signal.state);
    return { type: 'consent', ...signal };
  }
}

/** Purposes that the category names of consent tools stand for, OneTrust's codes among them. */
const CATEGORY_PURPOSES: readonly [RegExp, readonly Purpose[]][] = [
  [/^c0002$|analytic|performance|statisti|measurement/i, ['service']],
  [/^c0003$|functional|personali[sz]|preference/i, ['personalisation']],
  [/^c000[45]$|advertis|targeting|retarget|\bads?\b|social/i, ['advertising']],
  [/marketing/i, ['marketing', 'advertising']],
];

/** Purposes behind the name of a consent category; several where it names several, none for what is always on. */
export const purposesOf = (category: string): Purpose[] => [
  ...new Set(CATEGORY_PURPOSES.flatMap(([pattern, purposes]) => (pattern.test(category) ? purposes : []))),
];
