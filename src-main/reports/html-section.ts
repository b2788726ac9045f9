import { notShownWords } from '../../shared/not-shown.ts';
import type { MatrixResult, NumberResult, Result, SeriesResult, TableResult } from '../../shared/results.ts';
import type { Formats } from './formats.ts';
import { each, type Markup, markup } from './markup.ts';
import { type NoteMark, noteMarks } from './notes.ts';
import type { ReportInput } from './report.ts';
import { barChart, MOST_BARS } from './svg-bar.ts';
import { extremes, legend, MOST_LINES, placesOf } from './svg-frame.ts';
import { heatMap } from './svg-heat.ts';
import { lineChart } from './svg-line.ts';
import { arePartsOfWhole, stackedChart } from './svg-stacked.ts';
import { cellText, figuresOf, isFigures, leftOutWords, UNIT_WORDS } from './words.ts';

type Section = ReportInput['sections'][number];

/** Rows of a table printed at most; the CSV report has all of them. */
const MOST_ROWS = 20;

/** Rows of a grid drawn at most. */
const MOST_GRID_ROWS = 26;

interface Drawing {
  id: string;
  title: string;
  formats: Formats;
  notes: readonly NoteMark[];
}

const cut = (shown: number, all: number, isLeast = false): Markup =>
  all > shown || isLeast
    ? markup`<p class="note">The first ${shown} of ${isLeast ? 'at least ' : ''}${all} rows.</p>`
    : markup``;

function change(now: number | null, before: number | null | undefined, text: (value: number) => string): Markup {
  if (now === null || before === null || before === undefined) return markup``;
  const sign = now > before ? '▲' : now < before ? '▼' : '●';
  const word = now > before ? 'up from' : now < before ? 'down from' : 'as before:';
  return markup`<span class="change">${sign} ${word} ${text(before)}</span>`;
}

function figures(table: TableResult, before: Result | null, formats: Formats): Markup {
  const earlier = new Map(
    before?.kind === 'table' && isFigures(before) ? figuresOf(before).map((figure) => [figure.id, figure.value]) : [],
  );
  return markup`<dl class="figures">${each(
    figuresOf(table),
    ({ id, label, value, unit }) =>
      markup`<div><dt>${label}</dt><dd>${formats.number(value, unit)} ${change(value, earlier.get(id), (then) => formats.number(then, unit))}</dd></div>`,
  )}</dl>`;
}

/** The column whose size is drawn as a bar behind its figures: the first that counts something. */
const barColumn = ({ columns }: TableResult) =>
  columns.findIndex(
    ({ type, unit }) =>
      type === 'number' && unit !== undefined && unit !== 'score' && unit !== 'stars' && unit !== 'ratio',
  );

function table(result: TableResult, { title, formats }: Drawing): Markup {
  if (result.rows.length === 0) return markup`<p class="empty">Nothing to show for this period.</p>`;
  const rows = result.rows.slice(0, MOST_ROWS);
  const bar = barColumn(result);
  const valueIn = (cells: TableResult['rows'][number]['cells']) => Number(cells[bar] ?? 0) || 0;
  const largest = Math.max(0, ...rows.map(({ cells }) => valueIn(cells))) || 1;
  const inlineBar = (cells: TableResult['rows'][number]['cells']) =>
    markup`<svg class="bar" viewBox="0 0 60 8" aria-hidden="true" xmlns="http://www.w3.org/2000/svg"><rect class="area s1" width="${Math.round((Math.max(0, valueIn(cells)) / largest) * 600) / 10}" height="8" rx="1"/></svg> `;
  const cell = (cells: TableResult['rows'][number]['cells'], i: number) => {
    const column = result.columns[i];
    if (!column) return markup``;
    const figure = column.type === 'number' || column.type === 'time';
    return markup`<td class="${figure ? 'num' : 'text'}">${i === bar ? inlineBar(cells) : null}${cellText(cells[i], column, formats)}</td>`;
  };
  return markup`<div class="scroll"><table><caption>${title}</caption><thead><tr>${each(
    result.columns,
    (column) =>
      markup`<th scope="col" class="${column.type === 'number' || column.type === 'time' ? 'num' : 'text'}">${column.label}</th>`,
  )}</tr></thead><tbody>${each(
    rows,
    ({ cells }) => markup`<tr>${result.columns.map((_, i) => cell(cells, i))}</tr>`,
  )}</tbody></table></div>${cut(rows.length, Math.max(result.total, result.rows.length), result.totalIsLeast)}`;
}

function asTable(heads: readonly string[], rows: readonly (readonly string[])[], title: string): Markup {
  const shown = rows.slice(0, 400);
  return markup`<details><summary>As table</summary><div class="scroll"><table><caption>${title}</caption><thead><tr>${each(
    heads,
    (head, i) => markup`<th scope="col" class="${i === 0 ? 'text' : 'num'}">${head}</th>`,
  )}</tr></thead><tbody>${each(
    shown,
    ([place, ...cells]) =>
      markup`<tr><th scope="row">${place ?? ''}</th>${each(cells, (text) => markup`<td class="num">${text}</td>`)}</tr>`,
  )}</tbody></table></div>${cut(shown.length, rows.length)}</details>`;
}

/** Whether a column lacks one part while it has others. */
const hasHoles = ({ lines }: SeriesResult) =>
  lines.some(({ values }) =>
    values.some((value, i) => value === null && lines.some((other) => other.values[i] !== null)),
  );

