/** Bits looked at together: their counts stay in the processor's nearest cache. */
const DIGIT_BITS = 11;
const counts = new Uint32Array((1 << DIGIT_BITS) + 1);

/**
 * The value of the given rank (from 0) among the values from..to, none of which is below 0: digit by digit, the highest
 * first (most significant digit radix selection). Counting has no branch that is guessed wrong, as comparing with a
 * pivot has; the values stay where they are.
 */
function valueOfRank(values: Int32Array, from: number, to: number, bits: number, rank: number): number {
  let found = 0;
  let left = rank;
  for (let shift = bits; shift > 0; ) {
    const prefix = shift < 31 ? found >>> shift : 0;
    const above = shift < 31 ? shift : 30;
    const isFirst = shift === bits;
    const width = Math.min(DIGIT_BITS, shift);
    shift -= width;
    const size = 1 << width;
    counts.fill(0, 0, size + 1);
    // Values with other digits before are counted together, behind all others.
    if (isFirst) for (let i = from; i < to; i++) countOne((values[i] as number) >>> shift);
    else
      for (let i = from; i < to; i++) {
        const value = values[i] as number;
        const digit = (value >>> shift) & (size - 1);
        const isOther = Number(value >>> above !== prefix);
        countOne(digit + Math.imul(size - digit, isOther));
      }
    let digit = 0;
    while (left >= (counts[digit] as number)) left -= counts[digit++] as number;
    found |= digit << shift;
  }
  return found;
}

function countOne(digit: number): void {
  counts[digit] = (counts[digit] as number) + 1;
}

/** Median of the whole numbers from..to of an array, none below 0 (mean of the two in the middle); null for none. */
export function wholeMedian(values: Int32Array, from: number, to: number): number | null {
  const length = to - from;
  if (length <= 0) return null;
  let all = 0;
  for (let i = from; i < to; i++) all |= values[i] as number;
  const bits = 32 - Math.clz32(all);
  const lower = valueOfRank(values, from, to, bits, (length - 1) >> 1);
  if (length % 2 === 1) return lower;
  // The value next in rank is the same one again, or the least of those above.
  let below = 0;
  let next = 0x7fff_ffff;
  for (let i = from; i < to; i++) {
    const value = values[i] as number;
    below += Number(value <= lower);
    next = Math.min(next, value > lower ? value : 0x7fff_ffff);
  }
  return below > length >> 1 ? lower : (lower + next) / 2;
}
