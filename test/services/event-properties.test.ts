import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventProperty } from '../../shared/model.ts';
import { readPropertySet } from '../../shared/properties.ts';
import { MOST_NAMES, MOST_TEXTS, PropertyList } from '../../src-main/services/property-list.ts';
import { openCoreHere } from './core-rig.ts';
import { contentsOf, finished, freshDir, importFiles } from './rig.ts';

type Core = ReturnType<typeof openCoreHere>;

const track = (user: string, second: number, event: string, properties: Record<string, unknown>) => ({
  type: 'track',
  event,
  userId: user,
  timestamp: `2026-03-03T10:00:${String(second).padStart(2, '0')}Z`,
  messageId: `m${user}${second}`,
  context: { page: { path: '/' } },
  properties,
});
const write = (dir: string, name: string, records: readonly unknown[]) => {
  const path = join(dir, name);
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return path;
};
const runsOf = async (engine: Core) => (await engine.call('imports.list', {})).map(({ id }) => id);
const told = async (engine: Core) => {
  const [last] = await runsOf(engine);
  const counts = await engine.call('imports.properties', { run: last as number });
  return counts.map(({ name, outcome, times }) => `${name} ${outcome} ${times}`).sort();
};

const CALLS = [
  track('u1', 1, 'Signup', { plan: 'pro', seats: 3, trial: true, email: 'ada@example.org', address: { city: 'Bern' } }),
  track('u2', 2, 'Signup', { plan: 'free', contact: 'write to bob@example.org', utm_source: 'x', tags: ['a', 'b'] }),
  track('u3', 3, 'Signup', { plan: 'free', session_id: 'k3', shape: { round: true, size: 'L' } }),
  track('u3', 4, 'Song Played', { 'ada@example.org': 'yes' }),
];

test('an import says by name which properties it kept, which it left out and why; a value that looks personal is nowhere', async () => {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'));
  await importFiles(engine, [write(dir, 'segment.jsonl', CALLS)]);
  expect(await told(engine)).toEqual([
    '(name not shown) personal 1',
    'address.city personal 1',
    'contact personal 1',
    'email personal 1',
    'plan kept 3',
    'seats kept 1',
    'session_id identifier 1',
    'shape.round kept 1',
    'shape.size kept 1',
    'trial kept 1',
  ]);
  const held = await engine.call('privacy.holdings', {});
  const fields = held.find(({ table }) => table === 'events')?.fields ?? [];
  expect(fields.find(({ name }) => name === 'Properties of events')?.filled).toBeGreaterThan(0);
});

test('undo takes properties back, whole, also of a file that was read twice', async () => {
  const dir = freshDir();
  const engine = openCoreHere(join(dir, 'data'));
  const empty = await contentsOf(engine);
  const file = write(dir, 'segment.jsonl', CALLS);
  await importFiles(engine, [file]);
  const once = await contentsOf(engine);
  const first = await told(engine);
  await importFiles(engine, [file]);
  expect(await contentsOf(engine)).toEqual(once);
  expect(await told(engine)).toEqual(first);
  for (const run of await runsOf(engine)) {
    await finished(engine, () => engine.call('imports.undo', { run }));
    expect(await engine.call('imports.properties', { run })).toEqual([]);
  }
  expect(await contentsOf(engine)).toEqual(empty);
});

const setsOf = (list: PropertyList, events: readonly (readonly [string, readonly EventProperty[]])[]) =>
  events.map(([event, given]) => list.keep(event, given));
const sum = (...lists: readonly PropertyList[]) => {
  const counts = new Map<string, number>();
  for (const list of lists)
    for (const { name, outcome, times } of list.takeCounts())
      counts.set(`${name} ${outcome}`, (counts.get(`${name} ${outcome}`) ?? 0) + times);
  return [...counts].sort();
};
const property = fc.tuple(
  fc.constantFrom('plan', 'seats', 'email', 'user_id', 'note'),
  fc.oneof(fc.constantFrom('pro', 'free', 'a@mail.example', ''), fc.integer({ min: -3, max: 3 }), fc.boolean()),
);
const events = fc.array(fc.tuple(fc.constantFrom('Signup', 'Play'), fc.array(property, { maxLength: 4 })), {
  maxLength: 20,
});

test('what is kept of an event depends on it alone: neither order nor how a file is split changes anything', () => {
  fc.assert(
    fc.property(events, fc.nat(20), (all, cut) => {
      const whole = new PropertyList();
      const sets = setsOf(whole, all);
      const [first, second] = [new PropertyList(), new PropertyList()];
      const parts = [...setsOf(first, all.slice(0, cut)), ...setsOf(second, all.slice(cut))];
      const turned = setsOf(new PropertyList(), [...all].reverse()).reverse();
      expect(parts).toEqual(sets);
      expect(turned).toEqual(sets);
      expect(sum(first, second)).toEqual(sum(whole));
    }),
  );
});

test('a name beyond the most of an event is left out, a text beyond the most of a property is kept without its words', () => {
  const list = new PropertyList();
  for (let i = 0; i < MOST_NAMES; i++) expect(list.keep('Many', [[`p${i}`, true]])).not.toBe('');
  expect(list.keep('Many', [['more', true]])).toBe('');
  expect(list.keep('Other', [['more', true]])).not.toBe('');
  for (let i = 0; i < MOST_TEXTS; i++) list.keep('Texts', [['title', `title ${i}`]]);
  expect(readPropertySet(list.keep('Texts', [['title', 'one more']]))).toEqual([['title', null]]);
  expect(readPropertySet(list.keep('Texts', [['title', 'title 7']]))).toEqual([['title', 'title 7']]);
  const counts = Object.fromEntries(list.takeCounts().map(({ name, outcome, times }) => [`${name} ${outcome}`, times]));
  expect(counts).toMatchObject({
    'more too-many-names': 1,
    'more kept': 1,
    'title kept': MOST_TEXTS + 1,
    'title too-many-values': 1,
  });
});

test('numbers are never cut off: their sum and their median must be right', () => {
  const list = new PropertyList();
  for (let i = 0; i < MOST_TEXTS + 50; i++)
    expect(readPropertySet(list.keep('Pay', [['amount', i + 0.25]]))).toEqual([['amount', i + 0.25]]);
});
