import type { Rejection, RejectionCode, Row } from '../../shared/model.ts';
import type { ParseStep } from './format.ts';

/** Few: rows that are handed on early die young. The parser thread puts small steps together. */
const STEP_ROWS = 250;

/** Gathers what a parse reads and hands it on in steps of a few hundred rows. */
export class StepMaker {
  #rows: Row[] = [];
  #rejections: Rejection[] = [];
  #skipped = 0;

  add(...rows: readonly Row[]): void {
    for (const row of rows) this.#rows.push(row);
  }

  /** Notes a row that cannot be read; `field` by the format's own name, never content. */
  reject(code: RejectionCode, line: number, field = ''): void {
    this.#rejections.push({ code, line, field });
  }

  /** Notes rows left aside by rule. */
  skip(rows = 1): void {
    this.#skipped += rows;
  }

  /** Whether enough has come together for a step. */
  get isFull(): boolean {
    return this.#rows.length + this.#rejections.length >= STEP_ROWS;
  }

  /** A step when enough has come together, else nothing. Use as `yield* steps.full()` after each row. */
  *full(): Generator<ParseStep> {
    if (this.isFull) yield this.#step();
  }

  /** Whatever is left. */
  *rest(): Generator<ParseStep> {
    while (this.#rows.length > STEP_ROWS)
      yield { batch: { type: 'rows', rows: this.#rows.splice(0, STEP_ROWS) }, rejections: [], skipped: 0 };
    if (this.#rows.length > 0 || this.#rejections.length > 0 || this.#skipped > 0) yield this.#step();
  }

  #step(): ParseStep {
    const [rows, rejections, skipped] = [this.#rows, this.#rejections, this.#skipped];
    this.#rows = [];
    this.#rejections = [];
    this.#skipped = 0;
    return { batch: rows.length === 0 ? null : { type: 'rows', rows }, rejections, skipped };
  }
}
