import { expect, test } from 'vitest';
import type { SavedSearch } from '../../../shared/contract/listening.ts';
import { shareOfVoice } from '../../../src-main/analysis/mentions/share-of-voice.ts';
import { messageColumns } from '../columns.ts';
import { at, cellsByKey, contextOf } from '../run.ts';

const search = (id: number): SavedSearch => ({ id, name: `s${id}`, kind: 'own', query: 'x' });

test('reach and response where messages tell them; no reach is not a reach of none', () => {
  const messages = messageColumns([
    { at: at(1), author: 1, likes: 4, shares: 1, views: 100 },
    { at: at(1), author: 2, likes: 6, views: 300 },
    // Tells a response, but no reach: it counts for the one, not for the rate.
    { at: at(2), author: 3, likes: 50 },
    { at: at(2), author: 4 },
    { at: at(2), author: 5, own: true, likes: 1000, views: 1000 },
  ]);
  const ids = Array.from(messages.id);
  const found = [
    { search: search(1), ids: Uint32Array.from([ids[0], ids[1], ids[2], ids[4]].map(Number)) },
    { search: search(2), ids: Uint32Array.from([ids[3]].map(Number)) },
  ];
  const table = shareOfVoice(messages, found, contextOf());
  expect(table.columns.slice(6).map(({ id }) => id)).toEqual(['engagement', 'reach', 'rate', 'scored']);
  const cells = cellsByKey(table);
  expect(cells['1']?.slice(2)).toEqual([3, 3, 0.75, null, 61, 400, 11 / 400, 0]);
  expect(cells['2']?.slice(2)).toEqual([1, 1, 0.25, null, 0, null, null, 0]);
});

test('moods are of scored messages, with how many those are; repeats, passed-on messages and spam count for no search', () => {
  const messages = messageColumns([
    { at: at(1), author: 1, sentiment: 0.9 },
    { at: at(1), author: 2, sentiment: 0 },
    { at: at(2), author: 3, sentiment: null },
    { at: at(2), author: 4, sentiment: null },
    ...[1, 2, 3, 4].map((apart) => ({ at: at(3), author: 5, sentiment: -1, apart, likes: 9 })),
  ]);
  const found = [
    { search: search(1), ids: messages.id },
    { search: search(2), ids: messages.id.subarray(1, 2) },
  ];
  const table = shareOfVoice(messages, found, contextOf());
  const cells = cellsByKey(table);
  expect(cells['1']?.slice(2)).toEqual([4, 4, 4 / 5, 1 / 2, 0, null, null, 1 / 2]);
  expect(cells['2']?.slice(2)).toEqual([1, 1, 1 / 5, 0, 0, null, null, 1]);
  expect(table).toMatchObject({ n: 4, people: 4 });
});
