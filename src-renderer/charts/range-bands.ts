import { type ChartData, type ChartLine, toneToken } from './chart-data.ts';

type Values = readonly (number | null)[];

/** Where a band lies without a gap: first and last mark. */
export function bandStretches({ low, high }: { low: Values; high: Values }): [from: number, to: number][] {
  const found: [number, number][] = [];
  low.forEach((value, i) => {
    if (value === null || (high[i] ?? null) === null) return;
    const last = found.at(-1);
    if (last && last[1] === i - 1) last[1] = i;
    else found.push([i, i]);
  });
  return found;
}

export const hasBands = ({ lines }: ChartData): boolean => lines.some(({ band }) => band !== undefined);

/** The highest end of a band, which the axis must reach. */
export const highestBand = ({ lines }: ChartData): number =>
  Math.max(0, ...lines.map(({ band }) => (band ? topOf(band.high) : 0)));
const topOf = (values: Values): number => values.reduce<number>((top, value) => Math.max(top, value ?? 0), 0);

interface Axis {
  getPixelForValue(value: number): number;
}

/** Half the width, in pixels, of a band of one mark, which has no width of its own. */
const ALONE = 3;
const OPACITY = 0.2;

/** Fills the bands of the lines with their colours. */
export function drawBands(
  pen: CanvasRenderingContext2D,
  x: Axis,
  y: Axis,
  { lines }: ChartData,
  colourOf: (token: string) => string,
): void {
  const fill = ({ band, tone }: ChartLine) => {
    if (!band) return;
    pen.fillStyle = colourOf(toneToken(tone));
    for (const [from, to] of bandStretches(band)) {
      const corner = (i: number, values: Values, by = 0) =>
        pen.lineTo(x.getPixelForValue(i) + by, y.getPixelForValue(values[i] ?? 0));
      const isAlone = from === to;
      pen.beginPath();
      for (let i = from; i <= to; i++) corner(i, band.low, isAlone ? -ALONE : 0);
      if (isAlone) corner(from, band.low, ALONE);
      for (let i = to; i >= from; i--) corner(i, band.high, isAlone ? ALONE : 0);
      if (isAlone) corner(from, band.high, -ALONE);
      pen.fill();
    }
  };
  pen.save();
  pen.globalAlpha = OPACITY;
  for (const line of lines) fill(line);
  pen.restore();
}
