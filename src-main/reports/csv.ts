import { notShownWords } from '../../shared/not-shown.ts';
import type { MatrixResult, Result, SeriesResult, TableResult } from '../../shared/results.ts';
import { type Formats, makeFormats } from './formats.ts';
import { noteMarks } from './notes.ts';
import type { Report, ReportInput } from './report.ts';
import { cellText, humanise, leftOutWords, roundingWords } from './words.ts';

type Cell = string | number | null;

/** A text that begins like a formula would be run by a spreadsheet (OWASP, CSV injection); an apostrophe makes it text. */
function harmless(text: string): string {
  return /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

/** One field as RFC 4180 writes it. Numbers are plain: decimal point, no grouping. */
function field(cell: Cell): string {
  if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return '';
  if (typeof cell === 'number') return String(cell);
  const text = harmless(cell.toWellFormed().replaceAll('\0', ''));
  return /[",\r\n;\t]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record as RFC 4180 writes it, with formulas made harmless. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(field).join(',')}\r\n`;

function tableLines(table: TableResult, formats: Formats): Cell[][] {
  const { columns } = table;
  const head = [...columns.map((column) => column.label), 'People'];
  const rows = table.rows.map((row) => [
    ...columns.map((column, i): Cell => {
      const cell = row.cells[i] ?? null;
      if (typeof cell !== 'number') return cell;
      if (column.type === 'number') return cell;
      return column.type === 'time' ? formats.isoLocal(cell) : cellText(cell, column, formats);
    }),
    row.people,
  ]);
  return [head, ...rows];
}

function seriesLines({ x, lines }: SeriesResult, formats: Formats): Cell[][] {
  const head = [x.type === 'time' ? humanise(x.bucket) : 'Group'];
  const places: Cell[] = x.type === 'time' ? x.starts.map((start) => startOf(start, x.bucket, formats)) : x.labels;
  return [
    [...head, ...lines.flatMap((entry) => [entry.label, `${entry.label}: people`])],
    ...places.map((place, i) => [
      place,
      ...lines.flatMap((entry): Cell[] => [entry.values[i] ?? null, entry.people[i] ?? null]),
    ]),
  ];
}

const startOf = (ms: number, bucket: string, formats: Formats) =>
  bucket === 'minute' || bucket === 'hour' ? formats.isoLocal(ms).replace('T', ' ') : formats.isoLocal(ms).slice(0, 10);

function matrixLines({ rows, columns, values, people }: MatrixResult): Cell[][] {
  const cellsOf = (marks: readonly (number | null)[], row: number): Cell[] =>
    columns.map((_, column) => marks[row * columns.length + column] ?? null);
  return [
    ['', ...columns, ...columns.map((column) => `${column}: people`)],
    ...rows.map((label, row) => [label, ...cellsOf(values, row), ...cellsOf(people, row)]),
  ];
}

function resultLines(result: Result, formats: Formats): Cell[][] {
  switch (result.kind) {
    case 'number':
      return [
        ['Value', 'Unit', 'People'],
        [result.value, result.unit, result.people],
      ];
    case 'series':
      return seriesLines(result, formats);
    case 'table':
      return tableLines(result, formats);
    case 'matrix':
      return matrixLines(result);
  }
}

function block({ reply, question, definition }: ReportInput['sections'][number], input: ReportInput, formats: Formats) {
  const { result, previous, leftOut, info } = reply;
  const { smallGroup } = input.settings;
  const more = result.kind === 'matrix' ? notShownWords(result, formats.count) : null;
  const about: Cell[][] = [
    ['Analysis', info.title],
    ['Question', question],
    ['Definition', definition],
    ['Purpose', info.purpose],
    ['Period', formats.period(reply.range)],
    ['Rows counted (n)', result.n],
    ...(result.kind === 'matrix' ? [] : [['People', result.people]]),
    ...(result.kind === 'table' && (result.total > result.rows.length || result.totalIsLeast)
      ? [[result.totalIsLeast ? 'Rows in all, at least' : 'Rows in all', result.total]]
      : []),
    ...(more ? [['Note', more]] : []),
    ...leftOut.map((entry) => ['Left out', leftOutWords(entry, smallGroup, formats)]),
    ...noteMarks(result, reply.range, input.notes, formats).map(({ text }) => ['Note', text]),
    ...(result.kind === 'series' && result.incompleteLast
      ? [['Note', 'The data ends before the last period does.']]
      : []),
  ];
  const before: Cell[][] = previous
    ? [[], ['Period before', formats.period(reply.previousRange)], ...resultLines(previous, formats)]
    : [];
  return [[], ...about, [], ...resultLines(result, formats), ...before];
}

/** Every analysis as one block of comma-separated lines: what it is, its period and n, whom it leaves out, then the figures. */
export const csv: Report = {
  id: 'csv',
  title: 'Table file (CSV)',
  extension: 'csv',
  mime: 'text/csv',
  render(input) {
    const formats = makeFormats(input.settings, input.currency);
    const rounding = roundingWords(input.sections);
    const head: Cell[][] = [
      ['Report', input.title],
      ['Made', formats.isoLocal(input.madeMs).replace('T', ' ')],
      ['Time zone', input.settings.zone],
      ['Period', formats.period(input.range)],
      ['Smallest group shown', input.settings.smallGroup],
      ...(rounding === '' ? [] : [['Rounding', rounding]]),
      ['Made with', 'Inglenook; nothing left the machine'],
    ];
    const lines = [...head, ...input.sections.flatMap((section) => block(section, input, formats))];
    // The byte order mark tells spreadsheets that the text is UTF-8.
    return new TextEncoder().encode(`\uFEFF${lines.map(csvLine).join('')}`);
  },
};
