import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MessageRow } from '../../shared/model.ts';
import { type MessageScore, packMessages, unpackMessages } from '../../src-main/services/message-batch.ts';

const count = fc.oneof(fc.nat(1_000_000), fc.double({ min: 0, max: 1e9, noNaN: true }));
const text = fc.string({ unit: 'binary', maxLength: 30 });
const aMessage: fc.Arbitrary<MessageRow> = fc.record(
  {
    type: fc.constant('message' as const),
    line: fc.nat(4_000_000_000),
    key: text,
    network: fc.constantFrom('x' as const, 'reddit' as const, 'other' as const),
    kind: fc.constantFrom('post' as const, 'review' as const),
    atMs: fc.oneof(fc.constant(null), fc.double({ min: -1e12, max: 4e12, noNaN: true })),
    author: fc.array(
      fc.record({ kind: fc.constantFrom('handle' as const, 'name' as const), scope: text, value: text }),
      {
        maxLength: 2,
      },
    ),
    own: fc.boolean(),
    text,
    language: fc.constantFrom('', 'en', 'de'),
    rating: fc.oneof(fc.constant(null), fc.constantFrom(1, 2.5, 5)),
    likes: count,
    shares: count,
    replies: count,
    views: count,
    reach: count,
    saves: count,
    clicks: count,
    replyToKey: fc.option(text),
    url: fc.option(text),
    item: text,
  },
  {
    requiredKeys: [
      'type',
      'line',
      'key',
      'network',
      'kind',
      'atMs',
      'author',
      'own',
      'text',
      'language',
      'rating',
      'likes',
      'shares',
      'replies',
      'views',
      'replyToKey',
      'url',
      'item',
    ],
  },
);
const aScore: fc.Arbitrary<MessageScore> = fc.record({
  score: fc.option(fc.double({ min: -1, max: 1, noNaN: true })),
  version: fc.integer({ min: -1, max: 9 }),
  language: fc.constantFrom('', 'en', 'pt'),
});

test('what goes from thread to thread in columns comes out as it went in, with the language that was found', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(aMessage, aScore), { minLength: 1, maxLength: 40 }), (given) => {
      const rows = given.map(([row]) => row);
      const scores = given.map(([, score]) => score);
      const packed = structuredClone(packMessages(rows, scores));
      if (!packed) throw new Error('not packed');
      const unpacked = unpackMessages(packed);
      expect(unpacked.scores).toEqual(scores);
      expect(unpacked.rows).toEqual(rows.map((row, i) => ({ ...row, language: scores[i]?.language })));
    }),
  );
});

test('rows that are not all messages stay rows', () => {
  const person = { type: 'person' as const, line: 1, person: [], atMs: null, country: '' };
  expect(packMessages([], [])).toBeNull();
  expect(packMessages([person], [null])).toBeNull();
});
