import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  keySource,
  newPersonKeys,
  type PersonKeys,
  puncture,
  readPersonKeys,
  writePersonKeys,
} from '../../src-main/privacy/person-keys.ts';

/** The same whole tree each time: what is punctured is overwritten. */
const fresh = () => newPersonKeys((size) => new Uint8Array(size).fill(7));
const hex = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString('hex');
const keysOf = (keys: PersonKeys, numbers: readonly number[]) => {
  const source = keySource(keys);
  return numbers.map((number) => hex(source.keyOf(number)));
};

/** Close together, so that numbers meet, and anywhere. */
const aNumber = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 0xffff_ffff }));
const numbers = fc.uniqueArray(aNumber, { minLength: 1, maxLength: 40 });

test('the key of a number is the leaf at the end of its bits', () => {
  const number = 0x8000_0005;
  let key: Uint8Array = new Uint8Array(32).fill(7);
  for (let bit = 31; bit >= 0; bit--)
    key = createHmac('sha256', key)
      .update(Uint8Array.of((number >>> bit) & 1))
      .digest();
  expect(keysOf(fresh(), [number])).toEqual([hex(key)]);
  expect(new Set(keysOf(fresh(), [0, 1, 2, 3, 0xffff_ffff, number])).size).toBe(6);
});

test('whoever is taken out is gone, everybody else keeps their key, in whatever order and in whatever steps', () => {
  fc.assert(
    fc.property(numbers, numbers, fc.integer({ min: 0, max: 40 }), (gone, others, cut) => {
      const asked = [...others, ...gone, ...others.map((number) => (number ^ 1) >>> 0)];
      const before = keysOf(fresh(), asked);
      const atOnce = puncture(fresh(), gone);
      const inSteps = [...gone].reverse().reduce((keys, number) => puncture(keys, [number]), fresh());
      const inTwo = puncture(puncture(fresh(), gone.slice(cut)), gone.slice(0, cut + 1));
      const expected = asked.map((number, i) => (gone.includes(number) ? null : before[i]));
      for (const keys of [atOnce, inSteps, inTwo]) expect(keysOf(keys, asked)).toEqual(expected);
      // Nothing is kept that a key of theirs could be made of: the same parts of the tree whatever the way.
      const bytes = [atOnce, inSteps, inTwo].map((keys) => hex(writePersonKeys(keys)));
      expect(new Set(bytes).size).toBe(1);
    }),
  );
});

test('no node above a number that was taken out is left, in memory or in bytes', () => {
  const given = fresh();
  const root = given.nodes[0]?.key as Uint8Array;
  const way = [hex(root)];
  let key: Uint8Array = root.slice();
  for (let bit = 31; bit >= 0; bit--) {
    key = createHmac('sha256', key)
      .update(Uint8Array.of((1000 >>> bit) & 1))
      .digest();
    way.push(hex(key));
  }
  const left = puncture(given, [1000]);
  expect(left.nodes).toHaveLength(32);
  const bytes = hex(writePersonKeys(left)) as string;
  expect(way.filter((node) => bytes.includes(node as string))).toEqual([]);
  expect(root.every((byte) => byte === 0)).toBe(true);
});

test('neighbours that all go take their whole branch along: an import that is undone makes few nodes', () => {
  const many = Array.from({ length: 100_000 }, (_, i) => i + 5);
  expect(puncture(fresh(), many).nodes.length).toBeLessThan(64);
  expect(puncture(fresh(), many.reverse()).nodes.length).toBeLessThan(64);
});

test('bytes come back as the same keys, and other bytes are refused', () => {
  fc.assert(
    fc.property(numbers, numbers, (gone, others) => {
      const keys = puncture(fresh(), gone);
      const bytes = writePersonKeys(keys);
      const given = Buffer.from(bytes);
      const read = readPersonKeys(given);
      // Whoever read them overwrites them; and asking twice answers the same.
      given.fill(0);
      const asked = [...others, ...gone, ...others];
      expect(read && keysOf(read, asked)).toEqual(keysOf(keys, asked));
      expect(readPersonKeys(bytes.subarray(0, bytes.length - 1))).toBe(null);
      expect(readPersonKeys(Uint8Array.from([9, ...bytes.subarray(1)]))).toBe(null);
    }),
  );
  const [twice] = [writePersonKeys(fresh())].map((bytes) => Uint8Array.from([...bytes, ...bytes.subarray(1)]));
  expect(readPersonKeys(twice as Uint8Array)).toBe(null);
});

test('keys that were handed out are overwritten at the end', () => {
  const source = keySource(fresh());
  const key = source.keyOf(3) as Uint8Array;
  const before = createHash('sha256').update(key).digest('hex');
  source.wipe();
  expect(createHash('sha256').update(key).digest('hex')).not.toBe(before);
  expect(key.every((byte) => byte === 0)).toBe(true);
});
