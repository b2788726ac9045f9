import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tables } from '../../shared/columns.ts';
import type { Result } from '../../shared/results.ts';
import type { Analysis, RunContext } from '../../src-main/analysis/analysis.ts';
import { pointKey } from '../../src-main/analysis/base/keys.ts';
import { ANALYSES } from '../../src-main/analysis/index.ts';
import {
  type CampaignSketch,
  campaignColumns,
  type EventSketch,
  eventColumns,
  type FigureSketch,
  figureColumns,
  type MessageSketch,
  messageColumns,
  type OrderSketch,
  orderColumns,
} from './columns.ts';
import { aCampaign, aFigure, aMessage, anEvent, anOrder, instants, KNOWN } from './random.ts';
import { at, contextOf, tablesOf } from './run.ts';

/** Parameters worth trying; analyses that are not listed are run with their defaults. */
const PARAMS: Record<string, unknown[]> = {
  funnel: [{ steps: ['/', '/shop/*', '/cart'] }, { steps: ['/', '/cart'], order: 'strict', windowMinutes: 600 }],
  'visitors-over-time': [{}, { bucket: 'week' }, { bucket: 'year' }],
  'funnel-over-time': [{ steps: ['/', { any: ['/shop/a', '/shop/b'], optional: true }, '/cart'] }],
  'funnel-by-segment': [{ steps: ['/', '/cart'] }, { steps: ['/', '/cart'], by: 'channel' }],
  'funnel-lost': [{ steps: ['/', '/cart', '/thanks'] }],
  retention: [{ period: 'day' }, {}, { period: 'day', mode: 'rolling' }, { period: 'day', first: '/cart', back: '/' }],
  goals: [
    {},
    {
      goals: [
        { name: 'Thanks', page: '/thanks', worth: 5 },
        { name: 'Shop', page: '/shop/*' },
      ],
    },
  ],
  'property-breakdown': [{}, { property: 'seats' }, { kind: 'purchase', event: '/shop/*', property: 'plan', limit: 2 }],
  'property-numbers': [{}, { kind: 'cart' }],
  'bandwidth-over-time': [{}, { bucket: 'year' }],
  'path-flow': [{}, { page: '/', direction: 'backward', width: 2 }],
  'top-sequences': [{}, { gaps: true, support: 2 }],
  'converter-pages': [{ support: 1 }, { goal: '/thanks', support: 1 }],
  'converter-ways': [{ support: 1 }, { goal: '/thanks', support: 1 }],
  'repeat-clicks': [{ times: 2, withinSeconds: 3600 }],
  churn: [{}, { goneAfterDays: 2, period: 'day' }],
  attribution: [{}, { goal: '/thanks', lookbackDays: 3 }],
  'repeat-purchase': [{ period: 'week' }],
  'unusual-days': [{ limit: 2 }],
  baskets: [{ support: 2 }],
  explore: [
    {},
    { by: 'channel', across: 'weekday', measure: 'visits' },
    { by: 'page', measure: 'bounces' },
    { by: 'day', across: 'kind', measure: 'time' },
    { by: 'device', measure: 'purchases' },
    {
      by: 'day',
      measure: 'views',
      where: { all: [{ field: 'page', is: ['/cart'] }, { not: { field: 'device', is: ['phone'], in: 'act' } }] },
    },
  ],
  'top-messages': [{}, { whose: 'others' }],
  'orders-over-time': [{}, { measure: 'orders' }],
  'top-posts': [{}, { by: 'engagement-rate' }],
  'ad-spend-over-time': [{}, { measure: 'clicks', bucket: 'week' }],
  'outside-figures': [{}, { metric: 'reach' }, { metric: 'followers', bucket: 'week' }],
  'ratings-over-time': [{ bucket: 'week' }],
  'also-bought': [{ support: 2 }],
  'listening-alerts': [{ days: 1 }],
  'named-together': [{}, { support: 2 }],
  'influential-voices': [{}, { by: 'reach' }],
  'also-viewed': [{ support: 2 }],
  suggestions: [{}, { person: 3 }],
};
const cases = ANALYSES.flatMap((analysis) => (PARAMS[analysis.id] ?? [{}]).map((params) => ({ analysis, params })));
const context = contextOf({
  zone: 'Europe/Berlin',
  range: { fromMs: at(0, 5), toMs: at(10, 7) },
  dataEndMs: at(12),
  contentGroups: [{ name: 'Shop', pattern: '/shop/*' }],
});

