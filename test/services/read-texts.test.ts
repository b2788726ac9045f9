import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packReadings, readingHere, type TextReading, unpackReadings } from '../../src-main/services/read-texts.ts';

const SETUP = { words: [], kept: null, scores: false, topics: null };
const bits32 = fc.nat({ max: 0xffff_ffff });
const word = fc.string({ minLength: 1, maxLength: 8 });
const reading: fc.Arbitrary<TextReading> = fc
  .record({
    reading: fc.record({
      intents: fc.nat({ max: 0xffff }),
      apart: fc.nat({ max: 4 }),
      fingerprint: fc.nat({ max: 2 ** 52 - 1 }),
      aspects: fc.array(fc.record({ group: word, category: word, polarity: fc.nat({ max: 2 }) }), { maxLength: 4 }),
      tags: fc.array(word, { maxLength: 3 }),
    }),
    shingles: fc.option(fc.array(bits32, { minLength: 7, maxLength: 12 })),
    bands: fc.array(bits32, { minLength: 4, maxLength: 4 }),
    topic: fc.integer({ min: -1, max: 99 }),
    score: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
  })
  .map((made) => ({
    ...made,
    shingles: made.shingles && Uint32Array.from(made.shingles),
    bands: made.shingles && Uint32Array.from(made.bands),
  }));

test('law: readings come out of columns as they went in', () => {
  fc.assert(
    fc.property(fc.array(reading, { maxLength: 20 }), (readings) => {
      expect(unpackReadings(packReadings(readings))).toEqual(readings);
    }),
  );
});

test('a text is read the same alone and among others; what the business wrote has no topic', async () => {
  const topics = {
    topics: [5],
    readings: 1,
    stems: ['coffee'],
    shares: Float32Array.of(2),
    lifts: Float32Array.of(3),
  };
  const reader = readingHere();
  reader.setUp({ ...SETUP, topics });
  const texts = ['Lovely coffee, the staff was rude #Latte', 'Wo ist mein Paket?', ''].flatMap((text) =>
    [0, 1].map((own) => ({ text, language: '', own })),
  );
  const together = unpackReadings(await reader.read(texts));
  for (const [i, text] of texts.entries()) expect(unpackReadings(await reader.read([text]))).toEqual([together[i]]);
  expect(together.map(({ topic }) => topic)).toEqual([0, -1, -1, -1, -1, -1]);
  expect(together[0]?.reading).toMatchObject({ apart: 0, tags: ['latte'] });
  expect(together[0]?.reading.aspects.map(({ group, polarity }) => [group, polarity])).toEqual([
    ['coffee', 2],
    ['staff', 0],
  ]);
  expect(unpackReadings(await reader.read([]))).toEqual([]);
});

test('nothing is read before it is said how', async () => {
  await expect(readingHere().read([{ text: 'a', language: 'en', own: 0 }])).rejects.toThrow(RangeError);
});
