import type { SeriesResult } from '../../shared/results.ts';
import type { Formats } from './formats.ts';
import { each, type Markup, markup } from './markup.ts';
import { type ChartText, picture, px, shorten, WIDTH } from './svg-frame.ts';

/** Bars drawn at most; the table has the rest. */
export const MOST_BARS = 15;
const ROW = 26;
const LEFT = 210;
const VALUE_ROOM = 90;

/** Horizontal bars from zero, each with its value: groups with names of any length. Draws the first line of a result. */
export function barChart(text: ChartText, result: SeriesResult, formats: Formats): Markup {
  const labels = result.x.type === 'category' ? result.x.labels : [];
  const values = result.lines[0]?.values ?? [];
  const bars = labels.slice(0, MOST_BARS).map((label, i) => ({ label, value: values[i] ?? null }));
  const largest = Math.max(0, ...bars.map(({ value }) => value ?? 0)) || 1;
  const draw = ({ label, value }: (typeof bars)[number], i: number) => {
    const y = i * ROW;
    const width = px((Math.max(0, value ?? 0) / largest) * (WIDTH - LEFT - VALUE_ROOM));
    return markup`<text class="name" x="${LEFT - 10}" y="${y + 17}" text-anchor="end">${shorten(label, 30)}</text><rect class="area s1" x="${LEFT}" y="${y + 4}" width="${width}" height="${ROW - 8}" rx="2"/><text x="${px(LEFT + width + 8)}" y="${y + 17}">${formats.number(value, result.unit)}</text>`;
  };
  return picture(text, Math.max(1, bars.length) * ROW, each(bars, draw));
}
