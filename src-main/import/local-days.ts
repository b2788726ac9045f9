import { DAY_MS, instantOfLocal, type Range } from '../../shared/time.ts';
import { guessDateFormat } from './date-guess.ts';
import { dateReader } from './dates.ts';
import { monthNumber } from './date-names.ts';

/** Local midnight of a written day, as if the zone were UTC; null when it is no day. */
export type DayReader = (text: string) => number | null;

const FIRST_MS = Date.UTC(1990, 0, 1);
const LAST_MS = Date.UTC(2200, 0, 1);
/** Forms tried in turn where a file has too few days to tell. */
const FORMS = ['iso', 'yyyyMMdd', 'dd.MM.yyyy', 'MM/dd/yyyy', 'dd/MM/yyyy', 'MMM d, yyyy', 'd MMM yyyy', 'd. MMM yyyy'];

/** A reader for the days of a column, by samples of it. Times of day are dropped. */
export function dayReader(samples: readonly string[], prefer: readonly string[] = []): DayReader {
  const guess = guessDateFormat(samples.slice(0, 200));
  const forms = [
    ...(guess && !guess.ambiguous ? [guess.format] : []),
    ...prefer,
    ...(guess ? [guess.format] : []),
    ...FORMS,
  ];
  const readers = [...new Set(forms)].flatMap((form) => dateReader(form, 'UTC') ?? []);
  return (text) => {
    for (const read of readers) {
      const at = read(text);
      if (at !== null && at >= FIRST_MS && at < LAST_MS) return Math.floor(at / DAY_MS) * DAY_MS;
    }
    return null;
  };
}

/** Turns local days into instants of the zone; days come again and again, so their answers are kept. */
export class DayPeriods {
  readonly #zone: string;
  readonly #known = new Map<number, number>();

  constructor(zone: string) {
    this.#zone = zone;
  }

  /** From the first local day's beginning to the last one's end. */
  period(firstDay: number, lastDay: number): Range {
    return { fromMs: this.#instant(firstDay), toMs: this.#instant(lastDay + DAY_MS) };
  }

  #instant(local: number): number {
    let at = this.#known.get(local);
    if (at === undefined) {
      at = instantOfLocal(this.#zone, local);
      if (this.#known.size > 20_000) this.#known.clear();
      this.#known.set(local, at);
    }
    return at;
  }
}

/** A local day as YYYY-MM-DD, for keys. */
export const dayText = (day: number): string => new Date(day).toISOString().slice(0, 10);

const WRITTEN =
  /\d{4}[-._]\d{2}[-._]\d{2}|(?<!\d)(?:19|20)\d{6}(?!\d)|\p{L}{3,12}\.? \d{1,2}, \d{4}|\d{1,2}\.? \p{L}{3,12}\.? \d{4}|\d{1,2}[./]\d{1,2}[./]\d{4}/gu;

/** Days written in running text (a file name, "1 July 2026 - 31 July 2026"), in order. */
export function daysIn(text: string): number[] {
  return [...text.slice(0, 500).matchAll(WRITTEN)].flatMap(([found]) => {
    const numeric = /^(\d{4})[-._]?(\d{2})[-._]?(\d{2})$/.exec(found);
    const read = dayReader([]);
    const at = numeric ? read(`${numeric[1]}-${numeric[2]}-${numeric[3]}`) : read(found);
    return at === null ? [] : [at];
  });
}

/** "August 31", "31. Aug", "08-31": month and day without a year; null when it is none. */
export function monthAndDay(text: string): { month: number; day: number } | null {
  const named = /^(?:(\p{L}{3,12})\.? (\d{1,2})|(\d{1,2})\.? (?:de )?(\p{L}{3,12})\.?)$/u.exec(text.trim());
  const plain = /^(\d{1,2})[-/](\d{1,2})$/.exec(text.trim());
  const month = named ? monthNumber(named[1] ?? named[4] ?? '') : Number(plain?.[1] ?? 0);
  const day = Number(named ? (named[2] ?? named[3]) : (plain?.[2] ?? 0));
  // A leap year lets 29 February through; whether the year has it is seen later.
  const isDay = month >= 1 && month <= 12 && day >= 1 && new Date(Date.UTC(2024, month - 1, day)).getUTCDate() === day;
  return isDay ? { month, day } : null;
}
