import { expect, test } from 'vitest';
import type { TableResult } from '../../shared/results.ts';
import { resultColumns } from '../../src-renderer/ui/result-columns.ts';
import type { Locale } from '../../src-renderer/ui/locale.ts';

const LOCALE = { language: 'en', timeZone: 'UTC', currency: 'EUR', demo: false } as unknown as Locale;

test('people’s own words are never taken for ids, though they look like one', () => {
  const row = { key: 'range', cells: ['range', 'range'], people: 9 };
  const result: TableResult = {
    kind: 'table',
    columns: [
      { id: 'what', label: 'What', type: 'text' },
      { id: 'about', label: 'About', type: 'text' },
    ],
    rows: [row],
    total: 1,
    n: 1,
    people: 9,
  };
  const shown = (asWritten: string[]) =>
    resultColumns(result, LOCALE, { words: { range: 'Choice' }, asWritten }).map(({ text }) => text(row));
  expect(shown([])).toEqual(['Choice', 'Choice']);
  expect(shown(['what'])).toEqual(['range', 'Choice']);
});
