import type { FigureDimension, FigureMetric, FigureRow, Network } from '../../shared/model.ts';
import { DAY_MS, instantOfLocal } from '../../shared/time.ts';
import type { ParseStep } from './format.ts';
import type { StepMaker } from './steps.ts';

/** Sums held at a time: files are in the order of days, so that a day's sums are whole long before. */
const MOST_HELD = 100_000;
const MAX_ITEM = 300;

/** Half-open periods of days in a zone, from a first to a last one; days as UTC midnights. Remembers the last, as rows of a day follow each other. */
export function dayPeriods(zone: string): (firstDayMs: number, lastDayMs?: number) => { fromMs: number; toMs: number } {
  let known = { first: Number.NaN, last: Number.NaN, fromMs: 0, toMs: 0 };
  return (first, last = first) => {
    if (known.first !== first || known.last !== last)
      known = { first, last, fromMs: instantOfLocal(zone, first), toMs: instantOfLocal(zone, last + DAY_MS) };
    return { fromMs: known.fromMs, toMs: known.toMs };
  };
}

/** UTC midnight of a day written `20260301` or `2026-03-01`; null when there is no such day. */
export function dayOf(text: string): number | null {
  const found = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text.trim());
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const at = Date.UTC(year, month - 1, day);
  const date = new Date(at);
  return year >= 1990 && year < 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? at : null;
}

/** What a value is about. */
export interface FigureKey {
  line: number;
  metric: FigureMetric;
  dimension: FigureDimension;
  item: string;
  fromMs: number;
  toMs: number;
  currency?: string;
}

/** Adds up the values of finer rows (a browser's versions, a country's cities): figures of one key replace each other. */
export class FigureSums {
  readonly #network: Network;
  readonly #scope: string;
  readonly #rows = new Map<string, FigureRow>();

  constructor(network: Network, scope: string) {
    this.#network = network;
    this.#scope = scope;
  }

  /** Adds a value to what is known under its key. */
  add(about: FigureKey, value: number): void {
    this.#rowOf(about).value += value;
  }

  /** Notes a value that is whole by itself, such as a total: repeated in a second table it is the same, not more. */
  set(about: FigureKey, value: number): void {
    this.#rowOf(about).value = value;
  }

  #rowOf({ item: given, currency = '', ...about }: FigureKey): FigureRow {
    const item = given.trim().slice(0, MAX_ITEM).toWellFormed();
    const key = [about.metric, about.dimension, item, about.fromMs, about.toMs].join('\n');
    let row = this.#rows.get(key);
    if (!row) {
      row = { type: 'figure', network: this.#network, scope: this.#scope, ...about, item, value: 0, currency };
      this.#rows.set(key, row);
    }
    return row;
  }

  /** Hands sums on when many have come together. */
  *full(steps: StepMaker): Generator<ParseStep> {
    if (this.#rows.size >= MOST_HELD) yield* this.rest(steps);
  }

  /** Hands on all sums. */
  *rest(steps: StepMaker): Generator<ParseStep> {
    for (const row of this.#rows.values()) {
      steps.add(row);
      yield* steps.full();
    }
    this.#rows.clear();
  }
}
