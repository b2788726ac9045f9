import { expect, test } from 'vitest';
import { largerShareThanBefore, moreThanBefore, studentTail } from '../../src-main/analysis/base/weeks.ts';
import { listeningAlerts } from '../../src-main/analysis/listening-alerts.ts';
import { type MessageSketch, messageColumns } from './columns.ts';
import { at, contextOf, rowsBehind, runTable } from './run.ts';

const WEEKS = 13;
const context = contextOf({ range: { fromMs: at(0), toMs: at(7 * WEEKS) }, dataEndMs: at(7 * WEEKS) });

test('Student’s tail is that of the tables', () => {
  // 5 % and 0.5 % points of Student's distribution.
  for (const [t, freedom, p] of [
    [2.015, 5, 0.05],
    [4.032, 5, 0.005],
    [1.796, 11, 0.05],
    [3.106, 11, 0.005],
    [6.314, 1, 0.05],
    [2.92, 2, 0.05],
  ] as const)
    expect(Math.abs(studentTail(t, freedom) / p - 1)).toBeLessThan(0.002);
  expect(studentTail(0, 7)).toBeCloseTo(0.5, 6);
  expect(studentTail(-2.015, 5)).toBeCloseTo(0.95, 2);
});

test('a count and a share beside those before, computed by hand', () => {
  // Before: 4 each, so the spread is chance's, 1. 2 (√16.375 − √4.375) / √(1 + 1/8) = 3.686 with 7 degrees of freedom.
  expect(moreThanBefore([4, 4, 4, 4, 4, 4, 4, 4], 16)).toBeCloseTo(studentTail(3.6859, 7), 5);
  const before = Array.from({ length: 8 }, () => ({ count: 2, of: 20 }));
  // asin √(10.375 / 20.75) − asin √(16.375 / 160.75) = 0.46044; √(1/642 + 1/82) = 0.11727; t = 3.926.
  expect(largerShareThanBefore(before, { count: 10, of: 20 })).toBeCloseTo(studentTail(3.926, 7), 4);
  expect(moreThanBefore([1, 30, 2, 25, 1, 40, 3, 20], 40)).toBeGreaterThan(0.05);
});

/** Thirteen weeks of twenty messages; `last` is what the newest week has besides. */
const weeks = (last: readonly Omit<MessageSketch, 'at'>[]): MessageSketch[] => [
  ...Array.from({ length: WEEKS * 20 }, (_, i) => ({
    at: at(Math.floor(i / 20) * 7 + (i % 7), 9),
    author: (i % 15) + 1,
    sentiment: i % 5 === 0 ? -0.5 : 0.5,
    topic: i % 4 === 0 ? 'Coffee' : 'Cake',
  })),
  ...last.map((sketch, i) => ({ at: at(7 * WEEKS - 3, i % 24), author: i + 1, ...sketch })),
];

test('listening-alerts: a week of complaints about parcels tells amount, mood, need, topic and the thing itself', () => {
  const complaint: Omit<MessageSketch, 'at'> = {
    sentiment: -0.8,
    topic: 'Parcels',
    intents: ['complaint'],
    aspects: [
      ['parcel', 0],
      ['shop', 2],
    ],
  };
  const messages = messageColumns(weeks(Array.from({ length: 40 }, () => complaint)));
  const result = runTable(listeningAlerts, { messages }, {}, context);
  expect(result.rows.map(({ key }) => key).sort()).toEqual([
    'amount:',
    'disliked:parcel',
    'need:complaint',
    'negative:',
    'topic:Parcels',
  ]);
  const cells = Object.fromEntries(result.rows.map(({ key, cells: row }) => [key, row]));
  expect(cells['amount:']).toEqual(['amount', '', 60, 40, 20, null, null, at(7 * WEEKS - 7)]);
  expect(cells['negative:']).toEqual(['negative', '', 44, 40, 12, 44 / 60, 0.2, at(7 * WEEKS - 7)]);
  expect(rowsBehind(listeningAlerts, { messages }, {}, 'disliked:parcel', context)).toHaveLength(40);
  expect(rowsBehind(listeningAlerts, { messages }, {}, 'disliked:shop', context)).toEqual([]);
});

test('listening-alerts: one person alone, own posts, repeats, and a store too young to tell make none', () => {
  const loud = Array.from({ length: 40 }, () => ({ author: 1, topic: 'Parcels', sentiment: -0.8 }));
  const keys = (messages: MessageSketch[], now = context) =>
    runTable(listeningAlerts, { messages: messageColumns(messages) }, {}, now).rows.map(({ key }) => key);
  expect(keys(weeks(loud))).not.toContain('topic:Parcels');
  expect(keys(weeks(loud.map((sketch, i) => ({ ...sketch, author: i, own: true }))))).toEqual([]);
  expect(keys(weeks(loud.map((sketch, i) => ({ ...sketch, author: i, apart: 1 }))))).toEqual([]);
  const young = contextOf({ range: { fromMs: at(7 * WEEKS - 42), toMs: at(7 * WEEKS) }, dataEndMs: at(7 * WEEKS) });
  expect(keys(weeks(loud.map((sketch, i) => ({ ...sketch, author: i }))), young)).toEqual([]);
  expect(keys(weeks([]))).toEqual([]);
});

/** Random numbers that are the same in every run (Park & Miller 1988). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** A store in which nothing changes: messages per week vary by chance and, with `bursts`, much more than that. */
function noise(random: () => number, bursts: boolean): MessageSketch[] {
  return Array.from({ length: WEEKS }, (_, week) => {
    const size = bursts ? 6 + 50 * random() ** 2 : 30;
    let count = 0;
    for (let left = Math.exp(-size); left < 1 && count < 200; count++) left /= Math.max(1e-9, random());
    // A week's own mood: shares vary by more than single messages do.
    const gloom = bursts ? 0.15 + 0.2 * random() : 0.25;
    return Array.from({ length: count }, (): MessageSketch => {
      const is = (share: number) => random() < share;
      return {
        at: at(week * 7 + 7 * random()),
        author: 1 + Math.floor(random() * 200),
        sentiment: is(gloom) ? -0.5 : 0.5,
        topic: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'][Math.floor(8 * random() ** 2)] as string,
        intents: is(0.1) ? ['complaint'] : is(0.2) ? ['question'] : is(0.05) ? ['wish'] : [],
        aspects: is(0.3) ? [[`thing ${Math.floor(random() * 12)}`, is(0.4) ? 0 : 2]] : [],
      };
    });
  }).flat();
}

test.each([false, true])('random stores show an alert in at most the share that is stated (bursts: %s)', (bursts) => {
  const STORES = 300;
  const random = randomFrom(20_261_126);
  let alarmed = 0;
  for (let store = 0; store < STORES; store++) {
    const messages = messageColumns(noise(random, bursts));
    if (runTable(listeningAlerts, { messages }, {}, context).rows.length > 0) alarmed++;
  }
  // At most 1 % is 3 of 300; more than 8 would happen by chance in less than one of a hundred such tests.
  expect(alarmed).toBeLessThanOrEqual(8);
});
