import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditionSchema, propertySchema, type PropertyTest } from '../../shared/conditions.ts';
import { EVENT_KINDS } from '../../shared/model.ts';
import type { TableResult } from '../../shared/results.ts';
import { goalParams, goalWords } from '../../src-renderer/pages/activity/goal-params.ts';
import {
  draftsOf,
  propertiesOfStep,
  SIGNS,
  segmentName,
  segmentOfProperty,
  testOfRow,
  toTest,
  valuesIn,
} from '../../src-renderer/pages/activity/property-drafts.ts';
import { goals } from '../../src-main/analysis/goals.ts';

test('a line is a test once it has all it needs', () => {
  expect(toTest({ name: ' plan ', sign: 'is', value: ' pro ' })).toEqual({ name: 'plan', is: ['pro'] });
  expect(toTest({ name: 'plan', sign: 'there', value: 'left over' })).toEqual({ name: 'plan' });
  expect(toTest({ name: 'seats', sign: 'below', value: '1e3' })).toEqual({ name: 'seats', below: 1000 });
  for (const [name, sign, value] of [
    ['', 'is', 'pro'],
    ['plan', 'is', ' '],
    ['plan', 'contains', ''],
    ['seats', 'from', 'many'],
    ['seats', 'above', ''],
    ['n'.repeat(201), 'there', ''],
  ] as const)
    expect(toTest({ name, sign, value })).toBeNull();
});

test('what was asked comes back as it went, line by line', () => {
  const draft = fc.record({
    name: fc.constantFrom('plan', 'seats'),
    sign: fc.constantFrom(...SIGNS.map(({ id }) => id)),
    value: fc.integer({ min: -9, max: 99 }).map(String),
  });
  fc.assert(
    fc.property(fc.array(draft, { maxLength: 5 }), (drafts) => {
      const tests = drafts.map(toTest).filter((one) => one !== null);
      for (const one of tests) expect(propertySchema.safeParse(one).success).toBe(true);
      expect(draftsOf(tests).drafts.map(toTest)).toEqual(tests);
    }),
  );
  // One of several values is more than a line can say: it is kept as it is. Several bounds are several lines.
  const several: PropertyTest[] = [
    { name: 'plan', is: ['pro', 'team'] },
    { name: 'seats', from: 3, below: 9 },
  ];
  expect(draftsOf(several)).toEqual({
    drafts: [
      { name: 'seats', sign: 'from', value: '3' },
      { name: 'seats', sign: 'below', value: '9' },
    ],
    others: [{ name: 'plan', is: ['pro', 'team'] }],
  });
});

const table = (rows: [key: string, ...cells: (string | number | null)[]][]): TableResult => ({
  kind: 'table',
  columns: [{ id: 'event', label: 'Event', type: 'page' }],
  rows: rows.map(([key, ...cells]) => ({ key, cells, people: 9 })),
  total: rows.length,
  n: 9,
  people: 9,
});
const cart = EVENT_KINDS.indexOf('cart');

test('properties to choose from are those of the event, of all events where it has none', () => {
  const known = table([
    ['4:plan', 'signup'],
    ['4:seats', 'signup'],
    ['7:song', 'play'],
    [`-${cart}:size`, 'cart'],
  ]);
  const names = (step: string) => propertiesOfStep(known, step).map(({ property }) => property);
  expect(names('signup')).toEqual(['plan', 'seats']);
  expect(names('?sign*|play')).toEqual(['plan', 'seats', 'song']);
  for (const all of ['*', '/cart', '']) expect(names(all)).toEqual(['plan', 'seats', 'song', 'size']);
});

test('values to choose from are those that are one value', () => {
  expect(
    valuesIn(
      table([
        ['text:pro', 'pro'],
        ['number:3', '3'],
        ['range:0:5', '0 to under 5'],
        ['none:', '(none)'],
        ['other:(other)', '(other)'],
      ]),
    ),
  ).toEqual(['pro', '3']);
});

test('goals are named by what they ask for, and taken by the analysis', () => {
  const bare = { page: '/thanks', properties: [] };
  const pro = {
    page: 'signup',
    properties: [
      { name: 'plan', is: ['pro'] },
      { name: 'seats', above: 3 },
    ],
  };
  expect([bare, pro].map(goalWords)).toEqual(['/thanks', 'signup with plan is pro and seats > 3']);
  expect(goalParams([])).toEqual({});
  expect(goals.params.safeParse(goalParams([bare, pro, { ...bare, page: `/${'x'.repeat(900)}` }])).success).toBe(true);
});

test('a value of a breakdown becomes a segment of just those events; ranges hold their lower end only', () => {
  const plan = { kind: 'custom', event: 'signup', property: 'plan' };
  const size = { kind: 'cart', event: '', property: 'size' };
  const made = [
    segmentOfProperty(plan, 'text:pro:max', 'person'),
    segmentOfProperty(plan, 'any', 'visit'),
    segmentOfProperty(size, 'number:-2.5', 'act'),
    segmentOfProperty(size, 'range:-Infinity:10', 'act'),
    segmentOfProperty(size, 'range:10:15', 'act'),
    segmentOfProperty(size, 'range:95:Infinity', 'act'),
  ];
  const cart = { field: 'property', in: 'act', kind: 'cart', name: 'size' };
  expect(made).toEqual([
    { field: 'property', in: 'person', kind: 'custom', event: 'signup', name: 'plan', is: ['pro:max'] },
    { field: 'property', in: 'visit', kind: 'custom', event: 'signup', name: 'plan' },
    { ...cart, is: ['-2.5'] },
    { ...cart, below: 10 },
    { ...cart, from: 10, below: 15 },
    { ...cart, from: 95 },
  ]);
  for (const one of made) expect(conditionSchema.safeParse(one).success).toBe(true);
  expect([segmentName(plan, 'text:pro'), segmentName(size, 'range:10:15'), segmentName(plan, 'any')]).toEqual([
    'signup: plan is pro',
    'cart: size ≥ 10, size < 15',
    'signup: plan',
  ]);
  expect([testOfRow('plan', 'none:'), testOfRow('plan', 'other:(other)')]).toEqual([null, null]);
});
