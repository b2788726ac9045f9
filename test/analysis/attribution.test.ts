import { expect, test } from 'vitest';
import { CHANNELS, type Channel } from '../../shared/model.ts';
import { attribution } from '../../src-main/analysis/attribution.ts';
import { ChannelChain, CREDITS, type Journey } from '../../src-main/analysis/base/credits.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { at, cellsByKey, rowsBehind, runTable } from './run.ts';

const code = (channel: Channel) => CHANNELS.indexOf(channel);
const visit = (person: number, day: number, channel: Channel, ...pages: string[]): EventSketch[] =>
  pages.map((page, i) => ({
    person,
    at: at(day, 9, i),
    page,
    source: i === 0 && channel !== 'direct' ? `https://${channel}.example/` : '',
    ...(i === 0 && channel !== 'direct' ? { channel } : {}),
  }));

test('attribution: seven models side by side', () => {
  const events = eventColumns([
    ...visit(1, 0, 'search', '/'),
    ...visit(1, 3, 'email', '/'),
    ...visit(1, 7, 'direct', '/', '/thanks'),
    ...visit(1, 9, 'social', '/'),
    ...visit(2, 1, 'social', '/'),
  ]);
  const rows = cellsByKey(runTable(attribution, { events }, { goal: '/thanks' }));
  const of = (channel: Channel) => (rows[String(code(channel))] ?? []).slice(1, 7);
  const decay = [2 ** -1, 2 ** (-4 / 7), 1];
  const sum = decay.reduce((a, b) => a + b, 0);
  expect(of('search')).toEqual([1, 0, 0, 1 / 3, 0.4, (decay[0] as number) / sum]);
  expect(of('email')).toEqual([0, 0, 1, 1 / 3, 0.2, (decay[1] as number) / sum]);
  expect(of('direct')).toEqual([0, 1, 0, 1 / 3, 0.4, (decay[2] as number) / sum]);
  expect(rows[String(code('social'))]).toBeUndefined();
  expect(rowsBehind(attribution, { events }, { goal: '/thanks' }, String(code('email')))).toHaveLength(1);
});

test('attribution: a visit that begins with a click on the own site counts as direct', () => {
  const events = eventColumns([...visit(1, 0, 'search', '/'), ...visit(1, 2, 'internal', '/', '/thanks')]);
  const { rows } = runTable(attribution, { events }, { goal: '/thanks' });
  expect(rows.map(({ cells }) => [cells[0], cells[1], cells[2], cells[3]])).toEqual([
    ['direct', 0, 1, 0],
    ['search', 1, 0, 1],
  ]);
});

test('attribution: each conversion has its own visits, and old ones are left out', () => {
  const events = eventColumns([
    ...visit(1, 0, 'search', '/', '/thanks'),
    ...visit(1, 2, 'email', '/', '/thanks', '/thanks'),
  ]);
  const { rows, n } = runTable(attribution, { events }, { goal: '/thanks' });
  expect(n).toBe(3);
  expect(Object.fromEntries(rows.map(({ cells }) => [cells[0], cells[4]]))).toEqual({ email: 2, search: 1 });
});

const journey = (...channels: number[]): Journey => ({
  length: channels.length,
  channel: Uint8Array.from(channels),
  atMs: Float64Array.from(channels, (_, i) => at(i)),
});

test('shares of every model add up to one', () => {
  const shares = new Float64Array(4);
  for (const { id, share } of CREDITS)
    for (const one of [journey(0), journey(0, 1), journey(1, 2, 3, 0)]) {
      shares.fill(Number.NaN);
      share(one, shares);
      expect(
        shares.subarray(0, one.length).reduce((a, b) => a + b, 0),
        id,
      ).toBeCloseTo(1, 12);
    }
});

test('removal effect: a chain worked out by hand', () => {
  // Start → A → B → converted; start → A → not; start → B → converted. Without A: start → B (1/3) converts.
  const chain = new ChannelChain(2);
  chain.add(journey(0, 1), true);
  chain.add(journey(0), false);
  chain.add(journey(1), true);
  const credits = chain.removalCredits();
  // With all 2/3 convert; without A 1/3 (effect 1/2); without B none (effect 1).
  expect(credits[0]).toBeCloseTo(2 * (0.5 / 1.5), 9);
  expect(credits[1]).toBeCloseTo(2 * (1 / 1.5), 9);
});
