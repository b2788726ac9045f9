import fc from 'fast-check';
import { expect, test } from 'vitest';
import { personKey } from '../../src-main/services/tracked-events.ts';
import { IDENTIFIER_KINDS } from '../../shared/model.ts';

const sign = fc.constantFrom('\0', '\u0001', '1', ':', 'a', ...IDENTIFIER_KINDS);
const text = fc.array(sign, { maxLength: 5 }).map((signs) => signs.join(''));
const person = fc.array(fc.record({ kind: fc.constantFrom(...IDENTIFIER_KINDS), scope: text, value: text }), {
  minLength: 1,
  maxLength: 3,
});

test('two people share a key only if their identifiers are the same, whatever these are made of', () => {
  fc.assert(
    fc.property(person, person, (a, b) => {
      expect(personKey(a) === personKey(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
    { numRuns: 2000 },
  );
  // What a key with marks between its parts would take for the same.
  const one = [{ kind: 'email' as const, scope: '', value: 'a\u0001phone\0\0b' }];
  const two = [
    { kind: 'email' as const, scope: '', value: 'a' },
    { kind: 'phone' as const, scope: '', value: 'b' },
  ];
  expect(personKey(one)).not.toBe(personKey(two));
});
