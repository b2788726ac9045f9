import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordsForRepeats } from '../../src-main/analysis/base/readings.ts';
import { bandsOf, FirstWithBand, NEARLY_SAME, resemblance, shinglesOf } from '../../src-main/analysis/base/shingles.ts';
import { keptApart } from '../../src-main/analysis/kept-apart.ts';
import { messageColumns } from './columns.ts';
import { at, rowsBehind, runTable } from './run.ts';

const shingles = (text: string): Uint32Array => {
  const made = shinglesOf(wordsForRepeats(text, 'en'));
  if (!made) throw new RangeError('too short');
  return made;
};
const word = fc.integer({ min: 0, max: 400 }).map((i) => `w${i}`);
const words = fc.array(word, { minLength: 8, maxLength: 40 });
const setOf = (list: readonly string[]) => shinglesOf(list) as Uint32Array;

test('resemblance by hand: one word changed in the middle of eleven changes two pairs of ten', () => {
  const a = shingles('our new oven is here and the bread is better now');
  const b = shingles('our new oven is HERE and the cake is better now https://x.example');
  expect(a.length).toBe(10);
  expect(resemblance(a, b)).toBeCloseTo(8 / 12, 10);
  expect(resemblance(a, a)).toBe(1);
  expect(resemblance(a, shingles('nothing of this is in that other one at all'))).toBe(0);
  expect(shinglesOf(wordsForRepeats('great coffee and very friendly staff here', 'en'))).toBeNull();
});

test('law: resemblance is the same from both sides and between 0 and 1', () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      const r = resemblance(setOf(a), setOf(b));
      expect(r).toBe(resemblance(setOf(b), setOf(a)));
      expect(r >= 0 && r <= 1).toBe(true);
      expect(resemblance(setOf(a), setOf(a))).toBe(1);
    }),
  );
});

test('bands find nearly all that are alike, and hardly any that are not', () => {
  let [alike, found, others, mistaken] = [0, 0, 0, 0];
  fc.assert(
    fc.property(words, fc.array(fc.tuple(fc.nat(39), word), { maxLength: 3 }), words, (list, changes, other) => {
      const changed = [...list];
      for (const [place, fresh] of changes) if (place < changed.length) changed[place] = fresh;
      const firsts = new FirstWithBand();
      firsts.add(7, bandsOf(setOf(list)));
      if (resemblance(setOf(list), setOf(changed)) >= NEARLY_SAME) {
        alike++;
        if (firsts.candidates(bandsOf(setOf(changed))).includes(7)) found++;
      }
      if (resemblance(setOf(list), setOf(other)) < 0.1) {
        others++;
        if (firsts.candidates(bandsOf(setOf(other))).includes(7)) mistaken++;
      }
    }),
    { numRuns: 1500, seed: 20261126 },
  );
  expect(alike).toBeGreaterThan(500);
  expect(found / alike).toBeGreaterThan(0.95);
  expect(mistaken / others).toBeLessThan(0.01);
});

test('the first message with a band is kept through growth; thousands are found again', () => {
  const firsts = new FirstWithBand();
  const bands = (i: number) => Uint32Array.of(i * 4 + 1, i * 4 + 2, i * 4 + 3, i * 4 + 4);
  for (let i = 1; i <= 5000; i++) firsts.add(i, bands(i));
  for (let i = 1; i <= 5000; i++) firsts.add(i + 9000, bands(i));
  for (let i = 1; i <= 5000; i += 7) expect(firsts.candidates(bands(i))).toEqual([i]);
  expect(firsts.candidates(bands(6000))).toEqual([]);
});

test('kept-apart: messages that figures leave out, by why, and those behind each', () => {
  const messages = messageColumns([
    { at: at(0), author: 1 },
    { at: at(1), author: 2, apart: 4 },
    { at: at(2), author: 3, apart: 4 },
    { at: at(3), author: 1, apart: 1 },
    { at: at(4), own: true, author: 9, apart: 1 },
    { at: at(30), author: 1, apart: 3 },
  ]);
  const result = runTable(keptApart, { messages }, {});
  expect(result.rows.map(({ cells }) => cells)).toEqual([
    ['word-for-word', 1, 1, 0.2],
    ['nearly-the-same', 2, 2, 0.4],
    ['own', 1, 0, 0.2],
  ]);
  expect(result).toMatchObject({ n: 5, people: 3 });
  expect(rowsBehind(keptApart, { messages }, {}, 'nearly-the-same').map((i) => messages.id[i])).toEqual([3, 2]);
  expect(rowsBehind(keptApart, { messages }, {}, 'own').map((i) => messages.id[i])).toEqual([5]);
});
