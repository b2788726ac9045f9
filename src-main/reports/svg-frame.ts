import type { SeriesResult, Unit } from '../../shared/results.ts';
import type { Formats } from './formats.ts';
import { each, type Markup, markup } from './markup.ts';

/** Size of a chart in its own units; it scales with the page. */
export const WIDTH = 760;
export const HEIGHT = 250;
/** Lines or layers drawn at most; colours stay tellable apart up to here. */
export const MOST_LINES = 6;

/** The drawing area inside the axes. */
export interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
}
export const PLOT: Plot = { left: 56, right: WIDTH - 12, top: 14, bottom: HEIGHT - 28 };

/** Coordinates with one decimal are exact enough and keep the file small. */
export const px = (value: number): number => Math.round(value * 10) / 10;

/** What a chart is called and says, for those who do not see it. `id` is unique in the page. */
export interface ChartText {
  id: string;
  title: string;
  description: string;
}

/** A picture with an accessible name and description. */
export function picture({ id, title, description }: ChartText, height: number, drawn: readonly Markup[]): Markup {
  return markup`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}-t ${id}-d" xmlns="http://www.w3.org/2000/svg"><title id="${id}-t">${title}</title><desc id="${id}-d">${description}</desc>${drawn}</svg>`;
}

/** A value axis: where values lie and which of them are written. */
export interface Scale {
  ticks: number[];
  y(value: number): number;
}

/** Round steps of 1, 2 or 5 (Heckbert, Graphics Gems, 1990), about four of them. With `zero` the axis starts at zero. */
export function scaleFor(values: readonly number[], zero: boolean, { top, bottom }: Plot): Scale {
  const low = Math.min(...(zero ? [0] : []), ...values);
  const high = Math.max(...(zero ? [0] : []), ...values);
  // Values that differ by less than an axis can write count as equal.
  const span =
    high - low > 1e-9 * Math.max(1, Math.abs(high), Math.abs(low)) ? high - low : Math.max(1, Math.abs(high));
  const raw = span / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= raw * 0.999) ?? 10) * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  const [from, to] = [first * step, last * step];
  return { ticks, y: (value) => bottom - ((value - from) / (to - from)) * (bottom - top) };
}

/** Units whose bars and areas must start at zero to be honest. */
export const startsAtZero = (unit: Unit) => unit !== 'score' && unit !== 'stars' && unit !== 'ratio';

/** Horizontal grid lines with their values. */
export const valueAxis = (scale: Scale, unit: Unit, formats: Formats): Markup =>
  markup`<g class="axis">${each(scale.ticks, (tick) => {
    const y = px(scale.y(tick));
    return markup`<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${y}" y2="${y}"/><text x="${PLOT.left - 8}" y="${y + 4}" text-anchor="end">${formats.tick(tick, unit)}</text>`;
  })}</g>`;

/** Names of the places along the x axis. */
export const placesOf = ({ x }: SeriesResult, formats: Formats): string[] =>
  x.type === 'time' ? x.starts.map((start) => formats.bucket(start, x.bucket)) : x.labels;

/** Labels under the axis: as many as fit, evenly spread, the first among them. */
export function placeAxis(labels: readonly string[], xOf: (index: number) => number): Markup {
  const every = Math.max(1, Math.ceil(labels.length / 7));
  const shown = labels.flatMap((label, i) => (i % every === 0 ? [{ label, x: xOf(i) }] : []));
  return markup`<g class="axis">${each(shown, ({ label, x }) => markup`<text x="${px(Math.min(x, WIDTH - 34))}" y="${PLOT.bottom + 18}" text-anchor="middle">${label}</text>`)}</g>`;
}

/** Shortens a label that would not fit; the table beside the chart has all of it. */
export function shorten(label: string, most: number): string {
  const letters = [...label];
  return letters.length <= most ? label : `${letters.slice(0, most - 1).join('')}…`;
}

/** Highest and lowest value in words: what a picture says first. */
export function extremes(result: SeriesResult, formats: Formats): string {
  const places = placesOf(result, formats);
  const sentences = result.lines.slice(0, MOST_LINES).map(({ label, values }) => {
    const known = values.flatMap((value, i) => (value === null ? [] : [{ value, place: places[i] ?? '' }]));
    if (known.length === 0) return `${label}: nothing to show.`;
    const high = known.reduce((a, b) => (b.value > a.value ? b : a));
    const low = known.reduce((a, b) => (b.value < a.value ? b : a));
    const say = (at: typeof high) => `${formats.number(at.value, result.unit)} (${at.place})`;
    return `${label}: highest ${say(high)}, lowest ${say(low)}.`;
  });
  return sentences.join(' ');
}

/** Moods have colours of their own, wherever they stand in the list: a diverging scale, never red and green. */
const MOODS: ReadonlySet<string> = new Set(['negative', 'neutral', 'positive']);

/** Class of a line or layer: its mood, or its place among the series colours. */
export const markClass = ({ id }: { id: string }, index: number): string => (MOODS.has(id) ? id : `s${index + 1}`);

/** Which line has which colour; nothing for a single line. Each entry repeats the line's own stroke or fill. */
export function legend(lines: SeriesResult['lines'], kind: 'line' | 'area'): Markup {
  if (lines.length < 2) return markup``;
  const entry = (line: SeriesResult['lines'][number], i: number) =>
    markup`<li><svg class="key" viewBox="0 0 24 10" aria-hidden="true" xmlns="http://www.w3.org/2000/svg">${
      kind === 'line'
        ? markup`<line class="line ${markClass(line, i)}" x1="1" x2="23" y1="5" y2="5"/>`
        : markup`<rect class="area ${markClass(line, i)}" width="24" height="10" rx="2"/>`
    }</svg> ${line.label}</li>`;
  return markup`<ul class="legend">${each(lines.slice(0, MOST_LINES), entry)}</ul>`;
}
