import { describe, expect, test } from 'vitest';
import { EVENT_KINDS } from '../../shared/model.ts';
import { ANALYSES } from '../../src-main/analysis/index.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { KNOWN } from './random.ts';
import { at, contextOf, tablesOf } from './run.ts';

// Numbers without a pattern, the same in every run; so many people that a period is of thousands of stretches of visits.
const number = (i: number, of: number) => (Math.imul(i + 1, 0x9e3779b1) >>> 7) % of;
const rows = Array.from({ length: 30_000 }, (_, i): EventSketch => {
  const visit = i >> 2;
  return {
    person: number(visit, 4000),
    // Acts of a visit some minutes apart.
    at: at(0) + number(3 * visit, 14 * 24 * 60) * 60_000 + (i & 3) * 400_000,
    page: ['/', '/shop/a', '/shop/b', '/cart', '/thanks'][number(5 * i, 5)] as string,
    kind: EVENT_KINDS[number(7 * i, EVENT_KINDS.length)] as (typeof EVENT_KINDS)[number],
    agent: ['a', 'b'][Number(number(11 * visit, 50) === 0) ^ Number(number(11 * i, 40) === 0)] as string,
    source: ['', 'https://a.example/'][number(13 * i, 2)] as string,
    value: number(17 * i, 3),
  };
});
/** Ids are the same whatever rows there are. */
const KNOWN_IDS = {
  ...KNOWN,
  pages: ['/', '/shop/a', '/shop/b', '/cart', '/thanks'],
  agents: ['a', 'b'],
  sources: ['https://a.example/'],
};
const CASES: [id: string, params: object][] = [
  ['page-engagement', {}],
  ['visitors-over-time', { bucket: 'hour' }],
  ['visitors-over-time', { bucket: 'day' }],
  ['explore', { by: 'hour' }],
  ['explore', { by: 'weekday', across: 'agent', measure: 'visits' }],
  ['explore', { by: 'hour', across: 'day', measure: 'views' }],
  ['explore', { by: 'page', measure: 'bounces' }],
  ['explore', { by: 'entry', across: 'exit', measure: 'visits' }],
  ['explore', { by: 'hour', across: 'entry', measure: 'bounces' }],
  ['explore', { by: 'hour', across: 'agent', measure: 'time' }],
  ['explore', { by: 'kind', measure: 'purchases', where: { field: 'page', is: ['/cart'], in: 'visit' } }],
  ['explore', { by: 'day', measure: 'time', where: { field: 'page', is: ['/cart'], in: 'person' } }],
  [
    'goals',
    {
      goals: [
        { name: 'Thanks', page: '/thanks' },
        { name: 'Bought', kind: 'purchase' },
      ],
    },
  ],
  ['attribution', {}],
  ['attribution', { goal: '/thanks' }],
  ['churn', { goneAfterDays: 2, period: 'day' }],
  ['exit-pages', {}],
  ['channels', {}],
];

describe.each([
  ['many short stretches', at(4, 3, 7), at(9, 5, 20)],
  ['few long ones', at(0, 2, 7), at(14, 1)],
])('a period of %s', (_name, fromMs, toMs) => {
  const inside = eventColumns(
    rows.filter((row) => row.at >= fromMs && row.at < toMs),
    KNOWN_IDS,
  );
  const all = eventColumns(rows, KNOWN_IDS);
  test.each(CASES)('is answered as if nothing else were there: %s %j', (id, params) => {
    const analysis = ANALYSES.find((one) => one.id === id);
    const answer = (events: typeof all) =>
      analysis?.run(
        tablesOf({ events }),
        analysis.params.parse(params),
        contextOf({ range: { fromMs, toMs }, zone: 'Europe/Berlin' }),
      );
    const found = answer(all);
    expect(found?.n).toBeGreaterThan(0);
    expect(found).toEqual(answer(inside));
  });
});
