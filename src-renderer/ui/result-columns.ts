import { createElement } from 'react';
import type { TableColumn, TableResult } from '../../shared/results.ts';
import { formatInstant, formatValue } from './format.ts';
import type { Locale } from './locale.ts';
import { personName } from './person-name.ts';
import type { DataColumn } from './table-column.ts';
import { ID_WORDS, languageName } from './words.ts';

/** One row of a table result. */
export type ResultRow = TableResult['rows'][number];

/** What a page may say about the columns of a table. */
export interface ColumnWishes {
  /** Columns not shown until chosen. */
  hide?: readonly string[];
  /** Words for the ids in text columns, before the general ones. */
  words?: Readonly<Record<string, string>>;
  /** Columns of people's own words: no id, whatever they look like. */
  asWritten?: readonly string[];
}

/** Text of one cell. Numbers without a unit are ids, lines or status codes: written without separators. */
export function cellText(
  column: TableColumn,
  value: number | string | null,
  locale: Locale,
  words?: Readonly<Record<string, string>>,
): string {
  if (value === null) return '–';
  if (column.type === 'time') return typeof value === 'number' ? formatInstant(value, locale) : value;
  if (column.type === 'person')
    return typeof value === 'number' ? (value === 0 ? 'Unknown' : personName(value, locale)) : value;
  if (column.type === 'text') {
    const text = String(value);
    if (column.id === 'language') return languageName(text, locale);
    return words?.[text] ?? ID_WORDS[text] ?? text;
  }
  if (typeof value === 'string') return value;
  if (column.unit) return formatValue(value, column.unit, locale);
  return Number.isInteger(value) ? String(value) : formatValue(value, 'ratio', locale);
}

/** Widths by type; the first column takes what is left, so it has none unless it holds long text. */
function widthOf({ id, type, unit }: TableColumn, index: number): { width?: number } {
  if (id === 'verdict') return { width: 156 };
  if (unit === 'share') return { width: 108 };
  // “1 min 16 sec”.
  if (unit === 'ms' || unit === 'total-ms') return { width: 120 };
  if (type === 'time') return { width: 186 };
  if (type === 'message') return { width: 260 };
  if (type === 'text' && index > 0) return { width: 110 };
  return type === 'person' ? { width: 110 } : {};
}

/** Behind the id of a column of pages: the column of their titles. */
const TITLE = '-title';

/** A page with its title in one cell, where the result has titles: a column of their own would leave figures no room. */
function titleBeside(
  result: Pick<TableResult, 'columns'>,
  { id }: TableColumn,
  at: number,
): Pick<DataColumn<ResultRow>, 'render'> {
  const titles = result.columns.findIndex((column) => column.id === `${id}${TITLE}`);
  if (titles < 0) return {};
  return {
    render({ cells }) {
      const [page, title] = [String(cells[at] ?? ''), String(cells[titles] ?? '')];
      if (title === '') return page;
      return createElement(
        'span',
        { title: `${page} – ${title}` },
        page,
        createElement('span', { className: 'small quiet' }, ` ${title}`),
      );
    },
  };
}

/** Columns of a DataTable from a table result; shares get inline bars. */
export function resultColumns(
  result: Pick<TableResult, 'columns'>,
  locale: Locale,
  wishes: ColumnWishes = {},
): DataColumn<ResultRow>[] {
  const made = result.columns.map((column, i): DataColumn<ResultRow> => {
    const asWritten = wishes.asWritten?.includes(column.id) === true;
    const text = ({ cells }: ResultRow) =>
      asWritten ? String(cells[i] ?? '–') : cellText(column, cells[i] ?? null, locale, wishes.words);
    const isNumber = column.type === 'number';
    const sortsAsShown = column.type === 'text' || column.type === 'person';
    return {
      id: column.id,
      label: column.label,
      kind: isNumber ? 'number' : 'text',
      value: (row) => (sortsAsShown ? text(row) : (row.cells[i] ?? null)),
      text,
      ...(column.unit === 'share' ? { share: (row: ResultRow) => Number(row.cells[i] ?? 0) } : {}),
      ...widthOf(column, i),
      ...titleBeside(result, column, i),
      ...(wishes.hide?.includes(column.id) || column.id.endsWith(TITLE) ? { hidden: true } : {}),
    };
  });
  // Titles come last in a result; people look for them beside their page.
  const titleOf = (id: string) => made.filter((column) => column.id === `${id}${TITLE}`);
  return made.filter(({ id }) => !id.endsWith(TITLE)).flatMap((column) => [column, ...titleOf(column.id)]);
}
