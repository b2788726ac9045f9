/** A column as numbers: `codes[row]` is a place in `values`, the distinct values in order of appearance. */
export interface CodedColumn {
  name: string;
  codes: Uint32Array;
  values: readonly string[];
}

export function codeColumn(name: string, cells: readonly string[]): CodedColumn {
  const ids = new Map<string, number>();
  const codes = Uint32Array.from(cells, (cell) => {
    const known = ids.get(cell);
    if (known !== undefined) return known;
    ids.set(cell, ids.size);
    return ids.size - 1;
  });
  return { name, codes, values: [...ids.keys()] };
}

/** Rows that no column tells apart: `of[row]` is the class, `sizes[class]` its number of rows. */
export interface Classes {
  of: Uint32Array;
  sizes: Uint32Array;
}

/** Splits rows into equivalence classes by the columns given. `weights[row]` says how many rows stand behind one. */
export function classesBy(
  rows: number,
  columns: readonly { codes: Uint32Array; size: number }[],
  weights?: Uint32Array,
): Classes {
  let of = new Uint32Array(rows);
  let count = rows > 0 ? 1 : 0;
  for (const { codes, size } of columns) {
    const ids = new Map<number, number>();
    const next = new Uint32Array(rows);
    for (let row = 0; row < rows; row++) {
      // Below 2^53 as long as classes × values do: 10^7 rows × 10^8 values.
      const key = (of[row] as number) * size + (codes[row] as number);
      let id = ids.get(key);
      if (id === undefined) {
        id = ids.size;
        ids.set(key, id);
      }
      next[row] = id;
    }
    of = next;
    count = ids.size;
  }
  const sizes = new Uint32Array(count);
  for (let row = 0; row < rows; row++) (sizes[of[row] as number] as number) += weights?.[row] ?? 1;
  return { of, sizes };
}

export const asKeys = (columns: readonly CodedColumn[]) =>
  columns.map(({ codes, values }) => ({ codes, size: values.length }));

/** Smallest class, 0 of none (k-anonymity: Samarati and Sweeney 1998). */
export const smallestClass = ({ sizes }: Classes): number =>
  sizes.length === 0 ? 0 : sizes.reduce((least, size) => Math.min(least, size), Number.MAX_SAFE_INTEGER);

/** Rows in classes smaller than `k`. */
export const rowsBelow = ({ sizes }: Classes, k: number): number =>
  sizes.reduce((sum, size) => sum + (size < k ? size : 0), 0);

const BANDS = [1, 2, 3, 5, 10, 20, 50, 100, 1000] as const;

/** How many classes and rows there are by size of class; `from` to `to` rows (`to` null = no end). */
export function classSizes({ sizes }: Classes): { from: number; to: number | null; classes: number; rows: number }[] {
  return BANDS.map((from, i) => {
    const next = BANDS[i + 1];
    const inside = sizes.filter((size) => size >= from && (next === undefined || size < next));
    return {
      from,
      to: next === undefined ? null : next - 1,
      classes: inside.length,
      rows: inside.reduce((sum, size) => sum + size, 0),
    };
  }).filter(({ classes }) => classes > 0);
}
