/** One round of MurmurHash3 (Appleby, public domain): stirs a word into a 32-bit state. */
export function stir(state: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  let h = state ^ Math.imul(k, 0x1b873593);
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

/** A second, unrelated round (constants of xxHash32, Collet, BSD), so that the two halves do not collide together. */
export function stir2(state: number, word: number): number {
  let h = (state + Math.imul(word, 0xc2b2ae3d)) | 0;
  h = (h << 17) | (h >>> 15);
  return Math.imul(h, 0x27d4eb2f);
}

/** Last stage of MurmurHash3: every bit of the state reaches every bit of the answer. */
export function settle(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}
