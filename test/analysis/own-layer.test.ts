import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Example,
  fitLayer,
  layerWords,
  makeAdapter,
  tryLayer,
  vocabularyOf,
} from '../../src-main/analysis/own/layer.ts';

const said = (id: string, words: string[], label: Example['label'], p: Example['p'] = [0.1, 0.3, 0.6]): Example => ({
  id,
  words,
  author: 0,
  p,
  label,
});

test('words of a text: once each, no stop words, numbers, addresses or handles', () => {
  expect(layerWords('The courier was LATE, late again! https://x.example/late @bob 24h', 'en')).toEqual([
    'courier',
    'late',
  ]);
  expect(layerWords('', 'en')).toEqual([]);
});

test('a word is learnt from when two texts by two people share it', () => {
  const one = (id: string, author: number): Example => ({ ...said(id, ['late', id], 0), author });
  expect(vocabularyOf([one('a', 1), one('b', 2)])).toEqual(['late']);
  expect(vocabularyOf([one('a', 1), one('b', 1)])).toEqual([]);
  expect(vocabularyOf([one('a', 1), one('a', 2)])).toEqual([]);
  expect(vocabularyOf([one('a', 0), one('b', 0)])).toEqual(['late']);
  expect(vocabularyOf([{ ...one('a', 1), label: null }, one('b', 2)])).toEqual([]);
});

test('one word, hand-computed: at the optimum the pull of the texts equals the penalty', () => {
  const examples = [...'abcdefgh'].map((id) => said(id, ['late'], 0));
  const layer = fitLayer(examples, ['late']);
  const { adapt, rowsOf } = makeAdapter(layer);
  const now = adapt([0.1, 0.3, 0.6], rowsOf(['late']));
  // d/dv_k of the penalised likelihood: 8 (target_k - now_k) - 2 v_k = 0
  [1, 0, 0].forEach((target, k) => {
    expect(8 * (target - (now[k] as number)) - 2 * (layer.weights[k] as number)).toBeCloseTo(0, 2);
  });
  expect(now[0]).toBeGreaterThan(0.5);
  expect(adapt([0.1, 0.3, 0.6], rowsOf(['other']))).toEqual([
    expect.closeTo(0.1, 9),
    expect.closeTo(0.3, 9),
    expect.closeTo(0.6, 9),
  ]);
});

test('a word that stands in as many texts that nobody corrected is not learnt', () => {
  const corrected = [...'abcdefghijkl'].map((id) => said(id, ['coffee', 'late'], 0));
  const others = Array.from({ length: 40 }, (_, i) => said(`o${i}`, ['coffee'], null));
  const { lean, rowsOf } = makeAdapter(fitLayer([...corrected, ...others], ['coffee', 'late']));
  const leanOf = (word: string) => lean(rowsOf([word])[0] as number, 1);
  expect(leanOf('late')).toBeLessThan(-1);
  expect(Math.abs(leanOf('coffee'))).toBeLessThan(0.3 * Math.abs(leanOf('late')));
});

const example = fc.record({
  id: fc.string({ maxLength: 5 }),
  words: fc.uniqueArray(fc.constantFrom('late', 'sick', 'cold', 'warm'), { maxLength: 4 }),
  author: fc.integer({ min: 0, max: 4 }),
  p: fc
    .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    .map(([a, b, c]): Example['p'] => [a / (a + b + c), b / (a + b + c), c / (a + b + c)]),
  label: fc.constantFrom<Example['label']>(0, 1, 2, null),
});

test('the order of corrections does not matter, and the same gives the same', () => {
  fc.assert(
    fc.property(fc.uniqueArray(example, { maxLength: 12, selector: ({ id }) => id }), (examples) => {
      const words = vocabularyOf(examples);
      const turned = [...examples].reverse();
      expect(vocabularyOf(turned)).toEqual(words);
      expect(fitLayer(turned, words)).toEqual(fitLayer(examples, words));
      expect(tryLayer(turned)).toEqual(tryLayer(examples));
    }),
    { numRuns: 40 },
  );
});

test('a trial counts each text once, on texts that its layer has not seen', () => {
  const late = Array.from({ length: 30 }, (_, i) => said(`late ${i}`, ['late', `w${i}`], 0));
  const fine = Array.from({ length: 30 }, (_, i) => said(`fine ${i}`, ['tasty', `v${i}`], null));
  expect(tryLayer([...late, ...fine])).toEqual({ n: 30, before: 0, after: 30, others: 30, changed: 0 });
  // Labels that no word explains: nothing can be learnt that holds.
  const noise = Array.from({ length: 30 }, (_, i) => said(`n ${i}`, [`only${i}`], 0));
  expect(tryLayer(noise)).toEqual({ n: 30, before: 0, after: 0, others: 0, changed: 0 });
  expect(tryLayer([])).toEqual({ n: 0, before: 0, after: 0, others: 0, changed: 0 });
});

test('probabilities stay probabilities, whatever is learnt', () => {
  fc.assert(
    fc.property(fc.array(example, { minLength: 2, maxLength: 10 }), (examples) => {
      const { adapt, rowsOf } = makeAdapter(fitLayer(examples, ['late', 'sick']));
      for (const { p, words } of examples) {
        const now = adapt(p, rowsOf(words));
        expect(now.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
        expect(now.every((value) => value >= 0 && value <= 1)).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});
