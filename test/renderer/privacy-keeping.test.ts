import { expect, test } from 'vitest';
import { outsideWords } from '../../src-renderer/pages/between-dates.ts';
import { saidWhen } from '../../src-renderer/pages/privacy/words.ts';
import type { Locale } from '../../src-renderer/ui/locale.ts';
import {
  endedNotes,
  endedWithoutRule,
  keptWords,
  monthsTyped,
  outcomeNotes,
  placeLabel,
  placeOf,
  placeOptions,
  ruleWords,
} from '../../src-renderer/pages/privacy/keeping-words.ts';

const sources = [
  { run: 1, file: 'a.csv', format: 'table-file', formatTitle: 'Table', months: null, endedMs: null, endedMonths: null },
  { run: 2, file: 'b.csv', format: 'table-file', formatTitle: 'Table', months: 3, endedMs: null, endedMonths: null },
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
  expect(['1', ' 24 ', '1200'].map((text) => monthsTyped(text, 1))).toEqual([1, 24, 1200]);
  const wrong = ['', '0', '1201', '1.5', '-3', 'two', '1e2'];
  expect(wrong.map((text) => monthsTyped(text, 1))).toEqual(Array(7).fill(null));
  expect(['0', '', '-1'].map((text) => monthsTyped(text, 0))).toEqual([0, null, null]);
});

test('what happens besides the rows is told, and only what happens', () => {
  const none = { lines: [], rows: 0, people: 0, heldBack: 0, counts: 0, uncounted: 0, backups: 0 };
  expect(outcomeNotes(none, String)).toHaveLength(1);
  expect(outcomeNotes({ ...none, heldBack: 1, counts: 1, uncounted: 1, backups: 1 }, String)).toHaveLength(5);
});

test('of an import whose basis has ended it is told when, what is held of it, and whether a rule takes it away', () => {
  const locale = { locale: 'en', zone: 'UTC', currency: 'EUR' } as unknown as Locale;
  const endedMs = Date.UTC(2026, 2, 1);
  const [first] = sources;
  const ended = { ...(first as (typeof sources)[number]), endedMs, endedMonths: null };
  expect(keptWords(ended, locale)).toBe('no limit; its basis ended on Feb 28, 2026');
  expect(keptWords({ ...ended, endedMonths: 0 }, locale)).toBe('goes at once; its basis ended on Feb 28, 2026');
  expect(ruleWords({ purpose: 'ended', months: 2 }, locale)).toBe('2 months after the end');
  expect(endedWithoutRule([...sources, ended, { ...ended, endedMonths: 0 }])).toEqual([ended]);
  const imports = [
    { run: 1, file: 'a.csv', untilMs: endedMs, rows: 12, lines: [2, 3] },
    { run: 2, file: 'b.csv', untilMs: endedMs, rows: 0, lines: [] },
  ];
  expect(endedNotes({ imports, rows: 12, people: 1, heldBack: 2 }, locale)).toEqual([
    'Basis ended on Feb 28, 2026: 12 rows that nothing may use any more, of import 1, a.csv.',
    'Basis ended on Feb 28, 2026: no row that only it brought, of import 2, b.csv.',
    '1 person of whom nothing else is held.',
    '2 people keep such rows: frozen, or with a request that is not answered yet.',
  ]);
});

test('what was said without a date is not of 1970', () => {
  const locale = { locale: 'en', zone: 'UTC', currency: 'EUR' } as unknown as Locale;
  expect(saidWhen(0, locale)).toBe('No date given');
  expect(saidWhen(Date.UTC(2026, 2, 1), locale)).toContain('2026');
});

test('dates that are over, or have not begun, say so', () => {
  const today = '2026-03-01';
  expect(outsideWords({ from: '', until: '2026-02-28' }, today)).toContain('over');
  expect(outsideWords({ from: '2026-03-02', until: '' }, today)).toContain('Until the first');
  expect(outsideWords({ from: '2026-03-01', until: '2026-03-01' }, today)).toBeNull();
  expect(outsideWords({ from: '', until: '' }, today)).toBeNull();
});
