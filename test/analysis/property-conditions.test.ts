import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Condition, conditionSchema } from '../../shared/conditions.ts';
import { maskOf } from '../../src-main/analysis/base/conditions.ts';
import { funnel } from '../../src-main/analysis/funnel.ts';
import { goals } from '../../src-main/analysis/goals.ts';
import { type EventSketch, eventColumns } from './columns.ts';
import { anEvent, instants, KNOWN } from './random.ts';
import { at, contextOf, runTable } from './run.ts';

const act = (person: number, minutes: number, page: string, properties?: EventSketch['properties']): EventSketch => ({
  at: at(0, 1, minutes),
  person,
  kind: 'custom',
  page,
  ...(properties ? { properties } : {}),
});
const some = eventColumns([
  act(1, 0, 'Signup', { plan: 'pro', seats: 3 }),
  act(1, 5, 'Play', { song: 'x' }),
  act(2, 0, 'Signup', { plan: 'free', seats: 12 }),
  act(2, 5, 'Play', { song: 'x', seats: 3 }),
  act(3, 0, 'Signup', { plan: null }),
  act(3, 90, 'Play'),
]);
const mask = (given: unknown) => [...maskOf(some, contextOf(), conditionSchema.parse(given) as Condition)];

test('an act, a visit or a person is found by a property of an event', () => {
  const plan = { field: 'property', name: 'plan' };
  expect(mask({ ...plan, is: ['pro'], in: 'act' })).toEqual([1, 0, 0, 0, 0, 0]);
  expect(mask({ ...plan, is: ['pro'] })).toEqual([1, 1, 0, 0, 0, 0]);
  // Without a value: it is there at all. Texts beyond the most have no words to ask for.
  expect(mask({ ...plan, in: 'visit' })).toEqual([1, 1, 1, 1, 1, 0]);
  expect(mask({ ...plan, is: ['(other)'] })).toEqual([0, 0, 0, 0, 0, 0]);
  expect(mask({ field: 'property', name: 'seats', from: 3, to: 3, in: 'act' })).toEqual([1, 0, 0, 1, 0, 0]);
  expect(mask({ field: 'property', name: 'seats', from: 3, to: 3, event: 'Signup', in: 'act' })).toEqual([
    1, 0, 0, 0, 0, 0,
  ]);
  expect(mask({ field: 'property', name: 'nothing like it' })).toEqual([0, 0, 0, 0, 0, 0]);
});

test('a property may have some text in it, be more or less than a number, and be asked of one kind of event', () => {
  const act = { field: 'property', in: 'act' };
  expect(mask({ ...act, name: 'plan', contains: 'R' })).toEqual([1, 0, 1, 0, 0, 0]);
  expect(mask({ ...act, name: 'seats', contains: '2' })).toEqual([0, 0, 1, 0, 0, 0]);
  expect(mask({ ...act, name: 'seats', above: 3 })).toEqual([0, 0, 1, 0, 0, 0]);
  expect(mask({ ...act, name: 'seats', below: 12 })).toEqual([1, 0, 0, 1, 0, 0]);
  expect(mask({ ...act, name: 'plan', below: 12 })).toEqual([0, 0, 0, 0, 0, 0]);
  expect(mask({ ...act, name: 'plan', kind: 'custom' })).toEqual([1, 0, 1, 0, 1, 0]);
  expect(mask({ ...act, name: 'plan', kind: 'purchase' })).toEqual([0, 0, 0, 0, 0, 0]);
});

test('several properties are asked of one event: all of them must hold', () => {
  const property = [
    { name: 'plan', is: ['pro', 'free'] },
    { name: 'seats', above: 3 },
  ];
  const { rows } = runTable(goals, { events: some }, { goals: [{ name: 'Both', page: '*', property }] });
  expect(rows[0]?.cells.slice(0, 4)).toEqual(['Both', 1, 1, 1]);
  const steps = [{ any: ['Signup'], property }, 'Play'];
  expect(runTable(funnel, { events: some }, { steps }).rows.map(({ cells }) => cells.slice(0, 2))).toEqual([
    ['Signup with plan is pro or free and seats > 3', 1],
    ['Play', 1],
  ]);
});

test('a goal may ask for a property', () => {
  const asked = [
    { name: 'Pro', page: 'Signup', property: { name: 'plan', is: ['pro', 'team'] } },
    { name: 'Large', property: { name: 'seats', from: 10 } },
  ];
  const { rows } = runTable(goals, { events: some }, { goals: asked });
  expect(rows.map(({ cells }) => cells.slice(0, 4))).toEqual([
    ['Pro', 1, 1, 1],
    ['Large', 1, 1, 1],
  ]);
});

test('a step of a funnel may ask for a property, and says so', () => {
  const steps = [
    { any: ['Signup'], property: { name: 'plan', is: ['pro', 'free'] } },
    { any: ['Play'], property: { name: 'seats', from: 3 } },
  ];
  for (const order of ['loose', 'strict'] as const) {
    const { rows } = runTable(funnel, { events: some }, { steps, order });
    expect(rows.map(({ cells }) => cells.slice(0, 2))).toEqual([
      ['Signup with plan is pro or free', 2],
      ['Play with seats ≥ 3', 1],
    ]);
  }
});

test('filters commute: asking for two properties in either order, or with and without “not”, finds the same', () => {
  const one = { field: 'property' as const, name: 'plan', is: ['pro', 'true'], in: 'act' as const };
  const other = { field: 'property' as const, name: 'seats', from: 2, in: 'act' as const };
  fc.assert(
    fc.property(fc.array(anEvent(instants(0, 10)), { maxLength: 40 }), (rows) => {
      const events = eventColumns(rows, KNOWN);
      const found = (condition: Condition) => [...maskOf(events, contextOf(), condition)];
      expect(found({ all: [one, other] })).toEqual(found({ all: [other, one] }));
      expect(found({ not: { any: [{ not: one }, { not: other }] } })).toEqual(found({ all: [one, other] }));
      const plain = Array.from({ length: events.length }, (_, i) => {
        const { names, texts, start, name, type, value } = events.propertySets;
        const set = events.properties[i] ?? 0;
        for (let m = start[set] as number; m < (start[set + 1] as number); m++)
          if (names[name[m] as number] === 'plan')
            return (type[m] === 1 && texts[value[m] as number] === 'pro') || (type[m] === 3 && value[m] === 1) ? 1 : 0;
        return 0;
      });
      expect(found(one)).toEqual(plain);
    }),
  );
});
