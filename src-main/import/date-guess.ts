import { once } from '../../shared/once.ts';
import { type DateReader, dateReader } from './dates.ts';

/** What a column of dates looks like. */
export interface DateGuess {
  format: string;
  /** Share of the samples that the format reads, 0 to 1. */
  share: number;
  /** True when another order of day and month reads the samples just as well. */
  ambiguous: boolean;
}

const DAYS = [
  'yyyy/MM/dd',
  'yyyy.MM.dd',
  'yyyyMMdd',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'dd.MM.yyyy',
  'dd-MM-yyyy',
  'MM-dd-yyyy',
  'dd/MM/yy',
  'MM/dd/yy',
  'dd.MM.yy',
  'dd-MM-yy',
  'd MMM yyyy',
  'd. MMM yyyy',
  'd-MMM-yyyy',
  'd-MMM-yy',
  'd/MMM/yyyy',
  'd MMM, yyyy',
  'MMM d, yyyy',
  'MMM d yyyy',
  'EEE, d MMM yyyy',
  'EEE, d. MMM yyyy',
  'EEE, MMM d, yyyy',
  "d 'de' MMM 'de' yyyy",
];
const TIMES = [
  '',
  ' HH:mm:ss',
  ' HH:mm',
  ', HH:mm:ss',
  ', HH:mm',
  ' h:mm:ss a',
  ' h:mm a',
  ', h:mm:ss a',
  ', h:mm a',
  " 'at' h:mm a",
  ' HH:mm:ss xx',
  ' HH:mm xx',
];
const FORMATS: readonly string[] = [
  'iso',
  'EEE MMM dd HH:mm:ss xx yyyy',
  'dd/MMM/yyyy:HH:mm:ss xx',
  'yyyy-MM-dd h:mm:ss a',
  'yyyy-MM-dd h:mm a',
  ...DAYS.flatMap((day) => TIMES.map((time) => day + time)),
  'unix-ms',
  'unix-s',
];

/** Instants outside these years are taken as a wrong reading (or a wrong entry). */
const FIRST_MS = Date.UTC(1970, 0, 2);
const LAST_MS = Date.UTC(2100, 0, 1);
/** Plain digits are only dates when they fall near our time: article numbers of 13 digits begin at the year 2096. */
const FIRST_COUNTED_MS = Date.UTC(1990, 0, 1);
const LAST_COUNTED_MS = Date.UTC(2050, 0, 1);

/** What a text must hold for a format to read it at all. */
interface Needs {
  /** Marks between the parts. */
  marks: readonly string[];
  /** Words, of which there is none without a letter. */
  letters: boolean;
  /** A month's name: no fewer than three letters, between which `dates.ts` lets full stops through. */
  name: boolean;
  /** Whether it is before or after noon: an A or a P. */
  half: boolean;
  /** Numbers that marks or letters keep apart. */
  numbers: number;
}

/** To try a text on some 290 expressions takes far longer than to see that it lacks the marks of most of them. */
function needsOf(format: string): Needs {
  if (format === 'iso' || format.startsWith('unix'))
    return { marks: [], letters: false, name: false, half: false, numbers: 1 };
  const plain = format.replace(/'[^']*'/g, '');
  return {
    marks: [...new Set(plain.replace(/[A-Za-z\s]/g, ''))],
    letters: plain !== format || /EEE/.test(plain),
    name: /MMM/.test(plain),
    half: plain.includes('a'),
    numbers: plain.replace('yyyyMMdd', 'yyyy').match(/y+|\bM{1,2}\b|d+|H+|h+|m+|s+/g)?.length ?? 0,
  };
}

/** Whether a format has what it needs in a text; `false` is certain, `true` is not. */
function fitFor(text: string): (needs: Needs) => boolean {
  const count = text.match(/\d+/g)?.length ?? 0;
  const hasLetters = /\p{L}/u.test(text);
  const hasName = /[\p{L}.]{3}/u.test(text);
  const hasHalf = /[ap]/i.test(text);
  return ({ marks, letters, name, half, numbers }) =>
    count >= numbers &&
    (hasLetters || !letters) &&
    (hasName || !name) &&
    (hasHalf || !half) &&
    marks.every((mark) => text.includes(mark));
}

/** Expressions are made when a text first has what they need: making all of them takes longer than guessing. */
const readers = once(() =>
  FORMATS.map((format) => ({ format, reader: once(() => dateReader(format, 'UTC')), needs: needsOf(format) })),
);

function readings(format: string, read: (text: string) => number | null, samples: readonly string[]): number[] {
  const counted = /^unix|^yyyyMMdd/.test(format);
  const [first, last] = counted ? [FIRST_COUNTED_MS, LAST_COUNTED_MS] : [FIRST_MS, LAST_MS];
  const found: number[] = [];
  for (const sample of samples) {
    const at = read(sample);
    if (at !== null && at >= first && at < last) found.push(at);
  }
  return found;
}

/** Steps back in time: exports are sorted one way or the other, so the right reading turns around rarely. */
function turns(times: readonly number[]): number {
  let back = 0;
  let forth = 0;
  for (let i = 1; i < times.length; i++) {
    const step = (times[i] as number) - (times[i - 1] as number);
    if (step < 0) back++;
    else if (step > 0) forth++;
  }
  return Math.min(back, forth);
}

const span = (times: readonly number[]) =>
  times.reduce((a, b) => Math.max(a, b)) - times.reduce((a, b) => Math.min(a, b));
const swapped = (a: string, b: string) => a !== b && a.replace('MM', '?').replace('dd', 'MM').replace('?', 'dd') === b;

/** The format that reads most of the samples, or null when none reads at least seven in ten. Empty cells don't count. */
export function guessDateFormat(cells: readonly string[]): DateGuess | null {
  const samples = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (samples.length === 0) return null;
  // Cheap refusal: every format holds at least six digits or a month's name.
  if (!samples.some((sample) => /\d/.test(sample) && sample.length >= 6 && sample.length <= 48)) return null;
  let best: { format: string; times: number[] } | null = null;
  const all: { format: string; times: number[] }[] = [];
  const ends = [samples[0] as string, samples[samples.length - 1] as string].map((text) => ({
    text,
    fit: fitFor(text),
  }));
  for (const { format, reader, needs } of readers()) {
    if (!ends.some(({ text, fit }) => fit(needs) && reader()?.(text) != null)) continue;
    const read = reader() as DateReader;
    const times = readings(format, read, samples);
    all.push({ format, times });
    if (!best || times.length > best.times.length) best = { format, times };
  }
  if (!best || best.times.length < samples.length * 0.7) return null;
  const { format, times } = best;
  const rival = all.find((other) => other.times.length === times.length && swapped(format, other.format));
  const share = times.length / samples.length;
  if (!rival || rival.times.every((at, i) => at === times[i])) return { format, share, ambiguous: rival !== undefined };
  // Both orders read everything: the one in which the file is better sorted, else spans less time, else day first.
  const order = turns(rival.times) - turns(times) || span(rival.times) - span(times);
  return { format: order < 0 ? rival.format : format, share, ambiguous: true };
}
