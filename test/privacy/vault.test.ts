import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { open, seal } from '../../src-main/privacy/vault.ts';

const random = (bytes: number) => Uint8Array.from(randomBytes(bytes));
const key = random(32);
const hash = random(16);

describe('vault', () => {
  it('gives back what was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (value) => {
        expect(open(key, hash, seal(key, hash, value, random))).toBe(value.toWellFormed());
      }),
    );
  });

  it('does not open with another key, for another person, or when a single bit differs', () => {
    const blob = seal(key, hash, 'anna@example.org', random);
    expect(() => open(random(32), hash, blob)).toThrow(AppError);
    expect(() => open(key, random(16), blob)).toThrow(AppError);
    for (let i = 0; i < blob.length; i++) {
      const bad = blob.slice();
      bad[i] = (bad[i] ?? 0) ^ 1;
      expect(() => open(key, hash, bad)).toThrow(AppError);
    }
    for (const cut of [0, 1, 28, blob.length - 1]) expect(() => open(key, hash, blob.slice(0, cut))).toThrow(AppError);
  });

  it('never seals twice alike and does not tell the length of short values', () => {
    const blobs = ['a', 'anna@example.org', 'x'.repeat(31)].map((value) => seal(key, hash, value, random));
    expect(new Set(blobs.map((blob) => blob.length)).size).toBe(1);
    expect(seal(key, hash, 'a', random)).not.toEqual(blobs[0]);
    expect(Buffer.from(seal(key, hash, 'clearly here', random)).includes('clearly')).toBe(false);
  });
});
