import type { EventColumns } from '../../../shared/columns.ts';
import type { WholeVisits } from './visit-cut.ts';

const known = new WeakMap<WholeVisits, { of: Uint32Array; bytes: Float64Array }>();

/** Bytes sent for the acts from..to. */
export function bytesIn(sizeBytes: Uint32Array, acts: Uint32Array, from: number, to: number): number {
  let sum = 0;
  for (let a = from; a < to; a++) sum += sizeBytes[acts[a] as number] as number;
  return sum;
}

/** Bytes sent in each whole visit, summed up once. Never write into what this answers. */
export function bytesOfVisits({ sizeBytes }: EventColumns, visits: WholeVisits): Float64Array {
  const found = known.get(visits);
  if (found?.of === sizeBytes) return found.bytes;
  const { count, acts, start } = visits;
  const bytes = new Float64Array(count);
  for (let s = 0; s < count; s++) bytes[s] = bytesIn(sizeBytes, acts, start[s] as number, start[s + 1] as number);
  known.set(visits, { of: sizeBytes, bytes });
  return bytes;
}
