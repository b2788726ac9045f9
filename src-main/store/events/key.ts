import { settle, stir, stir2 } from '../mix.ts';
import type { EventBlock } from './block.ts';

/** Two 32-bit halves of the key of each row. */
export interface Keys {
  lo: Uint32Array;
  hi: Uint32Array;
}

export const makeKeys = (rows: number): Keys => ({ lo: new Uint32Array(rows), hi: new Uint32Array(rows) });

/** Hour (since 1970, UTC) that an instant falls into: the unit in which keys are kept. */
export const hourOf = (atMs: number): number => Math.floor(atMs / 3_600_000);

/**
 * Keys of the first `rows` rows: a 64-bit mix of (at, person, kind, status, page, source, sizeBytes, value), all of
 * which are the same whenever the same file is read. Hours keep sets apart, so 10 million keys in one hour collide
 * with a chance of some 1 in 400,000. Never (0, 0), which marks a free slot.
 */
export function computeKeys(block: EventBlock, rows: number, keys: Keys): void {
  const times = new Uint32Array(block.at.buffer, block.at.byteOffset, rows * 2);
  const values = new Uint32Array(block.value.buffer, block.value.byteOffset, rows);
  for (let i = 0; i < rows; i++) {
    const small = ((block.kind[i] as number) << 16) | (block.status[i] as number);
    const early = times[2 * i] as number;
    const late = times[2 * i + 1] as number;
    const person = block.person[i] as number;
    const page = block.page[i] as number;
    const source = block.source[i] as number;
    const size = block.sizeBytes[i] as number;
    const value = values[i] as number;
    let a = stir(stir(stir(stir(0x2545f491, early), late), person), small);
    a = stir(stir(stir(stir(a, page), source), size), value);
    let b = stir2(stir2(stir2(stir2(0x165667b1, early), late), person), small);
    b = stir2(stir2(stir2(stir2(b, page), source), size), value);
    const lo = settle(a ^ 32) >>> 0;
    keys.hi[i] = settle(b ^ Math.imul(lo, 0x9e3779b1));
    keys.lo[i] = lo === 0 ? 1 : lo;
  }
}
