import { expect, test } from 'vitest';
import { scoredWords } from '../../src-renderer/pages/listening/scored-words.ts';

const locale = { locale: 'en-GB', zone: 'UTC', currency: '' };
const figures = (scored: number | null, unscored: number | null) =>
  new Map([
    ['scored', { value: scored, unit: 'count' as const }],
    ['not-scored', { value: unscored, unit: 'share' as const }],
  ]);

test('what shares of moods rest on: how many messages, and how many are not scored', () => {
  expect(scoredWords(figures(1200, 0.25), locale)).toMatch(
    /^.* 1,200 scored messages.*; 25\s?% of these are not scored: language\.$/,
  );
  expect(scoredWords(figures(1, 0), locale)).toMatch(/1 scored message, .*; all of these are scored\.$/);
  expect(scoredWords(figures(null, null), locale)).toBe('');
});
