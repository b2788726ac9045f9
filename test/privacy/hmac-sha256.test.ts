import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeHmac } from '../../src-main/privacy/hmac-sha256.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('test case 2 of RFC 4231', () => {
  expect(hex(makeHmac(Buffer.from('Jefe'))('what do ya want for nothing?'))).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test('the same as Node’s, for every key and text', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme-ascii', maxLength: 300 }),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.array(anyText, { maxLength: 4 }), (key, texts) => {
      const hmac = makeHmac(key);
      for (const text of texts) expect(hex(hmac(text))).toBe(createHmac('sha256', key).update(text).digest('hex'));
    }),
    { numRuns: 300 },
  );
});

test('every length around the bounds of blocks, and one beyond the room taken at first', () => {
  const hmac = makeHmac(Buffer.alloc(32, 7));
  for (const length of [...Array(140).keys(), 1023, 1024, 5000]) {
    const text = 'a'.repeat(length);
    expect(hex(hmac(text))).toBe(createHmac('sha256', Buffer.alloc(32, 7)).update(text).digest('hex'));
  }
});

test('a key longer than a block is refused', () => {
  expect(() => makeHmac(new Uint8Array(65))).toThrow();
});
