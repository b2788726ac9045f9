import { expect, test } from 'vitest';
import { CHANNELS, type Channel } from '../../shared/model.ts';
import { attribution } from '../../src-main/analysis/attribution.ts';
import { CREDITS, type Journey, removalCredits } from '../../src-main/analysis/base/credits.ts';
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

test('attribution: each conversion has its own visits, and old ones are left out', () => {
  const events = eventColumns([
    ...visit(1, 0, 'search', '/', '/thanks'),
    ...visit(1, 2, 'email', '/', '/thanks', '/thanks'),
  ]);
  const { rows, n } = runTable(attribution, { events }, { goal: '/thanks' });
  expect(n).toBe(3);
  expect(Object.fromEntries(rows.map(({ cells }) => [cells[0], cells[4]]))).toEqual({ email: 2, search: 1 });
});

test('shares of every model add up to one', () => {
  const journey = (...channels: number[]): Journey => ({
    touches: channels.map((channel, i) => ({ channel, atMs: at(i) })),
    person: 1,
    conversionRow: 1,
    value: 0,
    atMs: at(channels.length),
  });
  for (const { id, shares } of CREDITS)
    for (const one of [journey(0), journey(0, 1), journey(1, 2, 3, 0)])
      expect(
        shares(one).reduce((a, b) => a + b, 0),
        id,
      ).toBeCloseTo(1, 12);
});

test('removal effect: a chain worked out by hand', () => {
  // Start → A → B → converted; start → A → not; start → B → converted. Without A: start → B (1/3) converts.
  const journey = (converted: boolean, ...channels: number[]): Journey => ({
    touches: channels.map((channel) => ({ channel, atMs: 0 })),
    person: 1,
    conversionRow: converted ? 1 : -1,
    value: 0,
    atMs: 0,
  });
  const credits = removalCredits([journey(true, 0, 1), journey(false, 0), journey(true, 1)], 2);
  // With all 2/3 convert; without A 1/3 (effect 1/2); without B none (effect 1).
  expect(credits[0]).toBeCloseTo(2 * (0.5 / 1.5), 9);
  expect(credits[1]).toBeCloseTo(2 * (1 / 1.5), 9);
});
