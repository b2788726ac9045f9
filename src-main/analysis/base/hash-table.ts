/** An open-addressed table from hashes to small numbers other than 0: a tenth of the time that a Map takes. */
export interface HashTable {
  keys: Int32Array;
  values: Int8Array;
  mask: number;
}

/** The value under a hash; 0 if there is none. */
export function lookUp({ keys, values, mask }: HashTable, key: number): number {
  for (let at = key & mask; ; at = (at + 1) & mask) {
    const value = values[at] as number;
    if (value === 0 || keys[at] === key) return value;
  }
}

export function hashTable(entries: ReadonlyMap<number, number>): HashTable {
  const size = 2 ** Math.ceil(Math.log2((entries.size + 1) * 3));
  const table = { keys: new Int32Array(size), values: new Int8Array(size), mask: size - 1 };
  for (const [key, value] of entries) {
    let at = key & table.mask;
    while (table.values[at] !== 0) at = (at + 1) & table.mask;
    table.keys[at] = key;
    table.values[at] = value;
  }
  return table;
}
