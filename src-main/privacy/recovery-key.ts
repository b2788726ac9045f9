import { createHash } from 'node:crypto';
import { KEY_BYTES, type Random } from './aead.ts';

/** Crockford's base 32: no I, L, O or U, so that it survives handwriting. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECK_BYTES = 3;
const GROUP = 5;
/** 32 bytes of key and 3 of check are 280 bits: exactly 56 letters. */
const LENGTH = ((KEY_BYTES + CHECK_BYTES) * 8) / 5;

const checkOf = (key: Uint8Array) =>
  createHash('sha256').update('inglenook recovery 1').update(key).digest().subarray(0, CHECK_BYTES);

/** A key of 256 random bits for the day the passphrase is forgotten. */
export const newRecoveryKey = (random: Random): Uint8Array => random(KEY_BYTES);

/** The key as people write it down: 56 letters in groups of five. */
export function recoveryText(key: Uint8Array): string {
  let bits = BigInt(`0x${Buffer.concat([key, checkOf(key)]).toString('hex')}`);
  let letters = '';
  for (let i = 0; i < LENGTH; i++) {
    letters = LETTERS[Number(bits & 31n)] + letters;
    bits >>= 5n;
  }
  return letters.replace(new RegExp(`(.{${GROUP}})(?=.)`, 'g'), '$1-');
}

/** Reads what was written down, in any case and grouping; null when letters are wrong or missing. */
export function readRecoveryText(text: string): Uint8Array | null {
  const letters = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (letters.length !== LENGTH) return null;
  let bits = 0n;
  for (const letter of letters) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return null;
    bits = (bits << 5n) | BigInt(value);
  }
  const bytes = Buffer.from(bits.toString(16).padStart((KEY_BYTES + CHECK_BYTES) * 2, '0'), 'hex');
  const key = Uint8Array.from(bytes.subarray(0, KEY_BYTES));
  return checkOf(key).equals(bytes.subarray(KEY_BYTES)) ? key : null;
}
