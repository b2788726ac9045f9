import { describe, expect, it } from 'vitest';
import type { AnalysisReply } from '../../shared/contract/analyses.ts';
import type { TableResult, Unit } from '../../shared/results.ts';
import { driverOf, findMoves } from '../../src-renderer/pages/overview/changes.ts';
import { basisWords, isEmptyResult, leftOutWords, tooFew } from '../../src-renderer/pages/provenance.ts';

const LOCALE = { locale: 'en-GB', zone: 'UTC', currency: '' };

const summary = (figures: Record<string, [number | null, Unit]>, people = 100): TableResult => ({
  kind: 'table',
  columns: ['figure', 'value', 'unit'].map((id) => ({ id, label: id, type: 'text' })),
  rows: Object.entries(figures).map(([key, [value, unit]]) => ({ key, cells: [key, value, unit], people })),
  total: 1,
  n: 250,
  people,
});
const parts = (rows: Record<string, number>): TableResult => ({
  kind: 'table',
  columns: [
    { id: 'source', label: 'Source', type: 'text' },
    { id: 'visitors', label: 'Visitors', type: 'number', unit: 'people' },
  ],
  rows: Object.entries(rows).map(([key, value]) => ({ key, cells: [key, value], people: value })),
  total: 1,
  n: 1,
  people: 1,
});
const reply = (result: TableResult, previous: TableResult | null): AnalysisReply => ({
  info: { id: 'x', title: 'X', version: 1, purpose: 'service' },
  // Made by hand here, so it has not passed the gate.
  result: result as AnalysisReply['result'],
  previous: previous as AnalysisReply['previous'],
  leftOut: [],
  range: { fromMs: 0, toMs: 86_400_000 },
  previousRange: null,
  rangeBefore: null,
  narrowed: { messages: null, segment: false },
  revision: 1,
  roundedTo: 1,
  computedMs: 1,
});

describe('what changed', () => {
  const visits = reply(summary({ visitors: [150, 'people'] }), summary({ visitors: [100, 'people'] }));

  it('largest move first, by share or by points; small moves are noise', () => {
    const mood = reply(summary({ negative: [0.52, 'share'] }), summary({ negative: [0.31, 'share'] }));
    const flat = reply(summary({ orders: [102, 'count'] }), summary({ orders: [100, 'count'] }));
    const moves = findMoves(
      [
        { summary: flat, figure: 'orders', label: 'Orders' },
        { summary: mood, figure: 'negative', label: 'Negative' },
        { summary: visits, figure: 'visitors', label: 'Visitors' },
      ],
      10,
    );
    expect(moves.map(({ label, before, now, n }) => [label, before, now, n])).toEqual([
      ['Visitors', 100, 150, 250],
      ['Negative', 0.31, 0.52, 250],
    ]);
  });

  it('concludes nothing from too few people, without a period before, or from nothing', () => {
    const watch = (summaryReply: AnalysisReply | undefined) => [
      { summary: summaryReply, figure: 'visitors', label: 'Visitors' },
    ];
    const few = reply(summary({ visitors: [9, 'people'] }, 9), summary({ visitors: [2, 'people'] }, 2));
    expect(findMoves(watch(few), 10)).toEqual([]);
    expect(findMoves(watch(reply(summary({ visitors: [9, 'people'] }), null)), 1)).toEqual([]);
    expect(
      findMoves(watch(reply(summary({ visitors: [null, 'people'] }), summary({ visitors: [0, 'people'] }))), 1),
    ).toEqual([]);
    expect(findMoves(watch(undefined), 1)).toEqual([]);
  });

  it('names the part that carried the move, in its direction, or none', () => {
    const sources = reply(parts({ Google: 80, Direct: 60, New: 10 }), parts({ Google: 40, Direct: 60, Old: 30 }));
    expect(driverOf(sources, 'visitors', 50)).toEqual({ name: 'Google', before: 40, now: 80 });
    expect(driverOf(sources, 'visitors', -30)).toEqual({ name: 'Old', before: 30, now: 0 });
    expect(driverOf(sources, 'visitors', 5000)).toBeNull();
    expect(driverOf(undefined, 'visitors', 50)).toBeNull();
  });
});

describe('what a result rests on', () => {
  it('tells n, period, who was left out and why, and too few', () => {
    expect(basisWords(reply(summary({}), null), LOCALE)).toBe('n = 250 · 1 Jan 1970');
    expect(
      leftOutWords(
        [
          { reason: 'no-consent', people: 1, rows: 4 },
          { reason: 'no-date', people: 0, rows: 1200 },
        ],
        LOCALE,
      ),
    ).toEqual([
      '1 person is left out: no consent on record for this use.',
      '1,200 rows are left out: no date in the file.',
    ]);
    expect(tooFew(summary({}, 3), 10, LOCALE)).toBe('3 people: too few to conclude');
    expect(tooFew(summary({}, 10), 10, LOCALE)).toBeNull();
    expect(isEmptyResult(parts({}))).toBe(true);
  });
});

it('says too few of a comparison by its smaller group, however many the other has', () => {
  const compared = { kind: 'table', columns: [], rows: [], total: 0, n: 500, people: 500 } as const;
  expect(tooFew({ ...compared, columns: [], rows: [] }, 10, LOCALE)).toBeNull();
  expect(tooFew({ ...compared, columns: [], rows: [], fewest: 3 }, 10, LOCALE)).toBe('3 people: too few to conclude');
  expect(tooFew({ ...compared, columns: [], rows: [], fewest: 10 }, 10, LOCALE)).toBeNull();
});
