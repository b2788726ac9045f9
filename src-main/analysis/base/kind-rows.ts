import type { EventColumns } from '../../../shared/columns.ts';

const known = new WeakMap<Uint8Array, Map<number, Uint32Array>>();

/**
 * Rows of one kind, of all time, in the order of the columns: found once, as few rows are of a rare kind and a change of
 * dates need not look at all the others again. Four bytes a row of that kind are kept with the columns.
 */
export function rowsOfKind({ kind, length }: EventColumns, code: number): Uint32Array {
  const list = known.get(kind) ?? new Map<number, Uint32Array>();
  known.set(kind, list);
  const found = list.get(code);
  if (found) return found;
  let count = 0;
  for (let i = 0; i < length; i++) count += Number(kind[i] === code);
  // Row numbers are written down always and kept by adding 0 or 1, as kinds alternate at random.
  const rows = new Uint32Array(count + 1);
  let kept = 0;
  for (let i = 0; i < length; i++) {
    rows[kept] = i;
    kept += Number(kind[i] === code);
  }
  const made = rows.subarray(0, count);
  list.set(code, made);
  return made;
}
