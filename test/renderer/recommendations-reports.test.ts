import { describe, expect, it } from 'vitest';
import type { AnalysisInfo } from '../../shared/contract/analyses.ts';
import type { TableResult } from '../../shared/results.ts';
import { isPersonal, obstacleOf, suggestionsOf } from '../../src-renderer/pages/recommendations/reasons.ts';
import { byArea, mergeLeftOut, reportable } from '../../src-renderer/pages/reports/choice.ts';
import { SEGMENTS } from '../../src-renderer/pages/segments/segment-words.ts';
import { ANALYSES } from '../../src-main/analysis/index.ts';

const offers = (basis: string): TableResult => ({
  kind: 'table',
  columns: (['item', 'score', 'because', 'people', 'basis'] as const).map((id) => ({ id, label: id, type: 'text' })),
  rows: [{ key: '4', cells: ['Teapot', 0.5, 'Green tea', 41, basis], people: 41 }],
  total: 1,
  n: 90,
  people: 90,
});
const people = (n: number) => `${n} people`;

describe('suggestions', () => {
  it('gives the reason in words', () => {
    expect(suggestionsOf(offers('own purchases'), people)[0]?.reason).toBe(
      'Because they bought Green tea; 41 people bought both.',
    );
    expect(suggestionsOf(offers('popular with everybody'), people)[0]?.reason).toBe('Popular: 41 people bought it.');
  });

  it('says what stands in the way', () => {
    const said = (state: 'granted' | 'denied', atMs: number) =>
      ({ purpose: 'personalisation', state, atMs, source: '', line: null, wording: '' }) as const;
    const card = { orders: 2, restricted: false, consents: [] };
    expect(isPersonal(offers('own purchases'))).toBe(true);
    expect(obstacleOf(card, true)).toBeNull();
    expect(obstacleOf(card, false)).toBe('no-consent');
    expect(obstacleOf({ ...card, orders: 0 }, false)).toBe('no-orders');
    // Of somebody who said no to being counted it is not told how many there are.
    const untold = { ...card, orders: null };
    expect(obstacleOf(untold, true)).toBeNull();
    expect(obstacleOf(untold, false)).toBe('no-consent');
    expect(obstacleOf({ ...untold, consents: [said('granted', 1)] }, false)).toBe('no-orders');
    expect(obstacleOf({ ...card, restricted: true }, false)).toBe('frozen');
    expect(obstacleOf({ ...card, consents: [said('granted', 1), said('denied', 2)] }, false)).toBe('objected');
    expect(obstacleOf({ ...card, consents: [said('denied', 1), said('granted', 2)] }, true)).toBeNull();
  });
});

describe('what a report can hold', () => {
  const info = (id: string, area: AnalysisInfo['area'], required: string[] = []): AnalysisInfo => ({
    id,
    title: id,
    question: '',
    definition: '',
    area,
    purpose: 'service',
    reads: [],
    version: 1,
    params: { type: 'object', required },
    hasRows: true,
  });

  it('leaves out what needs a choice or speaks of one person', () => {
    const list = [info('a', 'customers'), info('funnel', 'activity', ['steps']), info('suggestions', 'customers')];
    expect(reportable(list).map(({ id }) => id)).toEqual(['a']);
  });

  it('groups by area in the order of the pages', () => {
    const groups = byArea([info('a', 'customers'), info('b', 'listening'), info('c', 'customers')]);
    expect(groups.map(({ label, analyses }) => [label, analyses.length])).toEqual([
      ['Listening', 1],
      ['Customers', 2],
    ]);
  });

  it('counts the same people once, and hidden marks all', () => {
    expect(
      mergeLeftOut([
        { reason: 'no-consent', people: 5, rows: 50 },
        { reason: 'no-consent', people: 8, rows: 20 },
        { reason: 'small-group', people: 0, rows: 3 },
        { reason: 'small-group', people: 0, rows: 4 },
      ]),
    ).toEqual([
      { reason: 'no-consent', people: 8, rows: 50 },
      { reason: 'small-group', people: 0, rows: 7 },
    ]);
  });
});

describe('segment words', () => {
  it('explain every segment that the analysis can name', () => {
    const definition = ANALYSES.find(({ id }) => id === 'rfm-segments')?.definition ?? '';
    for (const { label } of SEGMENTS) expect(definition).toContain(label);
    expect(new Set(SEGMENTS.map(({ id }) => id)).size).toBe(8);
  });
});
