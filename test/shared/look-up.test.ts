import { expect, test } from 'vitest';
import { lookUp } from '../../shared/look-up.ts';
import { findIntents } from '../../src-main/analysis/intents/intents.ts';
import { aspectWords, opinionWords } from '../../src-main/analysis/lexicons/aspect-words.ts';
import { channelOfTags } from '../../src-main/import/campaign-channels.ts';
import { instagramKind } from '../../src-main/import/instagram-media.ts';

const EVERY_OBJECT_HAS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'];

test.each(EVERY_OBJECT_HAS)('%s is found in no table', (name) => {
  expect(lookUp({ a: 1 }, name)).toBeUndefined();
  expect(findIntents('please send it back', name)).toBeNull();
  expect(aspectWords(name)).toEqual([]);
  expect(opinionWords(name).mood.size).toBe(0);
  expect(instagramKind({}, name)).toBe(instagramKind({}, 'nobody-knows-it'));
  const tags = (source: string) => channelOfTags({ source, medium: '', campaign: '' });
  expect(tags(name)).toBe(tags('nobody-knows-it'));
});

test('what a table holds is found', () => {
  expect(lookUp({ a: 1 }, 'a')).toBe(1);
});
