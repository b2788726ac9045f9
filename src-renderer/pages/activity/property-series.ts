import { EVENT_KINDS } from '../../../shared/model.ts';
import type { TableResult } from '../../../shared/results.ts';
import type { ChartData } from '../../charts/chart-data.ts';

/** A property of an event, as the breakdown takes it. */
export interface ChosenProperty {
  kind: string;
  /** Name of the event; '' = all of the kind. */
  event: string;
  property: string;
}

/** The property of an event that a row of the table of properties stands for; null when the key is none. */
export function propertyOfRow(key: string, event: string): ChosenProperty | null {
  const match = /^(-?\d+):(.+)$/s.exec(key);
  if (!match) return null;
  const group = Number(match[1]);
  const kind = group < 0 ? EVENT_KINDS[-group] : 'custom';
  return kind ? { kind, event: group < 0 ? '' : event, property: match[2] as string } : null;
}

/** The property shown until one is chosen: that of the first row. */
export function firstProperty(table: TableResult): ChosenProperty | null {
  const [row] = table.rows;
  return row ? propertyOfRow(row.key, String(row.cells[0] ?? '')) : null;
}

/** More bars than this are not drawn; the table has them. */
const MOST_BARS = 15;

/** Whether the values are ranges of numbers, which are drawn upright, side by side. */
export const isHistogram = ({ rows }: TableResult): boolean => rows.some(({ key }) => key.startsWith('range:'));

/** Bars of a breakdown: events per value, in the order of the table. Ranges are drawn whole. */
export function propertyBars(table: TableResult): ChartData {
  const at = table.columns.findIndex(({ id }) => id === 'count');
  const drawn = isHistogram(table) ? table.rows : table.rows.slice(0, MOST_BARS);
  const names = drawn.map(({ cells }) => String(cells[0] ?? ''));
  const counts = drawn.map(({ cells }) => (typeof cells[at] === 'number' ? cells[at] : null));
  const rest = table.total - drawn.length;
  return {
    unit: 'count',
    axis: names,
    names,
    markKeys: drawn.map(({ key }) => key),
    lines: [
      { id: 'events', label: 'Events', values: counts, people: drawn.map(({ people }) => people), tone: 'accent' },
    ],
    incompleteLast: false,
    notes: rest > 0 ? [`${rest} rarer ${rest === 1 ? 'value is' : 'values are'} not drawn.`] : [],
  };
}

/** The value of a mark's key (`events@text:pro`). */
export const valueOfMark = (key: string): string => key.slice(key.indexOf('@') + 1);

/** Sum, mean, median and ninth decile of a property, in that order; null where it is no number. */
export function numbersOf(table: TableResult, property: string): { label: string; value: number | null }[] | null {
  const row = table.rows.find(({ key }) => key === property);
  if (!row) return null;
  return ['sum', 'mean', 'median', 'p90'].map((id) => {
    const at = table.columns.findIndex((column) => column.id === id);
    const cell = row.cells[at];
    return { label: table.columns[at]?.label ?? id, value: typeof cell === 'number' ? cell : null };
  });
}
