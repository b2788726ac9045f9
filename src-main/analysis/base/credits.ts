import { CHANNELS } from '../../../shared/model.ts';
import { DAY_MS } from '../../../shared/time.ts';
import { zeros } from './scan.ts';

const DIRECT = CHANNELS.indexOf('direct');

/** Visits of one person up to a conversion (or to none). */
export interface Journey {
  touches: { channel: number; atMs: number }[];
  person: number;
  /** Row of the conversion; −1 = none. */
  conversionRow: number;
  value: number;
  /** Instant of the conversion. */
  atMs: number;
}

/** A way to share a conversion among the touches of its journey; the shares add up to 1. */
interface Credit {
  id: string;
  label: string;
  shares(journey: Journey): number[];
}

const only = (length: number, at: number): number[] => Array.from({ length }, (_, i) => (i === at ? 1 : 0));
const HALF_LIFE_MS = 7 * DAY_MS;

export const CREDITS: readonly Credit[] = [
  { id: 'first', label: 'First', shares: ({ touches }) => only(touches.length, 0) },
  { id: 'last', label: 'Last', shares: ({ touches }) => only(touches.length, touches.length - 1) },
  {
    id: 'last-non-direct',
    label: 'Last non-direct',
    shares: ({ touches }) => {
      const found = touches.findLastIndex(({ channel }) => channel !== DIRECT);
      return only(touches.length, found < 0 ? touches.length - 1 : found);
    },
  },
  { id: 'linear', label: 'Linear', shares: ({ touches }) => touches.map(() => 1 / touches.length) },
  {
    id: 'position',
    label: 'Position',
    shares: ({ touches: { length } }) => {
      if (length <= 2) return Array.from({ length }, () => 1 / length);
      return Array.from({ length }, (_, i) => (i === 0 || i === length - 1 ? 0.4 : 0.2 / (length - 2)));
    },
  },
  {
    id: 'time-decay',
    label: 'Time decay',
    shares: ({ touches, atMs }) => {
      // Measured from the last touch: the same shares, and never all of them zero.
      const last = touches.at(-1)?.atMs ?? atMs;
      const weights = touches.map((touch) => 2 ** ((touch.atMs - last) / HALF_LIFE_MS));
      const sum = weights.reduce((a, b) => a + b, 0);
      return weights.map((weight) => weight / sum);
    },
  },
];

/** Share of journeys that end in a conversion when walks go by the chain's probabilities, without one channel (−1 = with all). */
function conversionRate(moves: readonly (readonly number[])[], size: number, without: number): number {
  const start = size;
  const done = size + 1;
  // Gauss-Seidel: the chain always ends, so the probabilities to convert settle quickly.
  const rate = zeros(size + 3);
  rate[done] = 1;
  for (let round = 0; round < 10_000; round++) {
    let change = 0;
    for (let from = 0; from <= start; from++) {
      if (from === without) continue;
      const next = (moves[from] as number[]).reduce(
        (sum, share, to) => (to === without ? sum : sum + share * (rate[to] as number)),
        0,
      );
      change = Math.max(change, Math.abs(next - (rate[from] as number)));
      rate[from] = next;
    }
    if (change < 1e-12) break;
  }
  return rate[start] as number;
}

/**
 * Conversions by channel from the removal effect (Anderl, Becker, von Wangenheim & Schumann 2016): a first-order chain
 * from the start through channels to "converted" or "not"; the effect of a channel is the share of conversions that is
 * lost without it, and the conversions are shared in proportion to the effects.
 */
export function removalCredits(journeys: readonly Journey[], size: number): number[] {
  const converted = journeys.filter(({ conversionRow }) => conversionRow >= 0).length;
  if (converted === 0) return zeros(size);
  const counts = Array.from({ length: size + 3 }, () => zeros(size + 3));
  for (const { touches, conversionRow } of journeys) {
    const way = [size, ...touches.map(({ channel }) => channel), conversionRow >= 0 ? size + 1 : size + 2];
    for (let k = 1; k < way.length; k++) {
      const row = counts[way[k - 1] as number] as number[];
      row[way[k] as number] = (row[way[k] as number] as number) + 1;
    }
  }
  const moves = counts.map((row) => {
    const sum = row.reduce((a, b) => a + b, 0);
    return row.map((count) => (sum > 0 ? count / sum : 0));
  });
  const all = conversionRate(moves, size, -1);
  const effects = Array.from({ length: size }, (_, channel) =>
    Math.max(0, 1 - conversionRate(moves, size, channel) / all),
  );
  const sum = effects.reduce((a, b) => a + b, 0);
  return effects.map((effect) => (sum > 0 ? (effect / sum) * converted : 0));
}
