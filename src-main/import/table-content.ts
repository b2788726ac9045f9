import { type DateGuess, guessDateFormat } from './date-guess.ts';
import { clockMs } from './table-clock.ts';
import { guessDecimal, parseNumber, parseRating } from './numbers.ts';

/** What the cells of one column look like. Shares are of the filled cells, 0 to 1. */
export interface ColumnProfile {
  samples: string[];
  date: DateGuess | null;
  number: number;
  /** Numbers with a decimal mark or a currency sign. */
  money: number;
  /** Whole numbers from 0 to 1000. */
  small: number;
  email: number;
  /** Web addresses and paths. */
  address: number;
  rating: number;
  /** Two words or more, which names and texts have. */
  words: number;
  averageLength: number;
  distinct: number;
}

const SAMPLES = 200;
const share = (cells: readonly string[], test: (cell: string) => boolean) =>
  cells.length === 0 ? 0 : cells.filter(test).length / cells.length;

/** ISO dates as workbooks and JSON bring them, beside dates that somebody typed. */
const ISO_CELL = /^\d{4}-\d\d-\d\d(?:[T ]|$)/;

function dateOf(samples: readonly string[], isoToo: boolean): DateGuess | null {
  const typed = isoToo ? samples.filter((cell) => !ISO_CELL.test(cell)) : [];
  return guessDateFormat(typed) ?? guessDateFormat(samples);
}

/** `isoToo`: ISO dates are read in any column, so the form that people typed is what is looked for. */
export function profileOf(cells: readonly string[], isoToo = false): ColumnProfile {
  const samples = cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .slice(0, SAMPLES);
  const decimal = guessDecimal(samples);
  return {
    samples,
    date: dateOf(samples, isoToo),
    number: share(samples, (cell) => parseNumber(cell, decimal) !== null),
    money: share(samples, (cell) => parseNumber(cell, decimal) !== null && /[.,]\d{1,2}\b|[^\d\s.,()+-]/.test(cell)),
    small: share(samples, (cell) => /^\d{1,3}$/.test(cell)),
    email: share(samples, (cell) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell)),
    address: share(samples, (cell) => /^(https?:\/\/|\/)\S*$/.test(cell)),
    rating: share(samples, (cell) => (parseRating(cell, decimal) ?? Number.NaN) >= 1),
    words: share(samples, (cell) => /\p{L}\S*\s+\S*\p{L}/u.test(cell)),
    averageLength: samples.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, samples.length),
    distinct: samples.length === 0 ? 0 : new Set(samples).size / samples.length,
  };
}

/** Whether a column's cells can be what a target field needs; an empty column can be anything. */
export function canHold(target: string, profile: ColumnProfile): boolean {
  // "Time" is as often the name of a whole timestamp: only cells that are clock times are the other half of a date.
  if (target === 'time') return share(profile.samples, (cell) => clockMs(cell) !== null) >= 0.7;
  if (profile.samples.length === 0) return true;
  switch (target) {
    case 'at':
      return profile.date !== null;
    case 'quantity':
    case 'unitPrice':
    case 'total':
    case 'refunded':
    case 'price':
    case 'salePrice':
    case 'stock':
    case 'likes':
    case 'shares':
    case 'replies':
    case 'views':
    case 'value':
      return profile.number >= 0.7;
    case 'rating':
      return profile.rating >= 0.5;
    case 'email':
      return profile.email >= 0.5;
    case 'text':
      return profile.number < 0.5 && profile.email < 0.5 && profile.address < 0.8;
    case 'title':
    case 'author':
    case 'name':
      return profile.number < 0.9;
    case 'phone':
      return share(profile.samples, (cell) => /^['+(\d][\d\s()/.+-]{4,}$/.test(cell)) >= 0.5;
    case 'currency':
      return profile.averageLength <= 4;
    case 'language':
      return profile.averageLength <= 12;
    default:
      return true;
  }
}
