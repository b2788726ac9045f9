import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NETWORKS } from '../../shared/model.ts';
import { maskOf } from '../../src-main/analysis/base/conditions.ts';
import { narrowTables } from '../../src-main/analysis/base/narrow.ts';
import { filterMessages, keepMessages } from '../../src-main/analysis/base/narrow-messages.ts';
import { ANALYSES } from '../../src-main/analysis/index.ts';
import { eventColumns, type MessageSketch, messageColumns } from './columns.ts';
import { contextOf, tablesOf, at } from './run.ts';

const LANGUAGES = ['en', 'de', ''] as const;
const message: fc.Arbitrary<MessageSketch> = fc.record({
  at: fc.option(
    fc.integer({ min: 0, max: 12 }).map((day) => at(day)),
    { nil: null },
  ),
  author: fc.integer({ min: 0, max: 4 }),
  network: fc.constantFrom('x', 'instagram', 'other'),
  own: fc.boolean(),
  language: fc.constantFrom(...LANGUAGES),
  sentiment: fc.constantFrom(-0.8, 0, 0.6, null),
  apart: fc.constantFrom(0, 0, 0, 1),
  topic: fc.constantFrom('', 'tea'),
  intents: fc.constantFrom<MessageSketch['intents'] & object>([], ['wish'], ['wish', 'complaint']),
  aspects: fc.constantFrom<MessageSketch['aspects'] & object>(
    [],
    [['tea', 2]],
    [
      ['tea', 0],
      ['cup', 1],
    ],
  ),
});
const listening = ANALYSES.filter(({ reads }) => reads.includes('messages'));
/** Ids count rows of what was given, so they differ; everything else must not. */
const KEYED_BY_ID = new Set(['top-messages', 'top-posts']);

test.each(listening.filter(({ id }) => !KEYED_BY_ID.has(id)))(
  '$id: narrowed to messages it answers as if there were no others',
  (analysis) => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 25 }), fc.constantFrom('x', 'instagram'), (rows, network) => {
        const known = { languages: LANGUAGES.filter((language) => language !== '') };
        const whole = messageColumns(rows, known);
        const part = filterMessages(whole, { networks: [network], languages: ['en'], runs: [1] });
        const alone = messageColumns(
          rows.filter((row) => row.network === network && row.language === 'en'),
          known,
        );
        const answer = (messages: typeof whole) =>
          analysis.run(tablesOf({ messages }), analysis.params.parse({}), contextOf());
        // Lines of topics are numbered by the topics of all messages.
        const shown = (result: unknown) => JSON.stringify(result).replaceAll(/topic-\d+/g, 'topic');
        expect(shown(answer(part))).toBe(shown(answer(alone)));
      }),
      { numRuns: 25 },
    );
  },
);

test('an empty filter keeps the very columns; what fits nothing leaves none; runs and unknown languages are told apart', () => {
  const messages = messageColumns([
    { at: at(1), language: 'en' },
    { at: at(2), language: '', network: 'instagram' },
    { at: null, language: 'de' },
  ]);
  messages.run[1] = 7;
  const ids = (filter: Parameters<typeof filterMessages>[1]) => [...filterMessages(messages, filter).id];
  expect(filterMessages(messages, { networks: [], languages: [], runs: [] })).toBe(messages);
  expect(ids({ networks: [], languages: [''], runs: [] })).toEqual([2]);
  expect(ids({ networks: [], languages: ['en', 'de'], runs: [] })).toEqual([1, 3]);
  expect(ids({ networks: [], languages: [], runs: [7] })).toEqual([2]);
  expect(ids({ networks: ['tiktok'], languages: [], runs: [] })).toEqual([]);
  expect(ids({ networks: [], languages: ['fr'], runs: [] })).toEqual([]);
  expect(
    NETWORKS[filterMessages(messages, { networks: ['instagram'], languages: [], runs: [] }).network[0] as number],
  ).toBe('instagram');
});

test('kept messages keep every column, their aspects too', () => {
  const messages = messageColumns([
    { at: at(1), aspects: [['tea', 2]], likes: 3, rating: 4 },
    {
      at: at(2),
      aspects: [
        ['cup', 0],
        ['lid', 1],
      ],
      likes: 5,
    },
  ]);
  const kept = keepMessages(messages, (i) => i === 1);
  expect(kept.length).toBe(1);
  expect([...kept.likes]).toEqual([5]);
  const start = kept.aspectStart[0] as number;
  expect(
    [...kept.aspects.group.subarray(start, start + (kept.aspectCount[0] as number))].map((g) => kept.aspects.groups[g]),
  ).toEqual(['cup', 'lid']);
});

test('a segment narrows messages to what its people wrote', () => {
  const events = eventColumns([
    { at: at(1), person: 2, page: '/cart' },
    { at: at(1), person: 3, page: '/' },
  ]);
  const messages = messageColumns([
    { at: at(1), author: 2 },
    { at: at(2), author: 3 },
    { at: at(3), author: 2, own: true },
    { at: at(4), author: 0 },
  ]);
  const segment = { field: 'page' as const, is: ['/cart'], in: 'person' as const };
  expect(maskOf(events, contextOf(), segment)).toContain(1);
  const narrowed = narrowTables(tablesOf({ events, messages }), segment, contextOf());
  expect([...narrowed.messages.id]).toEqual([1]);
});
