import type { SeriesResult, Unit } from '../../shared/results.ts';
import { bucketStart, DAY_MS, HOUR_MS } from '../../shared/time.ts';
import { formatBucket, formatDay, formatTime } from '../ui/format.ts';
import type { Locale } from '../ui/locale.ts';
import { ID_WORDS } from '../ui/words.ts';
import type { ChartData, ChartFlag, ChartLine, Tone } from './chart-data.ts';

const MOST_LINES = 6;
const MOST_MARKS = 2000;
const TONES: readonly Tone[] = [1, 2, 3, 4, 5, 6];
/** Units whose values add up over lines and periods. People do not: one person may be in several. */
const ADDS: ReadonlySet<Unit> = new Set(['count', 'visits', 'money', 'bytes']);

const sum = (values: readonly (number | null)[]): number =>
  values.reduce<number>((all, value) => all + (value ?? 0), 0);
const addUp = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((all, value) => all + value, 0);
};
const mean = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((all, value) => all + value, 0) / known.length;
};

type RawLine = SeriesResult['lines'][number];

/** The six largest lines; the others as one where their numbers add up, else left out and said. */
export function foldLines(lines: readonly RawLine[], unit: Unit): { lines: RawLine[]; notes: string[] } {
  if (lines.length <= MOST_LINES) return { lines: [...lines], notes: [] };
  const bySize = [...lines].sort((a, b) => sum(b.values) - sum(a.values));
  const kept = new Set(bySize.slice(0, MOST_LINES));
  const rest = lines.filter((line) => !kept.has(line));
  const shown = lines.filter((line) => kept.has(line));
  if (!ADDS.has(unit))
    return { lines: shown, notes: [`${rest.length} smaller ones are not drawn; the table has them.`] };
  const width = rest[0]?.values.length ?? 0;
  const column = <V>(pick: (line: RawLine) => readonly V[], i: number) => rest.map((line) => pick(line)[i] as V);
  const other: RawLine = {
    id: 'other',
    label: `Other (${rest.length})`,
    values: Array.from({ length: width }, (_, i) => addUp(column((line) => line.values, i))),
    // Somebody may be in several of them: the largest is a safe lower bound.
    people: Array.from({ length: width }, (_, i) => Math.max(0, ...column((line) => line.people, i))),
  };
  return { lines: [...shown, other], notes: [] };
}

const lostBands = ({ lines }: ChartData): string[] =>
  lines.some(({ band }) => band)
    ? ['Ranges are shown for single marks only: choose a longer step or fewer dates.']
    : [];

/** Joins neighbouring marks until a chart has at most 2,000. */
function thin(data: ChartData): ChartData {
  const marks = data.axis.length * data.lines.length;
  if (marks <= MOST_MARKS) return data;
  const step = Math.ceil(marks / MOST_MARKS);
  const starts = Array.from({ length: Math.ceil(data.axis.length / step) }, (_, i) => i * step);
  const join = ADDS.has(data.unit) ? addUp : mean;
  const pick = (texts: readonly string[]) => starts.map((start) => texts[start] as string);
  const what = ADDS.has(data.unit) ? 'the sum' : 'the mean';
  return {
    ...data,
    axis: pick(data.axis),
    names: pick(data.names),
    markKeys: pick(data.markKeys),
    // Bounds of single marks are no bounds of several together.
    lines: data.lines.map((line) => {
      const { band: _, ...rest } = line;
      const values = starts.map((start) => join(line.values.slice(start, start + step)));
      const people = starts.map((start) => Math.max(0, ...line.people.slice(start, start + step)));
      return { ...rest, values, people };
    }),
    notes: [...data.notes, `Each mark is ${what} of ${step} neighbours.`, ...lostBands(data)],
    ...(data.flags && { flags: data.flags.map((flag) => ({ ...flag, index: Math.floor(flag.index / step) })) }),
  };
}

/** Something the owner noted, at the first instant of its local day. */
export interface Happened {
  atMs: number;
  text: string;
}

/** Notes that fall into the periods shown, at their marks. */
function flagsOf(x: SeriesResult['x'], happened: readonly Happened[], locale: Locale): ChartFlag[] {
  if (x.type !== 'time') return [];
  const isShort = x.bucket === 'minute' || x.bucket === 'hour';
  const first = x.starts[0] ?? 0;
  // Hours may begin within the day of a note: with the first hit of a log.
  const instantOf = (atMs: number) => (isShort && atMs + DAY_MS > first ? Math.max(atMs, first) : atMs);
  return happened
    .map(({ atMs, text }) => ({
      index: x.starts.indexOf(bucketStart(locale.zone, x.bucket, instantOf(atMs))),
      day: formatDay(atMs, locale),
      text,
    }))
    .filter(({ index }) => index >= 0);
}

