import { expect, test } from 'vitest';
import {
  monthsTyped,
  outcomeNotes,
  placeLabel,
  placeOf,
  placeOptions,
} from '../../src-renderer/pages/privacy/keeping-words.ts';

const sources = [
  { run: 1, file: 'a.csv', format: 'table-file', formatTitle: 'Table', months: null },
  { run: 2, file: 'b.csv', format: 'table-file', formatTitle: 'Table', months: 3 },
];

test('every source that can have a rule is offered once, leads back to itself, and is named the same in the list', () => {
  const options = placeOptions(sources);
  expect(options.map(({ id }) => id)).toEqual(['every', 'format:table-file', 'run:1', 'run:2']);
  expect(options.map(({ id }) => placeOf(id))).toEqual([
    { run: 0, format: '' },
    { run: 0, format: 'table-file' },
    { run: 1, format: '' },
    { run: 2, format: '' },
  ]);
  for (const { id, label } of options) expect(placeLabel(placeOf(id), sources)).toBe(label);
});

test('only whole months from 1 to 1200 are taken', () => {
  expect(['1', ' 24 ', '1200'].map(monthsTyped)).toEqual([1, 24, 1200]);
  expect(['', '0', '1201', '1.5', '-3', 'two', '1e2'].map(monthsTyped)).toEqual(Array(7).fill(null));
});

test('what happens besides the rows is told, and only what happens', () => {
  const none = { lines: [], rows: 0, people: 0, heldBack: 0, counts: 0, uncounted: 0, backups: 0 };
  expect(outcomeNotes(none, String)).toHaveLength(1);
  expect(outcomeNotes({ ...none, heldBack: 1, counts: 1, uncounted: 1, backups: 1 }, String)).toHaveLength(5);
});
