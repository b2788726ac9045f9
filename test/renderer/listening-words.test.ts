import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { INTENTS } from '../../src-main/analysis/lexicons/intent-cues.ts';
import { CATEGORIES } from '../../src-main/analysis/aspects/model.ts';
import { FOUND_WORDS, queryProblem } from '../../src-renderer/pages/listening/found-words.ts';

test('everything that is found has words for people', () => {
  for (const id of [...INTENTS, ...CATEGORIES]) expect(FOUND_WORDS[id], id).toBeDefined();
});

test('what is wrong with a search is said with its place', () => {
  expect(queryProblem(new AppError('invalid-input', { field: 'query', problem: 'quote', at: 4 }))).toBe(
    'A closing quotation mark is missing. (at letter 5)',
  );
  expect(queryProblem(new AppError('invalid-input', { field: 'name' }))).toBeUndefined();
  expect(queryProblem(null)).toBeUndefined();
});
