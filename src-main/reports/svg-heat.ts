import type { MatrixResult } from '../../shared/results.ts';
import type { Formats } from './formats.ts';
import { each, type Markup, markup } from './markup.ts';
import { type ChartText, picture, px, shorten, WIDTH } from './svg-frame.ts';

const LEFT = 110;
const TOP = 24;
const CELL = 26;
/** Up to here the figures fit into the cells. */
const MOST_WRITTEN = 14;
/** Steps of colour; each has its own class, and the ink on it is chosen for contrast. */
const SHADES = 8;

/** Shade 0 to 7 of a value, by its share of the largest. */
export const shadeOf = (value: number, largest: number): number =>
  largest <= 0 ? 0 : Math.min(SHADES - 1, Math.max(0, Math.floor((value / largest) * SHADES)));

/** The value that has the strongest shade. A whole (share 1, such as a cohort in its own first week) would drown all the others. */
export function strongest({ values, unit }: MatrixResult): number {
  const known = values.map((value) => value ?? 0);
  const parts = unit === 'share' ? known.filter((value) => value < 1) : known;
  return Math.max(0, ...parts) || Math.max(0, ...known);
}

/** A grid of shaded cells; what cannot be told yet, or must not be, is an empty frame. */
export function heatMap(text: ChartText, result: MatrixResult, formats: Formats): Markup {
  const { rows, columns, values, unit } = result;
  const width = (WIDTH - LEFT) / Math.max(1, columns.length);
  const largest = strongest(result);
  const written = columns.length <= MOST_WRITTEN;
  const every = Math.ceil(columns.length / 24);
  const cell = (row: number, column: number) => {
    const value = values[row * columns.length + column] ?? null;
    const [x, y] = [px(LEFT + column * width), TOP + row * CELL];
    const size = markup`x="${x}" y="${y}" width="${px(width - 2)}" height="${CELL - 2}" rx="2"`;
    if (value === null) return markup`<rect class="none" ${size}/>`;
    const shade = shadeOf(value, largest);
    const figure = formats.number(value, unit);
    const name = markup`<title>${rows[row] ?? ''}, ${columns[column] ?? ''}: ${figure}</title>`;
    const ink = written
      ? markup`<text class="h${shade}" x="${px(x + width / 2 - 1)}" y="${y + 16}" text-anchor="middle">${figure}</text>`
      : null;
    return markup`<g>${name}<rect class="heat h${shade}" ${size}/>${ink}</g>`;
  };
  return picture(text, TOP + Math.max(1, rows.length) * CELL, [
    ...each(columns, (label, i) =>
      i % every === 0
        ? markup`<text x="${px(LEFT + (i + 0.5) * width)}" y="16" text-anchor="middle">${shorten(label, Math.max(2, Math.floor((width * every) / 6)))}</text>`
        : markup``,
    ),
    ...each(
      rows,
      (label, row) =>
        markup`<text class="name" x="${LEFT - 8}" y="${TOP + row * CELL + 16}" text-anchor="end">${shorten(label, 16)}</text>${columns.map((_, column) => cell(row, column))}`,
    ),
  ]);
}
