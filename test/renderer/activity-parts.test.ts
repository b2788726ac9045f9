import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditionSchema } from '../../shared/conditions.ts';
import { readTest } from '../../shared/property-tests.ts';
import { type SankeyLink, sankeyLayout } from '../../src-renderer/charts/sankey-layout.ts';
import { type Draft, EMPTY, newLeaf, toCondition } from '../../src-renderer/pages/activity/condition.ts';
import { flowLinks } from '../../src-renderer/pages/activity/flow.ts';
import { stepParams } from '../../src-renderer/pages/activity/funnel-plan.ts';

const link = (step: number, from: string, to: string, value: number): SankeyLink => ({
  key: `${step}:${from}:${to}`,
  step,
  from: { id: from, label: from },
  to: { id: to, label: to },
  value,
});

describe('sankey', () => {
  test('nodes are as high as what flows through them, largest first', () => {
    const { nodes, bands, steps } = sankeyLayout([link(0, 'a', 'b', 3), link(0, 'a', 'c', 1), link(1, 'b', 'd', 2)]);
    expect(steps).toBe(3);
    expect(nodes.map(({ id, step, value }) => [id, step, value])).toEqual([
      ['a', 0, 4],
      ['b', 1, 3],
      ['c', 1, 1],
      ['d', 2, 2],
    ]);
    const [a, b] = nodes;
    expect((a?.height ?? 0) / (b?.height ?? 1)).toBeCloseTo(4 / 3, 9);
    expect(bands[0]?.fromY).toBeCloseTo(a?.y ?? -1, 9);
    expect(bands[1]?.fromY).toBeCloseTo((a?.y ?? 0) + (bands[0]?.height ?? 0), 9);
    expect(sankeyLayout([])).toEqual({ nodes: [], bands: [], steps: 0 });
  });
  test('nothing lies outside of the picture, and nodes of a step never overlap', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd');
    const links = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: 3 }), name, name, fc.integer({ min: 1, max: 50 })),
      {
        selector: ([step, from, to]) => `${step} ${from} ${to}`,
      },
    );
    fc.assert(
      fc.property(links, (given) => {
        const { nodes } = sankeyLayout(given.map((one) => link(...one)));
        for (const [i, { step, y, height }] of nodes.entries()) {
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y + height).toBeLessThanOrEqual(1 + 1e-9);
          const next = nodes[i + 1];
          if (next?.step === step) expect(next.y).toBeGreaterThanOrEqual(y + height);
        }
      }),
    );
  });
  test('backward ways are turned round, so that time runs to the right', () => {
    const table = {
      kind: 'table' as const,
      columns: [
        { id: 'step', label: '', type: 'number' as const },
        { id: 'from', label: '', type: 'page' as const },
        { id: 'to', label: '', type: 'page' as const },
        { id: 'visits', label: '', type: 'number' as const },
      ],
      rows: [
        { key: '0:3:1', cells: [1, '/cart', '/', 2], people: 2 },
        { key: '1:1:2', cells: [2, '/', '/tea', 1], people: 1 },
      ],
      total: 2,
      n: 2,
      people: 2,
    };
    expect(flowLinks(table, 'backward').map(({ step, from, to }) => [step, from.label, to.label])).toEqual([
      [1, '/', '/cart'],
      [0, '/tea', '/'],
    ]);
    expect(flowLinks(table, 'forward')[0]).toMatchObject({ step: 0, from: { id: '3' }, value: 2 });
  });
});

describe('conditions as they are built', () => {
  test('a property is asked for as it is written', () => {
    expect(readTest('plan')).toEqual({ name: 'plan' });
    expect(readTest(' plan = pro = yes')).toEqual({ name: 'plan', is: ['pro = yes'] });
    expect(readTest('seats >= 3')).toEqual({ name: 'seats', from: 3 });
    expect(readTest('seats≤9.5')).toEqual({ name: 'seats', to: 9.5 });
    expect(readTest('seats > 3')).toEqual({ name: 'seats', above: 3 });
    expect(readTest('seats<3')).toEqual({ name: 'seats', below: 3 });
    expect(readTest('Tariff contains pro max')).toEqual({ name: 'Tariff', contains: 'pro max' });
    expect([readTest('seats >= many'), readTest('  ')]).toEqual([null, null]);
    const made = toCondition({ kind: 'leaf', field: 'property', value: 'seats >= 3', scope: 'act', not: false });
    expect(conditionSchema.safeParse(made).success).toBe(true);
  });

  test('unfinished parts are left out', () => {
    expect(toCondition(EMPTY)).toBeNull();
    expect(toCondition({ ...EMPTY, parts: [newLeaf()] })).toBeNull();
  });
  test('what is built is what the analysis takes', () => {
    const leaf = (field: 'page' | 'status' | 'value', value: string, not = false): Draft => ({
      kind: 'leaf',
      field,
      value,
      scope: 'visit',
      not,
    });
    const draft: Draft = {
      ...EMPTY,
      parts: [
        leaf('page', ' /cart '),
        { kind: 'group', join: 'any', not: true, parts: [leaf('status', '404'), leaf('value', '5', true)] },
      ],
    };
    const made = toCondition(draft);
    expect(made).toEqual({
      all: [
        { field: 'page', in: 'visit', is: ['/cart'] },
        {
          not: {
            any: [
              { field: 'status', in: 'visit', from: 404, to: 404 },
              { not: { field: 'value', in: 'visit', from: 5 } },
            ],
          },
        },
      ],
    });
    expect(conditionSchema.safeParse(made).success).toBe(true);
    expect(toCondition(leaf('value', 'many'))).toBeNull();
  });
});

test('steps as they are typed: alternatives and optional ones', () => {
  expect(stepParams(['/', '?/help', '/a | /b', '?/x|'])).toEqual([
    '/',
    { any: ['/help'], optional: true },
    { any: ['/a', '/b'], optional: false },
    { any: ['/x'], optional: true },
  ]);
  // Nobody can leave the first step out.
  expect(stepParams(['?/', '/b'])).toEqual(['/', '/b']);
  const properties = [{ name: 'plan', is: ['pro'] }];
  expect(stepParams([{ text: 'signup', properties }, { text: '?a|b', properties }, '?'])).toEqual([
    { any: ['signup'], optional: false, property: properties },
    { any: ['a', 'b'], optional: true, property: properties },
    '?',
  ]);
});
