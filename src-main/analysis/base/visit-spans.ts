import { CutVisits, type VisitSpans, type WholeVisits } from './visit-cut.ts';

/** The spans of `count` visits from `from` on; those of a period need not all be put together for it. */
export function spansFrom(visits: WholeVisits, from: number, count: number): VisitSpans {
  const { begin, end } = visits instanceof CutVisits ? visits.whole.spans : visits.spans;
  const to = from + count;
  if (!(visits instanceof CutVisits)) return { begin: begin.subarray(from, to), end: end.subarray(from, to) };
  const numbers = visits.numbers.subarray(from, to);
  return { begin: pick(begin, numbers), end: pick(end, numbers) };
}

function pick(spans: Int32Array, numbers: Uint32Array): Int32Array {
  const own = new Int32Array(numbers.length);
  for (let k = 0; k < numbers.length; k++) own[k] = spans[numbers[k] as number] as number;
  return own;
}
