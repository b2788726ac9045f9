import type { EventColumns } from '../../../shared/columns.ts';
import type { WholeVisits } from './visit-cut.ts';

const known = new WeakMap<WholeVisits, { of: Uint8Array; kinds: Uint32Array }>();

/** Kinds of the acts of each whole visit, found once: bit k set = one is of kind k (there are fewer than 32). Never write into what this answers. */
export function kindsOfVisits({ kind }: EventColumns, visits: WholeVisits): Uint32Array {
  const found = known.get(visits);
  if (found?.of === kind) return found.kinds;
  const { count, acts, start } = visits;
  const kinds = new Uint32Array(count);
  for (let s = 0; s < count; s++) {
    const end = start[s + 1] as number;
    let bits = 0;
    for (let a = start[s] as number; a < end; a++) bits |= 1 << (kind[acts[a] as number] as number);
    kinds[s] = bits;
  }
  known.set(visits, { of: kind, kinds });
  return kinds;
}
