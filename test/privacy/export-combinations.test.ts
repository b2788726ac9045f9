import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Combinations } from '../../src-main/privacy/export-combinations.ts';

const K = 3;
const ROWS = 12;
const set = fc.array(fc.constantFrom(0, 1), { minLength: ROWS, maxLength: ROWS });
const people = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: ROWS, maxLength: ROWS });

/** Who stands behind what is left when the sets are added with the given signs. */
const leftOf = (person: readonly number[], sets: readonly (readonly number[])[], signs: readonly number[]) =>
  new Set(person.filter((_, row) => sets.reduce((sum, one, i) => sum + (signs[i] ?? 0) * (one[row] ?? 0), 0) !== 0))
    .size;
const same = (a: readonly number[], b: readonly number[]) => a.every((value, i) => value === b[i]);
const isEmpty = (a: readonly number[]) => a.every((value) => value === 0);

function combinationsOf(person: readonly number[], mine: readonly number[], past: readonly (readonly number[])[]) {
  const combinations = new Combinations(Uint32Array.from(person), Uint8Array.from(mine), K);
  for (const one of past) combinations.add(Uint8Array.from(one), 0);
  return combinations;
}

describe('sums and differences of three files', () => {
  test('a pair is told exactly where an outsider who tries all signs is left with too few', () => {
    fc.assert(
      fc.property(people, set, fc.array(set, { maxLength: 4 }), (person, mine, past) => {
        const isIsolating = (a: number[], b: number[]) =>
          ![same(mine, a), same(mine, b), same(a, b), isEmpty(a), isEmpty(b)].includes(true) &&
          [
            [1, -1, -1],
            [1, 1, -1],
            [1, -1, 1],
          ].some((signs) => {
            const left = leftOf(person, [mine, a, b], signs);
            return left > 0 && left < K;
          });
        const expected = past.some((a, i) => past.slice(i + 1).some((b) => isIsolating(a, b)));
        const found = combinationsOf(person, mine, past).isolating();
        expect(found !== null).toBe(expected);
        if (found) expect(isIsolating(past[found[0]] as number[], past[found[1]] as number[])).toBe(true);
      }),
    );
  });
  test('thirty earlier files are taken, and the last of them counts', () => {
    const half = Array.from({ length: ROWS }, (_, i) => (i < 6 ? 1 : 0));
    const rest = Array.from({ length: ROWS }, (_, i) => (i >= 6 && i < 11 ? 1 : 0));
    const person = Array.from({ length: ROWS }, (_, i) => i + 1);
    const all = Array.from({ length: ROWS }, () => 1);
    const combinations = combinationsOf(person, all, [...Array.from({ length: 29 }, () => half), rest]);
    expect(combinations.isolating()).toEqual([0, 29]);
    expect(combinations.add(Uint8Array.from(half), 0)).toBe(false);
  });
});