function series(result: SeriesResult, before: Result | null, { id, title, formats, notes: marks }: Drawing): Markup {
  const places = placesOf(result, formats);
  const known = result.lines.some(({ values }) => values.some((value) => value !== null));
  if (!known) return markup`<p class="empty">Nothing to show for this period.</p>`;
  const text = { id, title, description: extremes(result, formats) };
  const labels = result.lines.map(({ label }) => label);
  const stacked = arePartsOfWhole(result);
  const bars = result.x.type === 'category' && result.lines.length === 1;
  const earlier = before?.kind === 'series' ? before : null;
  const chart = bars
    ? barChart(text, result, formats)
    : stacked
      ? stackedChart(text, result, formats, marks)
      : lineChart(text, result, earlier, formats, marks);
  const notes = [
    ...(labels.length > MOST_LINES ? [`The chart shows the first ${MOST_LINES} of ${labels.length} lines.`] : []),
    ...(bars && places.length > MOST_BARS
      ? [`The chart shows the first ${MOST_BARS} of ${places.length} groups.`]
      : []),
    ...(stacked && hasHoles(result) ? ['Where a part is not shown, its column is lower than the whole.'] : []),
    ...(result.incompleteLast
      ? [`The data ends before the last ${result.x.type === 'time' ? result.x.bucket : 'group'} does.`]
      : []),
    ...(earlier && !bars && !stacked && labels.length === 1 ? ['Thin dashed line: the period before.'] : []),
  ];
  return markup`<p class="unit">${UNIT_WORDS[result.unit]}</p>${bars ? null : legend(result.lines, stacked ? 'area' : 'line')}${chart}${
    notes.length > 0 ? markup`<p class="note">${notes.join(' ')}</p>` : null
  }${asTable(
    ['', ...labels],
    places.map((place, i) => [
      place,
      ...result.lines.map(({ values }) => formats.number(values[i] ?? null, result.unit)),
    ]),
    title,
  )}`;
}

/** The last rows of a tall grid: the newest, where rows are periods. */
function lastRows(result: MatrixResult): MatrixResult {
  const { rows, columns, values, people } = result;
  if (rows.length <= MOST_GRID_ROWS) return result;
  const cells = MOST_GRID_ROWS * columns.length;
  return { ...result, rows: rows.slice(-MOST_GRID_ROWS), values: values.slice(-cells), people: people.slice(-cells) };
}

function matrix(result: MatrixResult, { id, title, formats }: Drawing): Markup {
  const { rows, columns, values, unit } = result;
  const known = values.flatMap((value, i) => (value === null ? [] : [{ value, i }]));
  if (known.length === 0) return markup`<p class="empty">Nothing to show for this period.</p>`;
  const high = known.reduce((a, b) => (b.value > a.value ? b : a));
  const where = `${rows[Math.floor(high.i / columns.length)] ?? ''}, ${columns[high.i % columns.length] ?? ''}`;
  const description = `Highest: ${formats.number(high.value, unit)} (${where}). Darker or stronger means more.`;
  const cellsOf = (row: number) =>
    columns.map((_, column) => formats.number(values[row * columns.length + column] ?? null, unit));
  const more = notShownWords(result, formats.count);
  return markup`<p class="unit">${UNIT_WORDS[unit]}</p>${heatMap({ id, title, description }, lastRows(result), formats)}${
    rows.length > MOST_GRID_ROWS
      ? markup`<p class="note">The picture shows the last ${MOST_GRID_ROWS} of ${rows.length} rows.</p>`
      : null
  }${more ? markup`<p class="note">${more}</p>` : null}${asTable(
    ['', ...columns],
    rows.map((label, row) => [label, ...cellsOf(row)]),
    title,
  )}`;
}

function single(result: NumberResult, before: Result | null, { title, formats }: Drawing): Markup {
  const earlier = before?.kind === 'number' ? before.value : null;
  const write = (value: number) => formats.number(value, result.unit);
  return markup`<dl class="figures"><div><dt>${title}</dt><dd>${formats.number(result.value, result.unit)} ${change(result.value, earlier, write)}</dd></div></dl>`;
}

function drawResult(result: Result, before: Result | null, drawing: Drawing): Markup {
  switch (result.kind) {
    case 'number':
      return single(result, before, drawing);
    case 'series':
      return series(result, before, drawing);
    case 'matrix':
      return matrix(result, drawing);
    case 'table':
      return isFigures(result) ? figures(result, before, drawing.formats) : table(result, drawing);
  }
}

/** One analysis: its question, its picture or table, what it means, on how much it rests, and whom it leaves out. */
export function sectionMarkup(
  section: Section,
  index: number,
  { settings: { smallGroup }, notes }: Pick<ReportInput, 'settings' | 'notes'>,
  formats: Formats,
): Markup {
  const { reply, question, definition } = section;
  const { result, leftOut, info } = reply;
  const id = `a${index + 1}`;
  const noted = noteMarks(result, reply.range, notes, formats);
  const people = result.kind === 'matrix' ? '' : `, ${formats.count(result.people)} people`;
  return markup`<section aria-labelledby="${id}-h"><h3 id="${id}-h">${info.title}</h3><p class="question">${question}</p>${drawResult(
    result,
    reply.previous,
    { id: `${id}-c`, title: info.title, formats, notes: noted },
  )}${noted.length > 0 ? markup`<ol class="note" aria-label="Notes on days">${each(noted, ({ text }) => markup`<li>${text}</li>`)}</ol>` : null}<p class="basis">n = ${formats.count(result.n)}${people} · ${formats.period(reply.range)} · purpose: ${info.purpose}</p>${
    leftOut.length > 0
      ? markup`<ul class="left-out">${each(leftOut, (entry) => markup`<li>${leftOutWords(entry, smallGroup, formats)}</li>`)}</ul>`
      : null
  }<p class="definition">${definition}</p></section>`;
}
