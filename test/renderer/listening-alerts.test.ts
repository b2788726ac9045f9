import { expect, test } from 'vitest';
import { alertMark, alertWords } from '../../src-renderer/pages/alert-words.ts';

const columns = ['what', 'name', 'messages', 'authors', 'expected', 'share', 'usual', 'from'].map((id) => ({
  id,
  label: id,
  type: 'text' as const,
}));
const LOCALE = { locale: 'en-GB', currency: 'EUR', zone: 'UTC' };

test('alerts in words: what grew, by how much, and what is usual', () => {
  const rows = [
    { key: 'amount:', cells: ['amount', '', 60, 40, 20.2, null, null, 0], people: 40 },
    { key: 'need:complaint', cells: ['need', 'complaint', 44, 30, 12, 0.5, 0.2, 0], people: 30 },
  ];
  const words = alertWords({ kind: 'table', columns, rows, total: 2, n: 9, people: 9 }, LOCALE);
  expect(words.map(({ title }) => title)).toEqual(['Many more messages', 'More of: Complaints']);
  expect(words[0]?.text).toMatch(/60 messages by 40.* people \(usual: 20\)/);
  expect(words[1]?.text).toMatch(/usual: 12; 50.*instead of 20/);
});

test('what is remembered of an alert does not tell its words', () => {
  expect(alertMark('')).toBe('811c9dc5');
  expect(alertMark('a')).toBe('e40c292c');
  expect(alertMark('topic:Parcels')).not.toBe(alertMark('topic:Coffee'));
});
