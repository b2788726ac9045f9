import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asOwnWord, givenPlace, makeReworder, wordFinder } from '../../src-main/analysis/own/words.ts';

const reword = makeReworder([
  { word: 'sick', polarity: 2 },
  { word: 'killer', polarity: 0 },
  { word: 'gluten free', polarity: 1 },
  { word: 'basket infuser', polarity: null },
]);

test('own words are read as words that every model knows, whole words in any case', () => {
  expect(reword('That was SICK, not sickly', 'en')?.text).toBe('That was great, not sickly');
  expect(reword('killer killers', 'es')?.text).toBe('horrible killers');
  expect(reword('Gluten-free cakes, gluten  free!', 'en')?.text).toBe(' cakes, !');
  expect(reword('a basket infuser', 'en')).toBeNull();
  expect(reword('nothing of it', 'en')).toBeNull();
  expect(makeReworder([])('sick', 'en')).toBeNull();
});

test('a longer own word goes before a shorter one in it', () => {
  const both = makeReworder([
    { word: 'free', polarity: 2 },
    { word: 'gluten free', polarity: 1 },
  ]);
  expect(both('gluten free and free', 'en')?.text).toBe(' and great');
});

test('what an own word can be', () => {
  expect(asOwnWord('  Basket-Infuser ')).toBe('basket infuser');
  expect(asOwnWord('C’est')).toBe('c’est');
  for (const none of ['', ' ', 'a b c d e', '*', 'a*b', '"', '😀', '<b>']) expect(asOwnWord(none)).toBe('');
  expect(wordFinder([])).toBeNull();
});

test('places of the text that was made lead back to the given one', () => {
  const text = 'so sick, gluten free, and cheap';
  const meant = reword(text, 'en');
  expect(meant?.text).toBe('so great, , and cheap');
  if (!meant) throw new Error('no own word was found');
  const back = (word: string) => {
    const start = meant.text.indexOf(word);
    return text.slice(givenPlace(meant, start, false), givenPlace(meant, start + word.length, true));
  };
  expect(['so', 'great', 'cheap', 'and cheap'].map(back)).toEqual(['so', 'sick', 'cheap', 'and cheap']);
});

test('whatever the text: places are in order and inside, and what is no own word stays as it is', () => {
  const piece = fc.oneof(fc.constantFrom('sick', 'Killer', 'gluten-free', ' ', '.', 'ok'), fc.string({ maxLength: 4 }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      const meant = reword(text, 'en');
      if (!meant) return;
      let given = 0;
      let made = 0;
      for (const place of meant.places) {
        expect(place.start).toBeGreaterThanOrEqual(given);
        expect(meant.text.slice(made, place.madeStart)).toBe(text.slice(given, place.start));
        given = place.end;
        made = place.madeEnd;
      }
      expect(meant.text.slice(made)).toBe(text.slice(given));
      for (let at = 0; at <= meant.text.length; at++) {
        const place = givenPlace(meant, at, false);
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
