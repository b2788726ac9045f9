import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readMessage } from '../../../src-main/analysis/base/readings.ts';
import { hashtags } from '../../../src-main/analysis/hashtags.ts';
import { influentialVoices } from '../../../src-main/analysis/influential-voices.ts';
import { logLikelihood } from '../../../src-main/analysis/mentions/together.ts';
import { namedTogether } from '../../../src-main/analysis/named-together.ts';
import { type MessageSketch, messageColumns } from '../columns.ts';
import { at, rowsBehind, runTable } from '../run.ts';

const many = (count: number, sketch: Omit<MessageSketch, 'at'>, day = 0): MessageSketch[] =>
  Array.from({ length: count }, (_, i) => ({ at: at(day, i % 24), author: i + 1, ...sketch }));

test('hashtags are read without # and capitals, each once; numbers are none', () => {
  expect(readMessage('#Cake and #cake in #Köln, we are #1 #30days', 'en').tags).toEqual(['cake', 'köln', '30days']);
  expect(readMessage('no tags, c# code', 'en').tags).toEqual([]);
});

test('hashtags: messages, people, share, mood and growth; own posts and repeats do not count', () => {
  const messages = messageColumns([
    ...many(10, { tags: ['rain'] }, 1),
    ...many(30, { tags: ['cake', 'rain'], sentiment: 0.5 }, 12),
    { at: at(12), author: 1, tags: ['pie'], sentiment: -0.4 },
    { at: at(12), author: 1 },
    { at: at(12), own: true, tags: ['cake'] },
    { at: at(12), author: 99, apart: 1, tags: ['cake'] },
    { at: at(20), author: 99, tags: ['cake'] },
  ]);
  const result = runTable(hashtags, { messages }, {});
  expect(result.rows.map(({ cells }) => cells)).toEqual([
    ['#rain', 40, 30, 40 / 42, 1, 'steady', 30 / 40],
    ['#cake', 30, 30, 30 / 42, 1, 'new', 1],
    ['#pie', 1, 1, 1 / 42, -1, 'too-few', 1],
  ]);
  expect(result).toMatchObject({ total: 3, n: 42, people: 30 });
  expect(runTable(hashtags, { messages }, { limit: 1 })).toMatchObject({ total: 3, rows: [{ key: '#rain' }] });
  expect(rowsBehind(hashtags, { messages }, {}, '#pie').map((i) => messages.id[i])).toEqual([41]);
  expect(rowsBehind(hashtags, { messages }, {}, 'pie')).toEqual([]);
});

test('log-likelihood: hand-computed, 0 for independence, the same from both sides', () => {
  // Cells 10, 10, 10, 70 of 100; expected 4, 16, 16, 64.
  const byHand = 2 * (10 * Math.log(10 / 4) + 10 * Math.log(10 / 16) + 10 * Math.log(10 / 16) + 70 * Math.log(70 / 64));
  expect(logLikelihood(10, 20, 20, 100)).toBeCloseTo(byHand, 10);
  expect(logLikelihood(4, 20, 20, 100)).toBeCloseTo(0, 10);
  fc.assert(
    fc.property(fc.nat(50), fc.nat(50), fc.nat(50), fc.nat(50), (both, onlyA, onlyB, none) => {
      const all = both + onlyA + onlyB + none;
      fc.pre(all > 0);
      const [a, b] = [both + onlyA, both + onlyB];
      expect(logLikelihood(both, a, b, all)).toBeCloseTo(logLikelihood(both, b, a, all), 8);
      expect(Number.isFinite(logLikelihood(both, a, b, all))).toBe(true);
    }),
  );
});

test('named-together: pairs beyond chance with what was expected; names that share a word are none', () => {
  const messages = messageColumns([
    ...many(10, { tags: ['brunch'], aspects: [['eggs', 2]], sentiment: 0.5 }),
    ...many(10, { tags: ['brunch'] }, 1),
    ...many(10, { aspects: [['eggs', 0]] }, 2),
    // The hashtag is the thing: nothing is named together with itself.
    ...many(8, { tags: ['coffee'], aspects: [['coffee', 2]] }, 3),
    ...many(62, {}, 4),
    { at: at(5), own: true, tags: ['brunch'], aspects: [['eggs', 2]] },
  ]);
  const { rows, n } = runTable(namedTogether, { messages }, {});
  expect(n).toBe(100);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ key: '#brunch + eggs', people: 10 });
  expect(rows[0]?.cells.slice(0, 6)).toEqual(['#brunch', 'eggs', 10, 10, 4, 2.5]);
  expect(rows[0]?.cells[6]).toBeCloseTo(logLikelihood(10, 20, 20, 100), 10);
  expect(rows[0]?.cells[7]).toBe(1);
  expect(rowsBehind(namedTogether, { messages }, {}, '#brunch + eggs')).toHaveLength(10);
  expect(rowsBehind(namedTogether, { messages }, {}, '#brunch + tea')).toEqual([]);
  expect(runTable(namedTogether, { messages }, { support: 11 }).rows).toEqual([]);
});

test('named-together: what meets by chance is hardly ever a pair', () => {
  let state = 7;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  let found = 0;
  for (let round = 0; round < 40; round++) {
    const messages = messageColumns(
      Array.from({ length: 300 }, (_, i) => ({
        at: at(0, i % 24),
        author: i + 1,
        tags: ['a', 'b', 'c', 'd', 'e', 'f'].filter(() => random() < 0.2),
      })),
    );
    if (runTable(namedTogether, { messages }, {}).rows.length > 0) found++;
  }
  // At most one in a hundred rounds is expected to show any: of 40, three would be a wonder.
  expect(found).toBeLessThanOrEqual(2);
});

test('influential-voices: mean response, drawn to the usual where there are few messages; own accounts are apart', () => {
  const messages = messageColumns([
    ...Array.from({ length: 10 }, (_, i) => ({
      at: at(1, i),
      author: 1,
      likes: 20,
      views: 100,
      sentiment: i < 4 ? -0.5 : 0.5,
      topic: i < 6 ? 'Coffee' : 'Parcels',
    })),
    { at: at(2), author: 2, likes: 30, shares: 5, replies: 5, reach: 1000 },
    ...Array.from({ length: 9 }, (_, i) => ({ at: at(3, i), author: 3, likes: 0 })),
    { at: at(4), own: true, author: 7, likes: 900 },
    { at: at(4), author: 0, likes: 900 },
    { at: at(4), author: 8, apart: 2, likes: 900 },
  ]);
  // All: 240 responses to 20 messages = 12 usual. Author 1: (200 + 36) / 13 = 18.2; author 2: (40 + 36) / 4 = 19.
  const result = runTable(influentialVoices, { messages }, {});
  expect(result.rows.map(({ cells }) => cells)).toEqual([
    [2, 1, 40, 1000, null, ''],
    [1, 10, 20, 100, 0.2, 'Coffee; Parcels'],
  ]);
  expect(result).toMatchObject({ n: 20, people: 3, total: 2 });
  expect(runTable(influentialVoices, { messages }, { by: 'reach' }).rows.map(({ key }) => key)).toEqual(['2', '1']);
  expect(rowsBehind(influentialVoices, { messages }, {}, '1')).toHaveLength(10);
  expect(rowsBehind(influentialVoices, { messages }, {}, '7')).toEqual([]);
});
