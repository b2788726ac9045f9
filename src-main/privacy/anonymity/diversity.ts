import type { Classes, CodedColumn } from './classes.ts';

/** How much the classes give away about a sensitive column. */
export interface Diversity {
  column: string;
  /** Distinct l-diversity: fewest different values in a class (Machanavajjhala et al. 2007). */
  l: number;
  /** Entropy l-diversity: e to the smallest entropy of a class. */
  entropyL: number;
  /** t-closeness: largest earth mover's distance between a class and the whole (Li, Li and Venkatasubramanian 2007). */
  t: number;
  /** Classes, and rows in them, that hold one value only: who is in such a class is found out. */
  uniformClasses: number;
  uniformRows: number;
  distance: 'ordered' | 'equal';
}

const isNumeric = (values: readonly string[]) =>
  values.every((value) => value.trim() !== '' && Number.isFinite(Number(value)));

/** Earth mover's distance of two distributions, each of which sums to 1: values in a row one step apart, or all equally far. */
function earthMovers(p: Float64Array, q: Float64Array, ordered: boolean): number {
  let sum = 0;
  let carried = 0;
  for (let i = 0; i < p.length; i++) {
    const gap = (p[i] as number) - (q[i] as number);
    carried += gap;
    sum += ordered ? Math.abs(carried) : Math.abs(gap) / 2;
  }
  return ordered ? sum / Math.max(1, p.length - 1) : sum;
}

const shares = (counts: Float64Array, total: number) => counts.map((count) => count / total);
const entropy = (p: Float64Array) => -p.reduce((sum, share) => sum + (share > 0 ? share * Math.log(share) : 0), 0);

export function diversityOf({ of, sizes }: Classes, column: CodedColumn): Diversity {
  const ordered = isNumeric(column.values);
  const order = column.values.map((value, code) => ({ value, code }));
  if (ordered) order.sort((a, b) => Number(a.value) - Number(b.value));
  const placeOf = new Uint32Array(order.length);
  order.forEach(({ code }, place) => {
    placeOf[code] = place;
  });
  const rowsOf: number[][] = Array.from(sizes, () => []);
  of.forEach((id, row) => {
    (rowsOf[id] as number[]).push(placeOf[column.codes[row] as number] as number);
  });
  const whole = new Float64Array(order.length);
  for (const code of column.codes) (whole[placeOf[code] as number] as number)++;
  const overall = shares(whole, of.length);
  const found = {
    l: Number.POSITIVE_INFINITY,
    entropyL: Number.POSITIVE_INFINITY,
    t: 0,
    uniformClasses: 0,
    uniformRows: 0,
  };
  for (const places of rowsOf) {
    const counts = new Float64Array(order.length);
    for (const place of places) (counts[place] as number)++;
    const distinct = new Set(places).size;
    const own = shares(counts, places.length);
    found.l = Math.min(found.l, distinct);
    found.entropyL = Math.min(found.entropyL, Math.exp(entropy(own)));
    found.t = Math.max(found.t, earthMovers(own, overall, ordered));
    if (distinct === 1) {
      found.uniformClasses++;
      found.uniformRows += places.length;
    }
  }
  const empty = rowsOf.length === 0;
  return {
    column: column.name,
    ...found,
    l: empty ? 0 : found.l,
    entropyL: empty ? 0 : found.entropyL,
    distance: ordered ? 'ordered' : 'equal',
  };
}
