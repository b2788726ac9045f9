import type { ImportChoices } from '../../shared/contract/imports.ts';
import { DAY_MS } from '../../shared/time.ts';

/** How long a visitor of a log stays the same. */
export type VisitorSalt = NonNullable<ImportChoices['visitorSalt']>;

/** The month or day (UTC) that becomes part of a visitor's key, so that nobody is followed beyond it. */
export class SaltPeriod {
  readonly #salt: VisitorSalt;
  #day = Number.NaN;
  #number = 0;

  constructor(salt: VisitorSalt) {
    this.#salt = salt;
  }

  /** A number of its own for each period; 0 where visitors stay the same always. */
  number(atMs: number): number {
    if (this.#salt === 'always') return 0;
    const day = Math.floor(atMs / DAY_MS);
    if (day === this.#day) return this.#number;
    this.#day = day;
    const date = new Date(atMs);
    this.#number = this.#salt === 'day' ? day : date.getUTCFullYear() * 12 + date.getUTCMonth();
    return this.#number;
  }

  /** What is put behind a visitor's key. */
  text(atMs: number): string {
    if (this.#salt === 'always') return '';
    return `\n${new Date(atMs).toISOString().slice(0, this.#salt === 'day' ? 10 : 7)}`;
  }
}
