import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findAspects } from '../../src-main/analysis/aspects/aspects.ts';
import { conceptCategory, type GroupEdit, groupAspects, headOf } from '../../src-main/analysis/aspects/grouping.ts';
import { CONCEPTS } from '../../src-main/analysis/lexicons/concepts.ts';

const GROUPS = ['', 'quality', 'calidad', 'qualité', 'basket infuser', 'tea', 'té'];
const columns = (group: readonly number[]) => ({
  group: Uint32Array.from(group),
  groups: GROUPS,
  category: new Uint8Array(group.length),
  categories: [''],
  polarity: new Uint8Array(group.length),
});
const shown = (group: readonly number[], edits: readonly GroupEdit[] = []) => {
  const made = groupAspects(columns(group), edits);
  return [...made.group].map((id) => made.groups[id]);
};
const edit = (name: string, said: Partial<GroupEdit>): GroupEdit => ({
  name,
  ownName: '',
  mergedInto: '',
  hidden: false,
  ...said,
});

test('what means the same in several languages is one group; what is not known stays by itself', () => {
  expect(shown([1, 2, 3, 4, 5, 6])).toEqual(['quality', 'quality', 'quality', 'basket infuser', 'tea', 'tea']);
  expect(headOf('calidad')).toBe('quality');
  expect([conceptCategory('té'), conceptCategory('nothing')]).toEqual(['drinks', undefined]);
});

test('the owner names, merges and hides groups; what was found stays beside it', () => {
  const edits = [
    edit('tea', { ownName: 'Our teas' }),
    edit('basket infuser', { mergedInto: 'tea' }),
    edit('quality', { hidden: true }),
  ];
  expect(shown([2, 4, 6], edits)).toEqual(['', 'Our teas', 'Our teas']);
  const { found } = groupAspects(columns([2, 4, 6]), edits);
  expect([...(found?.group ?? [])].map((id) => found?.groups[id])).toEqual(['quality', 'basket infuser', 'tea']);
  expect(shown([4], [edit('basket infuser', { mergedInto: 'tea' }), edit('tea', { hidden: true })])).toEqual(['']);
});

test('a ring of merges ends; taking every edit back leaves what there was', () => {
  const name = fc.constantFrom('quality', 'tea', 'basket infuser');
  const edits = fc.uniqueArray(
    fc.record({
      name,
      ownName: fc.constantFrom('', 'Mine'),
      mergedInto: fc.oneof(name, fc.constant('')),
      hidden: fc.boolean(),
    }),
    { selector: (one) => one.name },
  );
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 6 })), edits, (group, given) => {
      const before = shown(group);
      expect(shown(group, given)).toHaveLength(group.length);
      expect(shown(group, [])).toEqual(before);
      expect(shown(group, [...given].reverse())).toEqual(shown(group, given));
    }),
  );
});

test('no wording belongs to two things, and every thing is its own wording', () => {
  const owners = new Map<string, string>();
  for (const { name, wordings } of CONCEPTS)
    for (const wording of [name, ...wordings.split('|')]) {
      expect(wording, name).toBe(wording.trim().toLowerCase());
      expect([undefined, name], wording).toContain(owners.get(wording));
      owners.set(wording, name);
    }
});

const of = (text: string) =>
  (findAspects(text, 'en') ?? []).map(({ group, category, polarity }) => [group, category, polarity]);

test('what is seldom met gets no category at random, and “gluten free” is no praise', () => {
  expect(of('The basket infuser looks nice')).toEqual([['basket infuser', 'product', 'positive']]);
  expect(of('They sell gluten free cakes')).toEqual([['cake', 'food', 'neutral']]);
  expect(of('Great gluten free cakes')).toEqual([['cake', 'food', 'positive']]);
});
