import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  AppError,
  assertNever,
  ERROR_CODES,
  type ErrorFacts,
  fromWireError,
  toWireError,
} from '../../shared/errors.ts';

const facts: fc.Arbitrary<ErrorFacts> = fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.boolean()), {
  maxKeys: 4,
});

test('codes are there once each, in kebab case', () => {
  expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
  for (const code of ERROR_CODES) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
});

test('an error comes through a wire as it was', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ERROR_CODES),
      facts,
      fc.option(fc.string(), { nil: undefined }),
      (code, given, id) => {
        const error = new AppError(code, given, id);
        const wire = JSON.parse(JSON.stringify(toWireError(error, 'unused')));
        const back = fromWireError(wire);
        expect(back).toBeInstanceOf(AppError);
        expect([back.code, { ...back.facts }, back.supportId]).toEqual([code, { ...given }, id]);
      },
    ),
  );
});

test('an error’s message is its code and nothing else', () => {
  expect(new AppError('not-found', { id: 5 }).message).toBe('not-found');
});

test('what is not an error of ours says nothing of itself, only where to look', () => {
  for (const thrown of [
    new Error('/home/ada/secret.csv ada@example.org'),
    'ada@example.org',
    { path: '/home' },
    null,
    undefined,
  ]) {
    const wire = toWireError(thrown, 'S-123');
    expect(wire).toEqual({ code: 'internal', facts: {}, supportId: 'S-123' });
  }
});

test('an error of ours gets no support id of its own', () => {
  expect(toWireError(new AppError('busy'), 'S-123')).toEqual({ code: 'busy', facts: {} });
});

test('a case that should not be ends in an error', () => {
  expect(() => assertNever('surprise' as never)).toThrow(AppError);
});
