import { expect, test } from 'vitest';
import { makeScorer, readModel } from '../../src-main/analysis/base/text-model.ts';
import { type Labelled, tweetKey, unescaped, without } from '../tools/sentiment/data.ts';
import { judge, learn, type Recipe, toModelFile } from '../tools/sentiment/head.ts';
import { answersOf, calibrationError, fitTemperature, interval, measure } from '../tools/sentiment/measure.ts';
import { makeRandom } from '../tools/sentiment/softmax.ts';

const RECIPE: Recipe = {
  labels: ['negative', 'neutral', 'positive'],
  bits: 12,
  scales: [1, 1, 0.6],
  fewest: 2,
  epochs: 4,
  rate: 0.1,
  decay: 1e-4,
  bySource: false,
  joinsPhrases: false,
};
const WORDS = [
  ['dull', 'grey', 'broken', 'wet'],
  ['cup', 'tray', 'shelf', 'road'],
  ['bright', 'shiny', 'warm', 'lively'],
];

/** Texts whose mood two of their words give away. */
function madeUp(count: number, seed: number): Labelled[] {
  const random = makeRandom(seed);
  const pick = (words: readonly string[] = []) => words[Math.floor(random() * words.length)] ?? '';
  return Array.from({ length: count }, (_, i) => {
    const label = i % 3;
    const text = `${pick(WORDS[1])} ${pick(WORDS[label])} the ${pick(WORDS[label])} ${pick(WORDS[1])} ${i}`;
    return { text, label, source: 'made-up', weight: 1, language: 'en' };
  });
}

test('the same texts give the same bytes, and what was learnt carries over to new texts', () => {
  const file = toModelFile(learn(madeUp(240, 1), RECIPE), 1.25);
  expect(Buffer.compare(file, toModelFile(learn(madeUp(240, 1), RECIPE), 1.25))).toBe(0);
  expect(Buffer.compare(file, toModelFile(learn(madeUp(240, 2), RECIPE), 1.25))).not.toBe(0);
  const fresh = madeUp(90, 3);
  const labels = fresh.map(({ label }) => label);
  expect(measure(labels, answersOf(judge(learn(madeUp(240, 1), RECIPE), fresh), 3), 3).recall).toBeGreaterThan(95);
});

test('the stored model answers as the learnt one does, to within what eight bits lose', () => {
  const learnt = learn(madeUp(240, 1), RECIPE);
  const fresh = madeUp(60, 3);
  const sums = judge(learnt, fresh);
  const scorer = makeScorer(readModel(toModelFile(learnt, 1)));
  for (const [d, { text }] of fresh.entries()) {
    const p = scorer.score(text, 'en');
    const total = [0, 1, 2].reduce((sum, k) => sum + Math.exp(sums[d * 3 + k] as number), 0);
    for (const k of [0, 1, 2]) expect(p[k]).toBeCloseTo(Math.exp(sums[d * 3 + k] as number) / total, 1);
  }
});

test('a source with few of a class does not make its words speak against that class', () => {
  const random = makeRandom(9);
  // No word tells the mood here, but one source is nearly all praise, and has a word of its own.
  const texts = Array.from({ length: 600 }, (_, i): Labelled => {
    const praised = i % 2 === 0;
    const label = praised && random() < 0.9 ? 2 : Math.floor(random() * 3);
    const text = `${praised ? 'tent' : 'road'} ${i % 7} cup`;
    return { text, label, source: praised ? 'praised' : 'even', weight: 1, language: 'en' };
  });
  const lean = (bySource: boolean) => {
    const learnt = learn(texts, { ...RECIPE, bySource });
    const [tent = 0, road = 0] = ['tent 1 cup', 'road 1 cup'].map((text) => {
      const sums = judge(learnt, [{ text, label: 0, source: '', weight: 1, language: 'en' }]);
      return (sums[2] as number) - (sums[0] as number);
    });
    return tent - road;
  };
  expect(lean(false)).toBeGreaterThan(1);
  expect(Math.abs(lean(true))).toBeLessThan(lean(false) / 3);
});

test('a file that is none or is cut off is refused', () => {
  const file = toModelFile(learn(madeUp(60, 1), RECIPE), 1);
  expect(() => readModel(file.subarray(0, file.length - 1))).toThrow(/cut off/);
  expect(() => readModel(new Uint8Array(100))).toThrow(/no text model/);
  expect(() => readModel(new Uint8Array(0))).toThrow(/no text model/);
});

test('scores by hand', () => {
  const labels = [0, 0, 0, 0, 1, 1, 2, 2];
  const answers = [0, 0, 0, 1, 1, 0, 2, 2];
  const found = measure(labels, answers, 3);
  expect(found.recalls).toEqual([75, 50, 100]);
  expect(found.recall).toBe(75);
  expect(found.accuracy).toBe(75);
  // Precision 3/4, 1/2, 1: F1 is 3/4, 1/2, 1.
  expect(found.f1).toBeCloseTo(75);
  const [low, high] = interval(labels, answers, 3, 'recall');
  expect(low).toBeLessThan(75);
  expect(high).toBeGreaterThan(75);
});

test('the temperature makes probabilities as often right as they say', () => {
  const random = makeRandom(5);
  const labels = Array.from({ length: 4000 }, (_, i) => i % 2);
  // Log-odds of 1 in favour of the label in 73 of 100 texts are right as they stand; stated as 3 they are three times too sure.
  const sums = Float64Array.from(
    labels.flatMap((label) => {
      const said = random() < 1 / (1 + Math.exp(-1)) ? label : 1 - label;
      return said === 0 ? [3, 0] : [0, 3];
    }),
  );
  const temperature = fitTemperature(sums, labels, 2);
  expect(temperature).toBeGreaterThan(2.6);
  expect(temperature).toBeLessThan(3.5);
  expect(calibrationError(sums, labels, 2, temperature)).toBeLessThan(3);
  expect(calibrationError(sums, labels, 2, 1)).toBeGreaterThan(15);
});

test('escapes of the data sets are undone, and the same tweet is known again', () => {
  expect(unescaped('"I\\u2019m \\""""sure\\"""" &amp;lt; 3"')).toBe('I’m "sure" &lt; 3');
  expect(tweetKey('@ann Great  DAY! http://t.co/x')).toBe(tweetKey('great day @bob'));
  const [a, b] = madeUp(2, 1) as [Labelled, Labelled];
  expect(without([a, b, a], [b])).toEqual([a]);
});
