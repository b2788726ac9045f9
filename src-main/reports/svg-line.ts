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
  startsAtZero,
  valueAxis,
} from './svg-frame.ts';
import { noteLines } from './svg-notes.ts';

interface Point {
  index: number;
  value: number;
}

/** Runs of known values: a gap stays a gap and is never drawn as zero. */
export function runsOf(values: readonly (number | null)[]): Point[][] {
  const runs: Point[][] = [];
  let run: Point[] = [];
  values.forEach((value, index) => {
    if (value === null || !Number.isFinite(value)) {
      run = [];
      return;
    }
    if (run.length === 0) runs.push(run);
    run.push({ index, value });
  });
  return runs;
}

type Place = (point: Point) => { x: number; y: number };

function stroke(points: readonly Point[], place: Place, style: string): Markup {
  const at = points.map(place);
  const [only] = at;
  if (at.length === 1 && only)
    return markup`<circle class="dot ${style}" cx="${px(only.x)}" cy="${px(only.y)}" r="3"/>`;
  return markup`<path class="line ${style}" d="${at.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${px(x)} ${px(y)}`).join('')}"/>`;
}

/** One line; the stretch to a last bucket that is not over yet is dotted. */
function lineOf(values: readonly (number | null)[], open: boolean, place: Place, style: string): Markup[] {
  const end = values.length - 1;
  return runsOf(values).flatMap((run) => {
    const isOpen = open && run.at(-1)?.index === end;
    if (!isOpen) return [stroke(run, place, style)];
    const closed = run.slice(0, -1);
    return [
      ...(closed.length > 0 ? [stroke(closed, place, style)] : []),
      stroke(run.slice(-2), place, `${style} open`),
    ];
  });
}

/** Lines over time or groups. A single line is compared with the period before, drawn thin and dashed. */
export function lineChart(
  text: ChartText,
  result: SeriesResult,
  before: SeriesResult | null,
  formats: Formats,
  notes: readonly NoteMark[] = [],
): Markup {
  const lines = result.lines.slice(0, MOST_LINES);
  const compared = lines.length === 1 ? (before?.lines[0]?.values ?? []) : [];
  const places = placesOf(result, formats);
  const values = [...lines.flatMap((line) => line.values), ...compared].filter((value) => value !== null);
  const scale = scaleFor(values, startsAtZero(result.unit), PLOT);
  const step = places.length > 1 ? (PLOT.right - PLOT.left) / (places.length - 1) : 0;
  const xOf = (index: number) => (step > 0 ? PLOT.left + index * step : (PLOT.left + PLOT.right) / 2);
  const place: Place = ({ index, value }) => ({ x: xOf(index), y: scale.y(value) });
  return picture(text, HEIGHT, [
    valueAxis(scale, result.unit, formats),
    placeAxis(places, xOf),
    noteLines(notes, xOf),
    ...lineOf(compared.slice(0, places.length), false, place, 'before'),
    ...each(
      lines,
      (line, i) => markup`<g>${lineOf(line.values, result.incompleteLast, place, markClass(line, i))}</g>`,
    ),
  ]);
}
