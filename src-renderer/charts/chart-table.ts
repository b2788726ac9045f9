import { useMemo } from 'react';
import { formatCount, formatValue } from '../ui/format.ts';
import { type Locale, useLocale } from '../ui/locale.ts';
import type { DataColumn } from '../ui/table-column.ts';
import type { ChartData, ChartLine } from './chart-data.ts';

/** The bounds of a line that is drawn with a band. */
function bandColumns({ id, label, band }: ChartLine, { unit }: ChartData, locale: Locale): DataColumn<number>[] {
  if (!band) return [];
  const bound = (end: 'low' | 'high', words: string): DataColumn<number> => ({
    id: `${id}:${end}`,
    label: `${label}, ${words} (95 %)`,
    kind: 'number',
    value: (i) => band[end][i] ?? null,
    text: (i) => formatValue(band[end][i] ?? null, unit, locale),
  });
  return [bound('low', 'at least'), bound('high', 'at most')];
}

/** A chart's table twin: one row per mark (rows are indexes), one column per line and the people behind it. */
export function chartTable(data: ChartData, locale: Locale): { columns: DataColumn<number>[]; rows: number[] } {
  const mark: DataColumn<number> = {
    id: 'mark',
    label: 'When or what',
    kind: 'text',
    value: (i) => i,
    text: (i) => data.names[i] ?? '',
  };
  const lines = data.lines.flatMap((line): DataColumn<number>[] => [
    {
      id: line.id,
      label: line.label,
      kind: 'number',
      value: (i) => line.values[i] ?? null,
      text: (i) => formatValue(line.values[i] ?? null, data.unit, locale),
    },
    ...bandColumns(line, data, locale),
    {
      id: `${line.id}:people`,
      label: `${line.label}, people`,
      kind: 'number',
      value: (i) => line.people[i] ?? null,
      text: (i) => formatCount(line.people[i] ?? 0, locale),
      // Where every mark is people, a second column of the same numbers only takes room.
      hidden: data.lines.length > 2 || line.values.every((value, i) => value === null || value === line.people[i]),
    },
  ]);
  return { columns: [mark, ...lines], rows: data.axis.map((_, i) => i) };
}

/** The same, kept while the data stays. */
export function useChartTable(data: ChartData) {
  const locale = useLocale();
  return useMemo(() => chartTable(data, locale), [data, locale]);
}