interface Rows {
  events: EventSketch[];
  messages: MessageSketch[];
  orders: OrderSketch[];
  campaigns: CampaignSketch[];
  figures: FigureSketch[];
}
const rowsAt = (when: fc.Arbitrary<number>, size: number): fc.Arbitrary<Rows> =>
  fc.record({
    events: fc.array(anEvent(when), { maxLength: size }),
    messages: fc.array(aMessage(when), { maxLength: size }),
    orders: fc.array(anOrder(when), { maxLength: size }),
    campaigns: fc.array(aCampaign(when), { maxLength: size }),
    figures: fc.array(aFigure(when), { maxLength: size }),
  });
const inside = rowsAt(instants(1, 10), 40);
const outside = rowsAt(fc.oneof(instants(-5, 0), instants(11, 20)), 10);
const tables = (...parts: Partial<Rows>[]): Tables => ({
  events: eventColumns(
    parts.flatMap((part) => part.events ?? []),
    KNOWN,
  ),
  messages: messageColumns(
    parts.flatMap((part) => part.messages ?? []),
    KNOWN,
  ),
  // Every item is known from the start, so that rows outside do not widen the dictionary.
  orders: { ...orderColumns(parts.flatMap((part) => part.orders ?? [])), items: 4 },
  campaigns: campaignColumns(
    parts.flatMap((part) => part.campaigns ?? []),
    KNOWN.campaigns,
  ),
  figures: figureColumns(
    parts.flatMap((part) => part.figures ?? []),
    KNOWN.accounts,
  ),
});
const runOn = (analysis: Analysis, given: Tables, params: unknown, where: RunContext = context): Result =>
  analysis.run(given, analysis.params.parse(params), where);

/** Every number of a result, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (Array.isArray(value)) return value.flatMap(numbersIn);
  return value && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : [];
}

/** Marks of a result with the people it claims for them. */
function marksOf(result: Result): { key: string; people: number }[] {
  if (result.kind === 'table') return result.rows;
  if (result.kind === 'matrix')
    return result.people.map((people, cell) => {
      const width = result.columns.length;
      return { key: `${Math.floor(cell / width)}:${cell % width}`, people };
    });
  if (result.kind === 'number') return [];
  const { x, lines } = result;
  const names = x.type === 'time' ? x.starts : x.labels;
  return lines.flatMap(({ id, people }) =>
    names.map((name, i) => ({
      key: typeof name === 'number' ? pointKey(id, name) : `${id}@${name}`,
      people: people[i] ?? -1,
    })),
  );
}

/** Distinct people among the rows behind a mark; null where the analysis lists none. */
function peopleBehind(analysis: Analysis, given: Tables, params: unknown, key: string): number | null {
  const behind = analysis.rows?.(given, analysis.params.parse(params), context, key);
  if (!behind) return null;
  const nobody = { campaigns: new Uint32Array(), figures: new Uint32Array() };
  const people = { events: given.events.person, messages: given.messages.author, orders: given.orders.buyer };
  const column = { ...people, ...nobody }[behind.table];
  // The business's own posts are about nobody.
  const isOwn = (i: number) => behind.table === 'messages' && given.messages.own[i] === 1;
  return new Set(Array.from(behind.indices, (i) => (isOwn(i) ? 0 : (column[i] ?? 0))).filter((person) => person !== 0))
    .size;
}

