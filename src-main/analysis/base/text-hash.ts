/** FNV-1a (Fowler, Noll & Vo) over UTF-16 code units, and what it starts from. */
export const PRIME = 0x01000193;
export const OFFSET = 0x811c9dc5 | 0;

/** Last step of MurmurHash3 (Appleby): spreads every bit. */
export function spread(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Hash of the codes from `first` to before `last`. */
export function hashCodes(codes: Uint16Array, first: number, last: number): number {
  let h = OFFSET;
  for (let i = first; i < last; i++) h = Math.imul(h ^ (codes[i] as number), PRIME);
  return spread(h);
}
