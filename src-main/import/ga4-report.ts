import type { FigureDimension, FigureMetric } from '../../shared/model.ts';
import { DAY_MS } from '../../shared/time.ts';
import { pageOf } from './event-fields.ts';
import { dayOf, type dayPeriods, type FigureSums } from './figure-sums.ts';
import { parseNumber } from './numbers.ts';
import type { StepMaker } from './steps.ts';
import { plainName } from './table-aliases.ts';

/** What the first column of a table breaks its figures down by, in its plain form. */
const DIMENSIONS: readonly [RegExp, FigureDimension | 'day' | 'nth-day' | 'unread'][] = [
  [/^date$|^datum$/, 'day'],
  [/^nth day$/, 'nth-day'],
  [/^nth (week|month|hour|minute)/, 'unread'],
  [/^landing page/, 'entry-page'],
  [/^page (path|location)/, 'page'],
  [/^(page title|screen name|content group)/, 'unread'],
  [/channel group/, 'channel'],
  [/campaign/, 'campaign'],
  [/(source|medium)/, 'source'],
  [/^event name$/, 'event'],
  [/^country/, 'country'],
  [/^region$/, 'region'],
  [/^(city|town)/, 'city'],
  [/^language/, 'language'],
  [/^device/, 'device'],
  [/^browser$/, 'browser'],
  [/^operating system$/, 'os'],
  [/^age$/, 'age'],
  [/^gender$/, 'gender'],
  [/^item name$/, 'product'],
  [/^item category/, 'category'],
];

/** Columns that are figures. Of several columns for one figure the first in this list counts. */
const METRICS: Readonly<Record<string, FigureMetric>> = {
  views: 'views',
  'active users': 'visitors',
  'total users': 'visitors',
  users: 'visitors',
  'new users': 'new-visitors',
  sessions: 'visits',
  'engaged sessions': 'engaged-visits',
  'event count': 'events',
  'key events': 'conversions',
  conversions: 'conversions',
  entrances: 'entrances',
  exits: 'exits',
  bounces: 'bounces',
  'ecommerce purchases': 'orders',
  transactions: 'orders',
  'items purchased': 'units',
  'total revenue': 'revenue',
  'purchase revenue': 'revenue',
  'item revenue': 'revenue',
};

interface Table {
  dimension: FigureDimension | 'day' | 'nth-day' | 'unread' | null;
  /** Place of each figure's column. */
  columns: [number, FigureMetric, string][];
  width: number;
}

/** Which columns a header has; null when it names no figure. */
function tableOf(cells: readonly string[]): Table | null {
  const names = cells.map(plainName);
  const columns: Table['columns'] = [];
  for (const [name, metric] of Object.entries(METRICS)) {
    const at = names.indexOf(name);
    if (at >= 0 && !columns.some(([, known]) => known === metric)) columns.push([at, metric, name]);
  }
  if (columns.length === 0) return null;
  const first = names[0] ?? '';
  const dimension = METRICS[first] ? null : (DIMENSIONS.find(([pattern]) => pattern.test(first))?.[1] ?? 'unread');
  return { dimension, columns, width: names.length };
}

const TOTAL = /^(grand total|totals?|gesamt(summe)?)$/i;

/** Reads the rows of a report that Google Analytics 4 saves as CSV: comments with the period, then tables one after the other. */
export class Ga4ReportReader {
  readonly #sums: FigureSums;
  readonly #periods: ReturnType<typeof dayPeriods>;
  #days: { first: number; last: number } | null = null;
  #seen: number[] = [];
  #table: Table | null = null;
  #header = false;
  #rows = 0;

  constructor(sums: FigureSums, periods: ReturnType<typeof dayPeriods>) {
    this.#sums = sums;
    this.#periods = periods;
  }

  read(cells: readonly string[], line: number, steps: StepMaker) {
    const first = (cells[0] ?? '').trim();
    if (first.startsWith('#')) return this.#comment(cells.join(','));
    if (cells.every((cell) => cell.trim() === '')) {
      this.#header = false;
      return;
    }
    if (!this.#header) {
      this.#header = true;
      this.#rows = 0;
      this.#table = tableOf(cells);
      return;
    }
    if (!this.#table || this.#table.dimension === 'unread') return steps.skip();
    if (!this.#days) return steps.reject('missing-field', line, 'Start date');
    if (cells.length < this.#table.width && cells.length < 2) return steps.reject('too-few-columns', line);
    this.#figures(this.#table, this.#days, cells, line, steps);
  }

  /** `# Start date: 20260501`, whatever its words: the first date of a block begins the period, the second ends it. */
  #comment(text: string): void {
    this.#header = false;
    const day = dayOf(/:\s*(\d{8})\s*,*$/.exec(text)?.[1] ?? '');
    if (day === null) {
      if (/^#\s*-{4,}/.test(text)) this.#seen = [];
      return;
    }
    this.#seen = this.#seen.length >= 2 ? [day] : [...this.#seen, day];
    const [first, last] = this.#seen;
    if (first !== undefined && last !== undefined && last >= first) this.#days = { first, last };
  }

  #figures(
    { dimension, columns }: Table,
    { first, last }: { first: number; last: number },
    cells: readonly string[],
    line: number,
    steps: StepMaker,
  ) {
    const cell = (cells[0] ?? '').trim();
    // The totals stand below the column names without a word, or with one in the first or the last cell.
    const unnamed = (this.#rows++ === 0 && cell === '') || (cell === '' && TOTAL.test((cells.at(-1) ?? '').trim()));
    const isTotal = dimension === null || TOTAL.test(cell) || unnamed;
    let about: { dimension: FigureDimension; item: string } = { dimension: 'all', item: '' };
    let period = this.#periods(first, last);
    if (!isTotal && (dimension === 'day' || dimension === 'nth-day')) {
      const day = dimension === 'day' ? dayOf(cell) : /^\d{1,4}$/.test(cell) ? first + Number(cell) * DAY_MS : null;
      if (day === null) return steps.reject('bad-date', line, dimension === 'day' ? 'Date' : 'Nth day');
      // Beyond the period stands the one it is compared with.
      if (day < first || day > last) return steps.skip();
      period = this.#periods(day);
    } else if (!isTotal && dimension !== 'day' && dimension !== 'nth-day' && dimension !== 'unread') {
      const item = dimension.endsWith('page') ? pageOf(cell) : cell;
      if (item === '') return steps.skip();
      about = { dimension, item };
    }
    for (const [at, metric, name] of columns) {
      const text = (cells[at] ?? '').trim();
      if (text === '') continue;
      const value = parseNumber(text, '.');
      if (value === null) steps.reject('bad-number', line, name);
      else if (about.dimension === 'all') this.#sums.set({ line, metric, ...about, ...period }, value);
      else this.#sums.add({ line, metric, ...about, ...period }, value);
    }
  }
}
