import { expect, test } from 'vitest';
import { netMood, scoredShare } from '../../src-main/analysis/base/net-mood.ts';

test('net mood is of scored messages, and not told where fewer than a tenth are', () => {
  const counts = { negative: 1, positive: 3, scored: 5 };
  expect(netMood(counts, 8)).toBe(2 / 5);
  expect(scoredShare(counts, 8)).toBe(5 / 8);
  expect(netMood(counts, 50)).toBe(2 / 5);
  expect(netMood(counts, 51)).toBeNull();
  expect(netMood({ negative: 0, positive: 0, scored: 0 }, 0)).toBeNull();
  expect([
    scoredShare({ negative: 0, positive: 0, scored: 0 }, 0),
    netMood({ negative: 0, positive: 0, scored: 0 }, 4),
  ]).toEqual([null, null]);
});
