import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { logOddsOf, tellingWords, termsOf, WordUse } from '../../../src-main/analysis/text/telling-words.ts';

const useOf = (texts: readonly string[], authorOf: (i: number) => number = (i) => i + 1) => {
  const use = new WordUse();
  texts.forEach((text, i) => {
    use.add(text, 'en', authorOf(i));
  });
  return use;
};
const times = (count: number, text: (i: number) => string) => Array.from({ length: count }, (_, i) => text(i));

test('log odds with a prior of all texts, by hand', () => {
  // 30 of 80 here, 30 of 920 beside: prior 500 × 60 / 1000 = 30. ln(60 / 520) − ln(60 / 1360) = 0.9614; √(1/60 + 1/60) = 0.1826.
  expect(logOddsOf(30, 80, 30, 920)).toBeCloseTo(0.9614 / 0.18257, 2);
  expect(logOddsOf(5, 100, 5, 100)).toBe(0);
});

test('here and beside change places: the same with the other sign', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), fc.nat(100), fc.nat(100), (a, b, more, rest) => {
      if (a + b === 0) return;
      expect(logOddsOf(a, a + more, b, b + rest)).toBeCloseTo(-logOddsOf(b, b + rest, a, a + more), 9);
    }),
  );
});

test('terms are stems and phrases of neighbours; a comma parts them', () => {
  expect([...termsOf('The parcels, broken parcels again', 'en').values()]).toEqual(
    expect.arrayContaining(['parcels', 'broken', 'broken parcels']),
  );
  expect([...termsOf('late, parcel', 'en').keys()].some((term) => term.includes(' '))).toBe(false);
});

test('what made a day loud is told, once, as a phrase where it is one; what is always said is not', () => {
  const here = useOf(times(40, (i) => (i < 30 ? 'the gift card did not work, lovely coffee' : 'lovely coffee')));
  const beside = useOf(times(400, (i) => (i % 50 === 0 ? 'lovely coffee and a card' : 'lovely coffee')));
  expect(tellingWords(here, beside, 5).map(({ word, texts, people }) => [word, texts, people])).toEqual([
    ['gift card', 30, 30],
    ['work', 30, 30],
  ]);
});

test('one person’s words, and few texts, are not told; strangers count as one person each', () => {
  const beside = useOf(times(400, () => 'lovely coffee'));
  const rant = times(30, () => 'terrible parcel');
  expect(
    tellingWords(
      useOf(rant, () => 7),
      beside,
      5,
    ),
  ).toEqual([]);
  expect(
    tellingWords(
      useOf(rant, () => 0),
      beside,
      5,
    ).map(({ word }) => word),
  ).toEqual(['terrible parcel']);
  expect(tellingWords(useOf(['parcel', 'parcel']), beside, 5)).toEqual([]);
  expect(tellingWords(new WordUse(), beside, 5)).toEqual([]);
});