describe.each(cases)('$analysis.id $params', ({ analysis, params }) => {
  test('nothing in gives nothing out, and never NaN', () => {
    const result = runOn(analysis, tablesOf({}), params);
    expect(result.n).toBe(0);
    expect(numbersIn(result).every(Number.isFinite)).toBe(true);
    expect(marksOf(result).every((mark) => mark.people === 0)).toBe(true);
  });

  test('a period of no length is no trouble', () => {
    fc.assert(
      fc.property(inside, (rows) => {
        const empty = { ...context, range: { fromMs: at(3), toMs: at(3) } };
        const result = runOn(analysis, tables(rows), params, empty);
        expect(result.n).toBe(0);
        expect(numbersIn(result).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test('numbers are finite, and the same rows give the same result', () => {
    fc.assert(
      fc.property(inside, (rows) => {
        const result = runOn(analysis, tables(rows), params);
        expect(numbersIn(result).every(Number.isFinite)).toBe(true);
        expect(runOn(analysis, tables(rows), params)).toEqual(result);
      }),
      { numRuns: 30 },
    );
  });

  // Who is new is asked of everything that was before.
  if (analysis.id !== 'new-and-returning')
    test('rows outside the period change nothing', () => {
      fc.assert(
        fc.property(inside, outside, (rows, more) => {
          expect(runOn(analysis, tables(rows, more), params)).toEqual(runOn(analysis, tables(rows), params));
        }),
        { numRuns: 40 },
      );
    });

  test('undated messages change nothing', () => {
    fc.assert(
      fc.property(inside, fc.array(aMessage(fc.constant(null)), { maxLength: 5 }), (rows, messages) => {
        expect(runOn(analysis, tables(rows, { messages }), params)).toEqual(runOn(analysis, tables(rows), params));
      }),
      { numRuns: 20 },
    );
  });

  if (!['bots', 'bot-classes'].includes(analysis.id))
    test('robots and own staff change nothing', () => {
      fc.assert(
        fc.property(inside, fc.array(anEvent(instants(1, 10)), { maxLength: 10 }), (rows, more) => {
          const events = more.map((row, i) => ({ ...row, ...(i % 2 === 0 ? { bot: true } : { own: true }) }));
          expect(runOn(analysis, tables(rows, { events }), params)).toEqual(runOn(analysis, tables(rows), params));
        }),
        { numRuns: 40 },
      );
    });

  test('no mark claims more people than there are', () => {
    fc.assert(
      fc.property(inside, (rows) => {
        const result = runOn(analysis, tables(rows), params);
        const all = 'people' in result && typeof result.people === 'number' ? result.people : 5;
        expect(all).toBeLessThanOrEqual(5);
        // An unknown author of a single message still stands for one person.
        const most = analysis.id === 'top-messages' ? Math.max(1, all) : all;
        for (const mark of marksOf(result)) expect(mark.people).toBeLessThanOrEqual(most);
      }),
      { numRuns: 40 },
    );
  });

  // Summaries have no rows; robots are nobody; a message is about one person; a suggestion rests on other people's orders.
  const other = [
    'bots',
    'bot-classes',
    'top-messages',
    ...(Object.hasOwn(params as object, 'person') ? ['suggestions'] : []),
  ];
  if (analysis.rows && !other.includes(analysis.id))
    test('the rows behind a mark are of as many people as it says', () => {
      fc.assert(
        fc.property(inside, (rows) => {
          const given = tables(rows);
          for (const { key, people } of marksOf(runOn(analysis, given, params)))
            expect({ key, people: peopleBehind(analysis, given, params, key) }).toEqual({ key, people });
        }),
        { numRuns: 30 },
      );
    });

  if (analysis.rows)
    test('a key that names no mark has no rows', () => {
      const given = tables({ events: [{ at: at(2) }], messages: [{ at: at(2) }], orders: [{ at: at(2), lines: [1] }] });
      for (const key of ['', 'nonsense', '99:99', 'visits@', '-1', '99>98'])
        expect(peopleBehind(analysis, given, params, key)).toBe(0);
    });
});
