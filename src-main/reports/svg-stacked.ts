import type { SeriesResult } from '../../shared/results.ts';
import type { Formats } from './formats.ts';
import { each, type Markup, markup } from './markup.ts';
import type { NoteMark } from './notes.ts';
import {
  type ChartText,
  HEIGHT,
  MOST_LINES,
  markClass,
  PLOT,
  picture,
  placeAxis,
  placesOf,
  px,
  scaleFor,
  valueAxis,
} from './svg-frame.ts';
import { noteLines } from './svg-notes.ts';

/** Marks drawn at most; beyond it lines say the same with less ink. */
const MOST_MARKS = 2000;

const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);

/**
 * Whether the lines are parts of one whole, so that stacking them tells the truth: counts that together are no more than n, and
 * not the same people over and over (visitors, visits and views have the same people behind each bucket).
 */
export function arePartsOfWhole({ unit, lines, n, x }: SeriesResult): boolean {
  if (unit !== 'count' || lines.length < 2 || lines.length > MOST_LINES) return false;
  if (lines.some(({ values }) => values.some((value) => value !== null && value < 0))) return false;
  const [first, ...others] = lines.map(({ people }) => people.join());
  const marks = lines.length * (x.type === 'time' ? x.starts.length : x.labels.length);
  const total = lines.reduce((all, { values }) => all + sum(values), 0);
  return marks <= MOST_MARKS && total > 0 && total <= n && others.some((people) => people !== first);
}

/** Columns whose layers add up. A last bucket that is not over yet is hatched. */
export function stackedChart(
  text: ChartText,
  result: SeriesResult,
  formats: Formats,
  notes: readonly NoteMark[] = [],
): Markup {
  const places = placesOf(result, formats);
  const totals = places.map((_, i) => sum(result.lines.map(({ values }) => values[i] ?? 0)));
  const scale = scaleFor(totals, true, PLOT);
  const step = (PLOT.right - PLOT.left) / Math.max(1, places.length);
  const width = Math.max(0.8, step * 0.8);
  const xOf = (i: number) => PLOT.left + i * step;
  const column = (_: string, i: number) => {
    let below = 0;
    const layers = result.lines.map((line, layer) => {
      const value = line.values[i] ?? 0;
      const top = scale.y(below + value);
      const height = scale.y(below) - top;
      below += value;
      return value === 0
        ? markup``
        : markup`<rect class="area ${markClass(line, layer)}" x="${px(xOf(i))}" y="${px(top)}" width="${px(width)}" height="${px(height)}"/>`;
    });
    if (!result.incompleteLast || i !== places.length - 1 || below === 0) return markup`<g>${layers}</g>`;
    const top = scale.y(below);
    return markup`<g>${layers}<rect fill="url(#${text.id}-h)" x="${px(xOf(i))}" y="${px(top)}" width="${px(width)}" height="${px(PLOT.bottom - top)}"/></g>`;
  };
  return picture(text, HEIGHT, [
    markup`<defs><pattern id="${text.id}-h" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" x2="0" y1="0" y2="5"/></pattern></defs>`,
    valueAxis(scale, result.unit, formats),
    placeAxis(places, (i) => xOf(i) + width / 2),
    ...each(places, column),
    noteLines(notes, (i) => xOf(i) + width / 2),
  ]);
}
