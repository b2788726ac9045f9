/** Words that a topic is known by, with their weights. */
export type Signature = Readonly<Record<string, number>>;

/** Where topics lie in a picture: the more alike, the nearer. Both within −1..1. */
export interface TopicPlaces {
  places: { x: number; y: number }[];
  /** Share of the differences between the topics that two dimensions hold, 0..1. */
  kept: number;
}

const MOST_SWEEPS = 60;

/** Likeness 0..1 of two topics as distributions over words (Bhattacharyya 1943): words that both have in common weigh in however rare. */
function affinity(a: Signature, b: Signature): number {
  const sum = (weights: Signature) => Object.values(weights).reduce((all, weight) => all + weight, 0);
  let both = 0;
  for (const [stem, weight] of Object.entries(a))
    if (Object.hasOwn(b, stem)) both += Math.sqrt(weight * (b[stem] as number));
  const size = Math.sqrt(sum(a) * sum(b));
  return size > 0 ? Math.min(1, both / size) : 0;
}

type Square = Float64Array[];

/** Takes the mean out of rows and columns. */
function centred(values: Square): Square {
  const n = values.length;
  const means = values.map((row) => row.reduce((a, b) => a + b, 0) / n);
  const all = means.reduce((a, b) => a + b, 0) / n;
  return values.map((row, i) => row.map((value, j) => value - (means[i] as number) - (means[j] as number) + all));
}

/** One rotation of Jacobi's method, which makes entry (p, q) of a symmetric matrix zero. */
function rotate(a: Square, vectors: Square, p: number, q: number): void {
  const [rowP, rowQ] = [a[p] as Float64Array, a[q] as Float64Array];
  const off = rowP[q] as number;
  if (Math.abs(off) < 1e-15) return;
  const theta = ((rowQ[q] as number) - (rowP[p] as number)) / (2 * off);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (const row of [...a, ...vectors]) {
    const [x, y] = [row[p] as number, row[q] as number];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  }
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [rowP[k] as number, rowQ[k] as number];
    rowP[k] = c * x - s * y;
    rowQ[k] = s * x + c * y;
  }
}

/** Eigenvalues of a symmetric matrix, largest first, with their vectors (Jacobi 1846, in cyclic order). The matrix is used up. */
function eigen(a: Square): { value: number; vector: Float64Array }[] {
  const n = a.length;
  const vectors: Square = Array.from({ length: n }, (_, i) =>
    Float64Array.from({ length: n }, (__, j) => (i === j ? 1 : 0)),
  );
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) off += Math.abs((a[p] as Float64Array)[q] as number);
    if (off < 1e-12) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, vectors, p, q);
  }
  return Array.from({ length: n }, (_, k) => ({
    value: (a[k] as Float64Array)[k] as number,
    vector: Float64Array.from(vectors, (row) => row[k] as number),
  })).sort((x, y) => y.value - x.value);
}

/** A vector and its opposite say the same: the entry that is largest, the first of such, is made positive. */
function signed(vector: Float64Array): Float64Array {
  let first = 0;
  vector.forEach((value, i) => {
    if (Math.abs(value) > Math.abs(vector[first] as number) + 1e-9) first = i;
  });
  return (vector[first] as number) < 0 ? vector.map((value) => -value) : vector;
}

/**
 * Places topics in two dimensions by classical scaling (Torgerson 1952) of how alike their words are. Same topics in the same order:
 * same places.
 */
export function topicPlaces(signatures: readonly Signature[]): TopicPlaces {
  const n = signatures.length;
  if (n < 2) return { places: signatures.map(() => ({ x: 0, y: 0 })), kept: 1 };
  const alike = signatures.map((a) => Float64Array.from(signatures, (b) => affinity(a, b)));
  const parts = eigen(centred(alike));
  const size = (part: (typeof parts)[0] | undefined) => Math.max(0, part?.value ?? 0);
  const all = parts.reduce((sum, part) => sum + size(part), 0);
  const axes = [parts[0], parts[1]].map((part) => {
    const vector = part && signed(part.vector);
    return Array.from({ length: n }, (_, i) => Math.sqrt(size(part)) * (vector?.[i] ?? 0));
  });
  const most = Math.max(1e-9, ...axes.flat().map(Math.abs));
  return {
    places: Array.from({ length: n }, (_, i) => ({ x: (axes[0]?.[i] ?? 0) / most, y: (axes[1]?.[i] ?? 0) / most })),
    kept: all > 1e-9 ? (size(parts[0]) + size(parts[1])) / all : 1,
  };
}
