import type { PropertyValue } from './properties.ts';

/** Different numbers that are listed one by one; more are put into about so many ranges. */
const MOST_RANGES = 12;
/** Numbers beyond these quantiles may lie so far out that ranges over all of them would say nothing. */
const OUTER = 0.02;

/** The smallest of 1, 2 and 5 times a power of ten that is not below a width. */
function niceWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const factor = [1, 2, 5].find((one) => one * power >= width * (1 - 1e-9)) ?? 10;
  return factor * power;
}

const plain = (value: number): string => String(Number(value.toPrecision(12)));

/** Values as they are listed, and which of them each value belongs to. */
export interface ValueGroups {
  groups: PropertyValue[];
  ofValue: Int32Array;
}

const byWords = (a: PropertyValue, b: PropertyValue): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** Each value by itself: numbers by size where all are numbers, else the most frequent first. `times` = events that have it. */
function singly(values: readonly PropertyValue[], times: Float64Array, used: readonly number[]): ValueGroups {
  const numbers = used.every((code) => values[code]?.type === 'number');
  const order = [...used].sort((a, b) => {
    const [left, right] = [values[a] as PropertyValue, values[b] as PropertyValue];
    return numbers ? left.number - right.number : (times[b] as number) - (times[a] as number) || byWords(left, right);
  });
  const ofValue = new Int32Array(values.length).fill(-1);
  order.forEach((code, group) => {
    ofValue[code] = group;
  });
  return { groups: order.map((code) => values[code] as PropertyValue), ofValue };
}

/** Bounds of ranges of one nice width that cover the numbers between two quantiles (nearest rank) of the events. */
function boundsOf(values: readonly PropertyValue[], times: Float64Array, numbers: readonly number[]): number[] {
  const numberOf = (code: number | undefined): number => values[code ?? -1]?.number ?? 0;
  const sorted = [...numbers].sort((a, b) => numberOf(a) - numberOf(b));
  const total = sorted.reduce((sum, code) => sum + (times[code] as number), 0);
  const quantile = (share: number): number => {
    let passed = 0;
    const found = sorted.find((code) => {
      passed += times[code] as number;
      return passed >= share * total;
    });
    return numberOf(found);
  };
  let [low, high] = [quantile(OUTER), quantile(1 - OUTER)];
  if (low === high) [low, high] = [numberOf(sorted[0]), numberOf(sorted.at(-1))];
  const width = niceWidth((high - low) / (MOST_RANGES - 1));
  const first = Math.floor(low / width);
  const last = Math.floor(high / width) + 1;
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * width).toPrecision(12)));
}

function rangeNamed(from: number, to: number): PropertyValue {
  const words =
    from === Number.NEGATIVE_INFINITY
      ? `under ${plain(to)}`
      : to === Number.POSITIVE_INFINITY
        ? `${plain(from)} and more`
        : `${plain(from)} to under ${plain(to)}`;
  return { key: `range:${from}:${to}`, type: 'number', words, number: from };
}

/**
 * Values put together as they are to be listed: many different numbers in ranges of equal width (a histogram), what is no
 * number behind them, else each value by itself. Only values that some event has are looked at.
 */
export function valueGroups(values: readonly PropertyValue[], times: Float64Array): ValueGroups {
  const used = values.map((_, code) => code).filter((code) => (times[code] as number) > 0);
  const numbers = used.filter((code) => values[code]?.type === 'number');
  if (numbers.length <= MOST_RANGES) return singly(values, times, used);
  const bounds = [Number.NEGATIVE_INFINITY, ...boundsOf(values, times, numbers), Number.POSITIVE_INFINITY];
  const ranges = bounds.slice(1).map((to, i) => rangeNamed(bounds[i] as number, to));
  const others = singly(
    values,
    times,
    used.filter((code) => values[code]?.type !== 'number'),
  );
  const ofValue = others.ofValue.map((group) => (group < 0 ? -1 : group + ranges.length));
  for (const code of numbers) {
    const value = values[code]?.number ?? 0;
    ofValue[code] = bounds.findLastIndex((from) => value >= from);
  }
  return { groups: [...ranges, ...others.groups], ofValue };
}
