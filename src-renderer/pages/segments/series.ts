import type { TableResult } from '../../../shared/results.ts';
import type { ChartData } from '../../charts/chart-data.ts';

const LINE = 'people';

/** Bars of a segment table: people per segment, in the order of the table. */
export function segmentBars(table: TableResult): ChartData {
  const name = table.columns.findIndex(({ id }) => id === 'segment');
  const names = table.rows.map(({ key, cells }) => String(cells[name] ?? key));
  const people = table.rows.map((row) => row.people);
  return {
    unit: 'people',
    axis: names,
    names,
    markKeys: table.rows.map(({ key }) => key),
    lines: [{ id: LINE, label: 'People', values: people, people, tone: 'accent' }],
    incompleteLast: false,
    notes: [],
  };
}

/** The segment of a mark's key (`people@champions`). */
export const segmentOfMark = (key: string): string => key.slice(key.indexOf('@') + 1);