/** Longest day, when the clock is set back. */
const LONGEST_DAY_MS = 25 * HOUR_MS;

/** Names of the marks on the axis: within one day the time is enough. */
function axisOf({ starts, bucket }: Extract<SeriesResult['x'], { type: 'time' }>, locale: Locale): string[] {
  const [first = 0, last = 0] = [starts[0], starts.at(-1)];
  const isShort = bucket === 'minute' || bucket === 'hour';
  return starts.map((start) =>
    isShort && last - first < LONGEST_DAY_MS ? formatTime(start, locale) : formatBucket(start, bucket, locale),
  );
}

/** What a page may say about the lines of its chart. */
export interface LineWishes {
  /** Ids of the lines to draw, in this order; all when absent. */
  only?: readonly string[];
  /** Colours by meaning, e.g. sentiment. */
  tones?: Readonly<Record<string, Tone>>;
  /** Lines that are the bounds of another one, by its id: drawn as a band around it. */
  bands?: Readonly<Record<string, { low: string; high: string }>>;
}

/** The bounds of a line as a page wishes for them; nothing where the result has none. */
function bandOf(result: SeriesResult, wish: { low: string; high: string } | undefined): Pick<ChartLine, 'band'> {
  const valuesOf = (id: string) => result.lines.find((line) => line.id === id)?.values;
  const low = wish && valuesOf(wish.low);
  const high = wish && valuesOf(wish.high);
  return low && high ? { band: { low, high } } : {};
}

const wantedLines = ({ lines }: SeriesResult, { only }: LineWishes): RawLine[] =>
  only?.flatMap((id) => lines.find((line) => line.id === id) ?? []) ?? lines;

/** Whether the period before is drawn beside a series: over time, where one line stands alone. */
export const drawsBefore = (result: SeriesResult, wishes: LineWishes = {}): boolean =>
  result.x.type === 'time' && wantedLines(result, wishes).length === 1;

/** The line of the period before; without values while that is still being counted, so that its name has its place. */
function lineBefore(line: RawLine, previous: SeriesResult | 'coming' | null): ChartLine[] {
  const earlier = previous === 'coming' ? null : previous?.lines.find(({ id }) => id === line.id);
  if (earlier === undefined) return [];
  return [
    {
      id: `${line.id}:before`,
      label: earlier ? 'Period before' : 'Period before (counting…)',
      values: line.values.map((_, i) => earlier?.values[i] ?? null),
      people: line.values.map((_, i) => earlier?.people[i] ?? 0),
      tone: 'before',
      before: true,
    },
  ];
}

/**
 * Props of a chart from a series. The comparison period is drawn when one line stands alone: dashed copies of several
 * lines only confuse.
 */
export function toChartData(
  result: SeriesResult,
  previous: SeriesResult | 'coming' | null,
  locale: Locale,
  wishes: LineWishes = {},
  happened: readonly Happened[] = [],
): ChartData {
  const { x, unit } = result;
  const { lines, notes } = foldLines(wantedLines(result, wishes), unit);
  const alone = lines.length === 1;
  const toneOf = (line: RawLine, i: number): Tone =>
    wishes.tones?.[line.id] ?? (line.id === 'other' ? 'other' : alone ? 'accent' : (TONES[i] ?? 'other'));
  // A line named by its id (a network, a mood) gets the words for it.
  const nameOf = ({ id, label }: RawLine) => (id === label ? (ID_WORDS[id] ?? label) : label);
  const drawn: ChartLine[] = lines.map((line, i) => ({
    ...line,
    label: nameOf(line),
    tone: toneOf(line, i),
    ...bandOf(result, wishes.bands?.[line.id]),
  }));
  const first = lines[0];
  if (first && drawsBefore(result, wishes)) drawn.push(...lineBefore(first, previous));
  const time = x.type === 'time' ? x : null;
  const labels = x.type === 'category' ? x.labels : [];
  return thin({
    unit,
    axis: time ? axisOf(time, locale) : labels,
    names: time ? time.starts.map((start) => formatBucket(start, time.bucket, locale, true)) : labels,
    markKeys: time ? time.starts.map(String) : labels,
    lines: drawn,
    incompleteLast: result.incompleteLast,
    flags: flagsOf(x, happened, locale),
    notes: result.incompleteLast && time ? [`The data ends before the last ${time.bucket} does.`, ...notes] : notes,
  });
}

/** The course of one line, for a sparkline beside a key figure; without an unfinished last period, which always seems to fall. */
export function courseOf(result: SeriesResult | undefined, line: string): (number | null)[] {
  const found = result?.lines.find(({ id }) => id === line)?.values ?? [];
  return result?.incompleteLast ? found.slice(0, -1) : [...found];
}
