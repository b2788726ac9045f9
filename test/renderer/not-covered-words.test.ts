import { expect, test } from 'vitest';
import { notCoveredCount, notCoveredWords } from '../../src-renderer/pages/privacy/not-covered-words.ts';

test('a mark says of what and why, its count how often', () => {
  const mark = { purpose: 'marketing', why: 'after-refusal' } as const;
  expect(notCoveredWords(mark).label).toBe('Marketing: after a no');
  expect(notCoveredCount({ ...mark, acts: 2 })).toBe('Marketing: these acts came after this person said no to it.');
  expect(notCoveredCount({ ...mark, acts: 1, why: 'before-consent' })).toBe(
    'Marketing: this act came before this person agreed to it.',
  );
});
