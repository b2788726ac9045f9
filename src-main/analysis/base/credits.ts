import { CHANNELS } from '../../../shared/model.ts';
import { DAY_MS } from '../../../shared/time.ts';
import { zeros } from './scan.ts';

const DIRECT = CHANNELS.indexOf('direct');

/** Visits of one person up to a conversion; room for them is used again. */
export interface Journey {
  /** Number of visits; the arrays may be longer. */
  length: number;
  /** Channel, and instant at which each visit began. */
  channel: Uint8Array;
  atMs: Float64Array;
}

/** A way to share a conversion among the touches of its journey: writes `length` shares, which add up to 1. */
interface Credit {
  id: string;
  label: string;
  share(journey: Journey, shares: Float64Array): void;
}

const only = (shares: Float64Array, length: number, at: number): void => {
  shares.fill(0, 0, length);
  shares[at] = 1;
};
const HALF_LIFE_MS = 7 * DAY_MS;

/** Place of the last touch that did not come directly; the last one where all did. */
function lastNonDirect({ length, channel }: Journey): number {
  for (let k = length - 1; k >= 0; k--) if (channel[k] !== DIRECT) return k;
  return length - 1;
}

function decay({ length, atMs }: Journey, shares: Float64Array): void {
  // Measured from the last touch: the same shares, and never all of them zero.
  const last = atMs[length - 1] as number;
  let sum = 0;
  for (let k = 0; k < length; k++) {
    const weight = 2 ** (((atMs[k] as number) - last) / HALF_LIFE_MS);
    shares[k] = weight;
    sum += weight;
  }
  for (let k = 0; k < length; k++) shares[k] = (shares[k] as number) / sum;
}

export const CREDITS: readonly Credit[] = [
  { id: 'first', label: 'First', share: ({ length }, shares) => only(shares, length, 0) },
  { id: 'last', label: 'Last', share: ({ length }, shares) => only(shares, length, length - 1) },
  {
    id: 'last-non-direct',
    label: 'Last non-direct',
    share: (journey, shares) => only(shares, journey.length, lastNonDirect(journey)),
  },
  { id: 'linear', label: 'Linear', share: ({ length }, shares) => void shares.fill(1 / length, 0, length) },
  {
    id: 'position',
    label: 'Position',
    share({ length }, shares) {
      if (length <= 2) {
        shares.fill(1 / length, 0, length);
        return;
      }
      shares.fill(0.2 / (length - 2), 0, length);
      shares[0] = 0.4;
      shares[length - 1] = 0.4;
    },
  },
  { id: 'time-decay', label: 'Time decay', share: decay },
];

/** Counts of a first-order chain: from the start through channels to "converted" or "not". */
export class ChannelChain {
  readonly #size: number;
  /** From (channels, start) × to (channels, start, converted, not). */
  readonly #counts: Float64Array;
  #converted = 0;

  /** `size` = number of channels. */
  constructor(size: number) {
    this.#size = size;
    this.#counts = new Float64Array((size + 1) * (size + 3));
  }

  add({ length, channel }: Journey, converted: boolean): void {
    let from = this.#size;
    for (let k = 0; k < length; k++) {
      const to = channel[k] as number;
      this.#count(from, to);
      from = to;
    }
    this.#count(from, this.#size + (converted ? 1 : 2));
    if (converted) this.#converted++;
  }

  #count(from: number, to: number): void {
    const cell = from * (this.#size + 3) + to;
    this.#counts[cell] = (this.#counts[cell] as number) + 1;
  }

  /**
   * Conversions by channel from the removal effect (Anderl, Becker, von Wangenheim & Schumann 2016): the effect of a
   * channel is the share of conversions that is lost without it, and the conversions are shared in proportion to the effects.
   */
  removalCredits(): number[] {
    const size = this.#size;
    if (this.#converted === 0) return zeros(size);
    const moves = Array.from({ length: size + 1 }, (_, from) => {
      const row = Array.from(this.#counts.subarray(from * (size + 3), (from + 1) * (size + 3)));
      const sum = row.reduce((a, b) => a + b, 0);
      return row.map((count) => (sum > 0 ? count / sum : 0));
    });
    const all = conversionRate(moves, size, -1);
    const effects = Array.from({ length: size }, (_, channel) =>
      Math.max(0, 1 - conversionRate(moves, size, channel) / all),
    );
    const sum = effects.reduce((a, b) => a + b, 0);
    return effects.map((effect) => (sum > 0 ? (effect / sum) * this.#converted : 0));
  }
}

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
