import { settle, stir, stir2 } from '../mix.ts';
import type { OrderBlock, Starts } from './block.ts';

/**
 * 64 bits of an order's natural key, written to `lo[at]` and `hi[at]`: of 10 million orders two share them with a chance of
 * 1 in 370,000. `start` = what `keyStart` answers for the shop the number belongs to.
 */
export function writeKey(start: KeyStart, key: string, lo: Uint32Array, hi: Uint32Array, at: number): void {
  let { a, b } = start;
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    a = stir(a, unit);
    b = stir2(b, unit);
  }
  // 0 marks a free place in tables of keys.
  lo[at] = settle(a ^ key.length) >>> 0 || 1;
  hi[at] = settle(b ^ Math.imul(a, 0x9e3779b1)) >>> 0;
}

/** States of the two halves after a scope. */
export interface KeyStart {
  a: number;
  b: number;
}

export function keyStart(scope: string): KeyStart {
  let a = 0x2545f491;
  let b = 0x165667b1;
  // The length in front keeps ("ab", "c") and ("a", "bc") apart.
  for (const unit of [scope.length, ...Array.from({ length: scope.length }, (_, i) => scope.charCodeAt(i))]) {
    a = stir(a, unit);
    b = stir2(b, unit);
  }
  return { a, b };
}

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);

/** Writes 64 bits of what a row says, for telling a repeat from a change. */
export function writeContent(block: OrderBlock, row: number, starts: Starts): void {
  let a = 0x2545f491;
  let b = 0x165667b1;
  const take = (word: number): void => {
    a = stir(a, word);
    b = stir2(b, word);
  };
  const takeFloat = (value: number): void => {
    number[0] = value;
    take(words[0] as number);
    take(words[1] as number);
  };
  takeFloat(block.at[row] as number);
  takeFloat(block.total[row] as number);
  take(block.buyer[row] as number);
  take(block.currency[row] as number);
  take(block.channel[row] as number);
  take(block.status[row] as number);
  take(block.part[row] as number);
  take(block.refUnits[row] as number);
  const end = starts.text[row + 1] as number;
  for (let i = end - (block.refUnits[row] as number); i < end; i++) take(block.text[i] as number);
  for (let i = starts.line[row] as number; i < (starts.line[row + 1] as number); i++) {
    take(block.item[i] as number);
    takeFloat(block.quantity[i] as number);
    takeFloat(block.price[i] as number);
  }
  block.contentLo[row] = settle(a ^ (block.lines[row] as number));
  block.contentHi[row] = settle(b ^ Math.imul(a, 0x9e3779b1));
}
