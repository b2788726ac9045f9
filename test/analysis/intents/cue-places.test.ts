import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesAt, matchesOf, placesOf } from '../../../src-main/analysis/intents/cue-places.ts';

/** Cues that begin within each other, take more or less, and end at nothing or at a pair of surrogates. */
const CUES = ['ab', 'a+b', 'b(?:a|b)*c', '(?:b|😀)a', '(?<!c)c', '😀+', 'a b'];
const found = (matches: Iterable<RegExpExecArray>) => [...matches].map(({ 0: text, index }) => [index, text]);

test('law: tried only where any of them holds, each cue is found where it is found in the whole text', () => {
  const anyOf = new RegExp(CUES.join('|'), 'gu');
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', ' ', '😀', '\ud83d', 'İ'), { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      const places = placesOf(anyOf, text);
      for (const cue of CUES) {
        const whole = [...text.matchAll(new RegExp(cue, 'gu'))].map(({ 0: match, index }) => [index, match]);
        expect(found(matchesOf(new RegExp(cue, 'gu'), text)), cue).toEqual(whole);
        expect(found(matchesAt(new RegExp(cue, 'yu'), text, places)), cue).toEqual(whole);
      }
    }),
    { numRuns: 500 },
  );
});

test('places within another match are told, too', () => {
  expect(placesOf(/aba|b/gu, 'xababa')).toEqual([1, 2, 3, 4]);
});
