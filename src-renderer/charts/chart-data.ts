import type { Unit } from '../../shared/results.ts';

/** Colour of a line, by its meaning; the colour itself stands in tokens.css. */
export type Tone = 1 | 2 | 3 | 4 | 5 | 6 | 'accent' | 'other' | 'before' | 'negative' | 'neutral' | 'positive';

/** The token of a tone. */
export const toneToken = (tone: Tone): string => {
  if (typeof tone === 'number' || tone === 'other' || tone === 'before') return `--series-${tone}`;
  return `--${tone}`;
};

/** One line, or one colour of bars. null = gap, never drawn as zero. */
export interface ChartLine {
  id: string;
  label: string;
  values: readonly (number | null)[];
  /** Distinct people behind each mark. */
  people: readonly number[];
  tone: Tone;
  /** Between what the value is, or is usually, in 95 of 100 cases; drawn as a band, null = no band there. */
  band?: { low: readonly (number | null)[]; high: readonly (number | null)[] };
  /** A thin dashed line of the comparison period. */
  before?: boolean;
}

/** Everything a chart draws. Made by pure functions (from-result.ts and pages' series.ts), so that it can be tested. */
export interface ChartData {
  unit: Unit;
  /** Short names on the axis and whole names in words, one per mark. */
  axis: readonly string[];
  names: readonly string[];
  /** What a mark is called in a key: `<line id>@<mark key>`. */
  markKeys: readonly string[];
  lines: readonly ChartLine[];
  /** The last mark's period is not over: hatched or dashed, and said. */
  incompleteLast: boolean;
  /** Said under the chart, e.g. "3 smaller ones are not shown". */
  notes: readonly string[];
  /** Words of the owner about a mark's period, in the order of the axis. */
  flags?: readonly ChartFlag[];
}

/** Something that happened in the period of a mark. */
export interface ChartFlag {
  index: number;
  /** Day in words. */
  day: string;
  text: string;
}

/** The key of a mark, as `analyses.rows` takes it. */
export const markKey = (data: ChartData, line: ChartLine, index: number): string =>
  `${line.id}@${data.markKeys[index] ?? ''}`;
