import { assertNever } from '../../shared/errors.ts';
import { pseudonymOf } from '../../shared/ids.ts';
import type { LeftOut, TableColumn, TableResult, Unit } from '../../shared/results.ts';
import type { Formats } from './formats.ts';
import { MISSING } from './formats.ts';

/** "bounce-rate" → "Bounce rate". */
export function humanise(id: string): string {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a chart's axis measures. */
export const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  count: 'how many',
  people: 'people',
  visits: 'visits',
  share: 'share',
  money: 'money, in your main currency',
  ms: 'duration',
  'answer-ms': 'duration',
  'total-ms': 'duration, in all',
  days: 'days',
  score: 'score from −1 to 1',
  stars: 'stars, 1 to 5',
  bytes: 'data volume',
  ratio: 'ratio',
};

const UNITS: ReadonlySet<string> = new Set(Object.keys(UNIT_WORDS));
const toUnit = (text: unknown): Unit | undefined =>
  typeof text === 'string' && UNITS.has(text) ? (text as Unit) : undefined;

/** Titles of the areas, in the order of the work. */
export const AREAS: readonly { id: string; title: string }[] = [
  { id: 'listening', title: 'Listening' },
  { id: 'engagement', title: 'Engagement' },
  { id: 'activity', title: 'Activity' },
  { id: 'customers', title: 'Customers' },
];

/** What the reader must know of rounded figures; '' when they are exact. */
export const roundingWords = (sections: readonly { reply: { roundedTo: number } }[]): string => {
  const to = Math.max(1, ...sections.map(({ reply }) => reply.roundedTo));
  return to === 1
    ? ''
    : `Counts are rounded to a multiple of ${to} next to them, in a way that parts still add up; shares, money, times and ratios are rounded too. The same data always give the same figures.`;
};

const CHANGE = 'The Privacy page shows who and why, and lets you change it.';

/** Whom a view leaves out, in one sentence. Fewer than `k` people are never counted out loud. */
export function leftOutWords({ reason, people, rows }: LeftOut, k: number, formats: Formats): string {
  const few = people > 0 && people < k;
  const whom = few ? `Fewer than ${k} people` : `${formats.count(people)} people (${formats.count(rows)} rows)`;
  const out = people === 0 ? `${formats.count(rows)} rows by unknown people` : whom;
  switch (reason) {
    case 'no-consent':
      return `${out} left out: no consent or other basis on record for this purpose. ${CHANGE}`;
    case 'expired':
      return `${out} left out: their consent has expired. ${CHANGE}`;
    case 'purpose-over':
      return `${out} left out: this purpose has ended, or has not begun. ${CHANGE}`;
    case 'basis-over':
      return `${out} left out: the basis of their import has ended, or does not hold yet. ${CHANGE}`;
    case 'objected':
      return `${out} left out: they said no to this purpose. ${CHANGE}`;
    case 'restricted':
      return `${out} left out: frozen on request. ${CHANGE}`;
    case 'importing':
      return `${formats.count(rows)} rows of an import that is still under way are not counted yet.`;
    case 'bot':
      return `${formats.count(rows)} hits by programs (bots) are not counted.`;
    case 'own-staff':
      return `${formats.count(rows)} hits of your own staff are not counted. The Settings page lists by what they are known.`;
    case 'long-visit':
      return `${formats.count(rows)} acts of very long visits are not counted. The Settings page says how long a visit may be.`;
    case 'look-alike':
      return `${formats.count(rows)} orders are not counted: you said that another system has the same sales.`;
    case 'same-sale':
      return `${formats.count(rows)} payments are not counted by themselves: their orders are here, too.`;
    case 'small-group':
      return `${formats.count(rows)} figures are not shown: fewer than ${k} people stand behind them, or they would let such a figure be worked out.`;
    case 'no-date':
      return `${formats.count(rows)} rows without a date are not counted.`;
    case 'not-scored':
      return `${formats.count(rows)} texts in languages that cannot be scored yet are in no share.`;
    case 'other-currency':
      return `${formats.count(rows)} orders in another currency are not counted.`;
    default:
      return assertNever(reason);
  }
}

/** Key figures come as rows of (figure id, value, unit). */
export const isFigures = ({ columns }: TableResult): boolean =>
  columns.map(({ id }) => id).join() === 'figure,value,unit';

/** One key figure; value null = not known or not shown. */
export interface Figure {
  id: string;
  label: string;
  value: number | null;
  unit: Unit | undefined;
}

/** Reads key figures out of their table. */
export const figuresOf = (table: TableResult): Figure[] =>
  table.rows.map(({ key, cells: [id, value, unit] }) => ({
    id: key,
    label: humanise(typeof id === 'string' ? id : key),
    value: typeof value === 'number' ? value : null,
    unit: toUnit(unit),
  }));

/** A cell as people read it. People are pseudonyms; ids without a text are named by their number. */
export function cellText(cell: number | string | null | undefined, column: TableColumn, formats: Formats): string {
  if (cell === null || cell === undefined) return MISSING;
  if (typeof cell === 'string')
    return column.type === 'text' && /^[a-z]+(-[a-z]+)*$/.test(cell) ? humanise(cell) : cell;
  switch (column.type) {
    case 'number':
      return formats.number(cell, column.unit);
    case 'time':
      return formats.dateTime(cell);
    case 'person':
      return cell === 0 ? 'Unknown' : pseudonymOf(cell);
    default:
      return `No. ${cell}`;
  }
}
