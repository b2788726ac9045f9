import { expect, test } from 'vitest';
import { topicAssigner } from '../../../src-main/analysis/topics/assign.ts';
import { stemWord } from '../../../src-main/analysis/text/stem.ts';
import { findTopics } from '../../../src-main/analysis/topics/find-topics.ts';

const SUBJECTS = [
  'delivery parcel courier late tracking doorstep',
  'coffee espresso beans roast barista aroma',
  'refund invoice payment card billing bank',
].map((words) => words.split(' '));
const textOf = (i: number) => {
  const words = SUBJECTS[i % 3] as string[];
  return [0, 2, 5].map((step) => words[(Math.floor(i / 3) + step) % words.length]).join(' ');
};

test('gives the texts it was fitted on the topics they had', () => {
  const texts = Array.from({ length: 300 }, (_, i) => ({ text: textOf(i), language: 'en' }));
  const model = findTopics(texts);
  const topicOf = topicAssigner(model.lifts);
  expect(texts.map(({ text, language }) => topicOf(text, language))).toEqual([...model.topic]);
  expect(new Set(model.topic).size).toBeGreaterThan(2);
});

test('a text of unknown words is other, and so is every text without topics', () => {
  const shares = Float32Array.of(0, 0);
  const lifts = { stems: ['parcel', stemWord('coffee', 'en')], shares, lifts: Float32Array.of(2, -1, -1, 2) };
  const topicOf = topicAssigner(lifts);
  // e² : e⁻¹ : 1 of two topics and other.
  expect(['the parcel', 'a coffee', 'parcel and coffee', 'xyz', ''].map((text) => topicOf(text, 'en'))).toEqual([
    0, 1, 0, -1, -1,
  ]);
  expect(topicAssigner({ stems: [], shares: new Float32Array(0), lifts: new Float32Array(0) })('parcel', 'en')).toBe(
    -1,
  );
});
