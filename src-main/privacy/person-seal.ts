import { createCipheriv, createHash } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';
import { decrypt, encrypt, KEY_BYTES, type Random } from './aead.ts';
import { keySource, type PersonKeys } from './person-keys.ts';

const LABEL = 'inglenook person 1';
const ALL_LABEL = Buffer.from('inglenook everybody 1\0');

/** Rows of people in the backups of one workspace, `ring`, sealed and opened by what is left of its keys. */
export interface PersonSeal {
  seal(number: number, part: string, clear: Uint8Array): Uint8Array | null;
  open(number: number, part: string, sealed: Uint8Array): Uint8Array | null;
  sealForAll(numbers: Iterable<number>, part: string, clear: Uint8Array): Uint8Array;
  openForAll(numbers: Iterable<number>, part: string, sealed: Uint8Array): Uint8Array | null;
  /** See `standInsFor`. */
  standIns(pairs: Uint32Array): Uint32Array;
  /** Overwrites the keys that are held. */
  wipe(): void;
}

/**
 * A key that the keys of all numbers are needed for: the sum (exclusive or) of a hash of each. Without one of them it is as good
 * as random, whatever the others are.
 */
function keyOfAll(keyOf: (number: number) => Uint8Array | null, numbers: Iterable<number>): Uint8Array | null {
  const sum = new Uint8Array(KEY_BYTES);
  for (const number of numbers) {
    const key = keyOf(number);
    if (!key) return null;
    const one = createHash('sha256').update(ALL_LABEL).update(key).digest();
    for (let i = 0; i < KEY_BYTES; i++) sum[i] = (sum[i] as number) ^ (one[i] as number);
    one.fill(0);
  }
  return sum;
}

/** Other words in the place of 64-bit keys, under a key that nobody keeps: the same for the same within one backup. */
function standInsFor(random: Random): (pairs: Uint32Array) => Uint32Array {
  const secret = random(KEY_BYTES);
  return (pairs) => {
    const blocks = new Uint32Array(pairs.length * 2);
    for (let i = 0; i < pairs.length; i += 2) blocks.set(pairs.subarray(i, i + 2), i * 2);
    // One block each, all different or the same key: no mode is needed.
    const cipher = createCipheriv('aes-256-ecb', secret, null).setAutoPadding(false);
    const out = cipher.update(new Uint8Array(blocks.buffer));
    const words = new Uint32Array(out.buffer.slice(out.byteOffset, out.byteOffset + out.length));
    return pairs.map((_, i) => words[(i >> 1) * 4 + (i & 1)] as number);
  };
}

export function personSeal(keys: PersonKeys, ring: string, random: Random): PersonSeal {
  const source = keySource(keys);
  const keyOf = (number: number) => source.keyOf(number);
  const aadOf = (part: string, number: number | 'all') => Buffer.from([LABEL, ring, part, number].join('\0'));
  return {
    seal(number, part, clear) {
      const key = keyOf(number);
      return key && encrypt(key, aadOf(part, number), clear, random);
    },
    open(number, part, sealed) {
      const key = keyOf(number);
      if (!key) return null;
      const clear = decrypt(key, aadOf(part, number), sealed);
      if (!clear) throw new AppError('backup-keys-other', { number: true });
      return clear;
    },
    sealForAll(numbers, part, clear) {
      const key = keyOfAll(keyOf, numbers);
      if (!key) throw new AppError('internal', { everybody: false });
      return encrypt(key, aadOf(part, 'all'), clear, random);
    },
    openForAll(numbers, part, sealed) {
      const key = keyOfAll(keyOf, numbers);
      return key && decrypt(key, aadOf(part, 'all'), sealed);
    },
    standIns: standInsFor(random),
    wipe: () => source.wipe(),
  };
}
