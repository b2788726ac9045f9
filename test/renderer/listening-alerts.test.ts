import { expect, test } from 'vitest';
import { alertMark, alertWords, recentWords } from '../../src-renderer/pages/alert-words.ts';

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

test('lasting changes and unusual days of the newest four weeks are told, too, each once', () => {
  const DAY = 86_400_000;
  const END = 100 * DAY;
  const table = (ids: string[], ...rows: [string, (string | number | null)[]][]) => ({
    kind: 'table' as const,
    columns: ids.map((id) => ({ id, label: id, type: 'text' as const })),
    rows: rows.map(([key, cells]) => ({ key, cells, people: 20 })),
    total: rows.length,
    n: 9,
    people: 9,
  });
  const changes = table(
    ['what', 'from', 'earliest', 'latest', 'share-before', 'share-after', 'messages', 'authors'],
    ['negative 1', ['negative', 85 * DAY, 85 * DAY, 85 * DAY, 0.1, 0.6, 252, 90]],
    ['negative 0', ['negative', 20 * DAY, 20 * DAY, 20 * DAY, 0.3, 0.1, 99, 40]],
  );
  const spikes = table(
    ['at', 'messages', 'usual', 'most', 'authors', 'mood', 'topic'],
    ['old', [10 * DAY, 300, 30, 41, 211, null, '']],
    ['new', [80 * DAY, 300, 30, 41, 211, null, 'concert']],
  );
  const titles = (alerts: ReturnType<typeof table> | undefined) =>
    recentWords({ alerts, changes, spikes }, END, LOCALE).map(({ of, key, title }) => [of, key, title]);
  expect(titles(undefined)).toEqual([
    ['message-changes', 'negative 1', expect.stringContaining('More of it negative')],
    ['message-spikes', 'new', expect.stringContaining('Unusual day: ')],
  ]);
  expect(titles(table(['what'], ['negative:', ['negative']])).map(([of]) => of)).toEqual(['message-spikes']);
  expect(titles(table(['what'], ['amount:', ['amount']])).map(([of]) => of)).toEqual(['message-changes']);
});
