import { expect, test } from 'vitest';
import { noPropertySets, type PropertySets } from '../../shared/columns.ts';
import { writePropertySet } from '../../shared/properties.ts';
import { loadEvents } from '../../src-main/store/events/load.ts';
import { reassignPeople } from '../../src-main/store/events/reassign.ts';
import { removePeople, removeRun } from '../../src-main/store/events/remove.ts';
import { migrate, schemaVersion } from '../../src-main/store/migrate.ts';
import { openMemory, type ReadDb, type WriteDb } from '../../src-main/store/open.ts';
import { all, number } from '../../src-main/store/sql.ts';
import { idOfPage } from '../../src-main/store/tables/pages.ts';
import {
  idOfPropertySet,
  listNotedProperties,
  noteProperties,
  wordsOfPropertySets,
} from '../../src-main/store/tables/properties.ts';
import { bring, line } from './events-model.ts';

const set = (db: WriteDb, properties: Record<string, string | number | boolean | null>) =>
  idOfPropertySet(db, writePropertySet(new Map(Object.entries(properties))));

/** Properties of a set, read from the columns. */
function inWords({ names, texts, start, name, type, value }: PropertySets, id: number): string {
  const words: string[] = [];
  for (let m = start[id] as number; m < (start[id + 1] as number); m++)
    words.push(`${names[name[m] as number]}=${type[m] === 1 ? texts[value[m] as number] : `${type[m]}:${value[m]}`}`);
  return words.join(' ');
}

const held = (db: ReadDb) => {
  const { length, person, properties, propertySets } = loadEvents(db);
  return Array.from({ length }, (_, i) => [person[i], inWords(propertySets, properties[i] ?? 0)]);
};
const setsIn = (db: ReadDb) => all<{ text: string }>(db, 'SELECT text FROM property_sets').length;

test('migration 33 keeps events; none has properties, and that costs nothing', () => {
  const db = openMemory(32);
  const page = idOfPage(db, 'signup');
  migrate(db, { target: 33 });
  expect(schemaVersion(db)).toBe(33);
  bring(db, [line(1, 1, page, 1), line(2, 2, page, 2)]);
  expect(loadEvents(db)).toMatchObject({ properties: new Uint32Array(0), propertySets: noPropertySets() });
  expect(number(db, "SELECT count(*) FROM event_columns WHERE name = 'properties'")).toBe(0);
});

test('one set of properties is stored once, whatever their order, and comes back as it was', () => {
  const db = openMemory();
  const first = set(db, { plan: 'pro', seats: 3, trial: false, source: null });
  expect(set(db, { trial: false, source: null, seats: 3, plan: 'pro' })).toBe(first);
  const second = set(db, { seats: -0.5 });
  bring(db, [line(1, 1, 1, 1, { properties: first }), line(2, 2, 1, 2, { properties: second }), line(3, 2, 1, 3)]);
  expect(held(db)).toEqual([
    [1, 'plan=pro seats=2:3 source=0:0 trial=3:0'],
    [2, 'seats=2:-0.5'],
    [2, ''],
  ]);
  expect([...wordsOfPropertySets(db, [first])]).toEqual([
    [first, 'plan: pro; seats: 3; source: (other); trial: false'],
  ]);
});

test('properties go with their events when an import is undone or a person erased, and stay with those of a merged person', () => {
  const db = openMemory();
  const [pro, free, own] = [set(db, { plan: 'pro' }), set(db, { plan: 'free' }), set(db, { code: 'only hers' })];
  bring(db, [line(1, 1, 1, 1, { properties: pro }), line(2, 17, 1, 2, { properties: own })]);
  const { run } = bring(db, [line(3, 2, 1, 1, { properties: free })]);
  noteProperties(db, run, [{ name: 'plan', outcome: 'kept', times: 1 }]);
  noteProperties(db, run, [{ name: 'plan', outcome: 'kept', times: 2 }]);
  expect(listNotedProperties(db, run)).toEqual([{ name: 'plan', outcome: 'kept', times: 3 }]);
  removeRun(db, run);
  expect([listNotedProperties(db, run), setsIn(db)]).toEqual([[], 2]);
  removePeople(db, new Set([17]));
  expect([held(db), setsIn(db)]).toEqual([[[1, 'plan=pro']], 1]);
  reassignPeople(db, new Set([1]), 5);
  expect(held(db)).toEqual([[5, 'plan=pro']]);
  // Ids that an erasure set free are empty, not somebody else's.
  expect(loadEvents(db).propertySets.names).toEqual(['', 'plan']);
});

test('the same file read again changes nothing; the next import takes over what it had brought too, with its properties', () => {
  const db = openMemory();
  const pro = set(db, { plan: 'pro' });
  const rows = [line(1, 1, 1, 1, { properties: pro }), line(2, 2, 1, 2)];
  const first = bring(db, rows);
  const again = bring(db, rows);
  expect([first.kept, again.kept, again.duplicates]).toEqual([2, 0, 2]);
  const before = held(db);
  removeRun(db, first.run);
  expect(held(db)).toEqual(before);
  removeRun(db, again.run);
  expect([held(db), setsIn(db)]).toEqual([[], 0]);
});

test('a store takes no more sets than it is told', () => {
  const db = openMemory();
  const text = (n: number) => writePropertySet(new Map([['n', n]]));
  expect([1, 2, 3, 1].map((n) => idOfPropertySet(db, text(n), 2))).toEqual([1, 2, 0, 1]);
});
