import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConsentCourses } from '../../../src-main/privacy/audit/consent-course.ts';

type Said = 'granted' | 'denied' | null;
const rows = fc.array(
  fc.record({
    person: fc.integer({ min: 1, max: 3 }),
    said: fc.constantFrom<Said>('granted', 'denied', null, null, null),
  }),
  { maxLength: 60 },
);

/** The same counts by going through each person's rows on their own. */
function countedOf(said: readonly Said[]) {
  const first = said.findIndex((one) => one !== null);
  let now: Said = null;
  let after = 0;
  for (const one of said) {
    if (one !== null) now = one;
    else if (now === 'denied') after++;
  }
  return { before: first < 0 ? 0 : first, after };
}

describe('course of consent', () => {
  test('counts are those of each person alone, however many changes of mind', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const courses = new ConsentCourses();
        given.forEach(({ person, said }, i) => {
          courses.step(person, said, { file: 'f', line: i + 1, atMs: i * 1000 });
        });
        const expected = [1, 2, 3]
          .map((person) => countedOf(given.filter((row) => row.person === person).map(({ said }) => said)))
          .filter(({ before, after }) => before + after > 0)
          .sort((a, b) => b.before + b.after - a.before - a.after);
        const { touched, shown } = courses.summary();
        expect(touched).toBe(expected.length);
        expect(shown.map(({ before, after }) => before + after)).toEqual(
          expected.map(({ before, after }) => before + after),
        );
        for (const { spans } of shown) {
          expect(spans.length).toBeLessThanOrEqual(12);
          for (const { from, to } of spans) expect(Date.parse(from ?? '')).toBeLessThanOrEqual(Date.parse(to ?? ''));
        }
      }),
    );
  });
});
