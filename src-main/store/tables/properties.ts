import { noPropertySets, PROPERTY_TYPES, type PropertySets, type PropertyType } from '../../../shared/columns.ts';
import { type KeptValue, type PropertyCount, readPropertySet } from '../../../shared/properties.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, iterateRaw, number, run } from '../sql.ts';
import { remember } from './dictionary.ts';

/** Sets told apart in one store, some 100 bytes each: a property that is different in every event must not fill the disk. */
export const MOST_SETS = 1_000_000;

/** Id of a set of properties (as `writePropertySet` writes it), made if new; 0 where there are too many already. */
export function idOfPropertySet(db: WriteDb, text: string, most: number = MOST_SETS): number {
  return remember(db, 'property_sets', text, () => {
    const known = number(db, 'SELECT id FROM property_sets WHERE text = ?', text);
    if (known > 0) return known;
    const id = number(db, 'SELECT coalesce(max(id), 0) + 1 FROM property_sets');
    if (id > most) return 0;
    run(db, 'INSERT INTO property_sets (id, text) VALUES (?, ?)', id, text);
    return id;
  });
}

/** Ids for texts in order of first use; '' is 0. */
class Words {
  readonly texts = [''];
  readonly #ids = new Map<string, number>();
  id(text: string): number {
    let id = this.#ids.get(text);
    if (id === undefined) {
      id = this.texts.push(text) - 1;
      this.#ids.set(text, id);
    }
    return id;
  }
}

function typeOf(value: KeptValue): PropertyType {
  if (value === null) return 'other';
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'number' : 'boolean';
}

/** All sets of properties, in columns that threads can share. */
export function loadPropertySets(db: ReadDb): PropertySets {
  const highest = number(db, 'SELECT coalesce(max(id), 0) FROM property_sets');
  if (highest === 0) return noPropertySets();
  const rows = iterateRaw(db, 'SELECT id, text FROM property_sets ORDER BY id') as Iterable<[number, string]>;
  return packPropertySets(rows, highest);
}

/** Sets (by number, from 1 up to the highest, as `writePropertySet` writes them) in columns that threads can share. */
export function packPropertySets(sets: Iterable<readonly [id: number, text: string]>, highest: number): PropertySets {
  const [names, texts] = [new Words(), new Words()];
  const start = new Uint32Array(new SharedArrayBuffer((highest + 2) * 4));
  const [name, type, value]: [number[], number[], number[]] = [[], [], []];
  let next = 0;
  for (const [id, text] of sets) {
    // Numbers that were set free by an erasure stand for empty sets.
    while (next <= id) start[next++] = name.length;
    for (const [key, one] of readPropertySet(text)) {
      name.push(names.id(key));
      type.push(PROPERTY_TYPES.indexOf(typeOf(one)));
      value.push(typeof one === 'string' ? texts.id(one) : Number(one ?? 0));
    }
  }
  while (next < start.length) start[next++] = name.length;
  const shared = <A extends Uint32Array | Uint8Array | Float64Array>(array: A, list: readonly number[]): A => {
    array.set(list);
    return array;
  };
  const { length } = name;
  return {
    names: names.texts,
    texts: texts.texts,
    start,
    name: shared(new Uint32Array(new SharedArrayBuffer(length * 4)), name),
    type: shared(new Uint8Array(new SharedArrayBuffer(length)), type),
    value: shared(new Float64Array(new SharedArrayBuffer(length * 8)), value),
  };
}

/** A set in words, for lists and access packages: `plan: pro; seats: 3`. */
export const propertyWords = (text: string): string =>
  readPropertySet(text)
    .map(([name, value]) => `${name}: ${value === null ? '(other)' : String(value)}`)
    .join('; ');

/** Sets in words, by id; unknown ids are left out. */
export function wordsOfPropertySets(db: ReadDb, ids: Iterable<number>): Map<number, string> {
  const rows = all<{ id: number; text: string }>(
    db,
    'SELECT id, text FROM property_sets WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify([...new Set(ids)]),
  );
  return new Map(rows.map(({ id, text }) => [id, propertyWords(text)]));
}

/** Adds to what is told of an import: which properties were kept, which left out, and why. */
export function noteProperties(db: WriteDb, runId: number, counts: readonly PropertyCount[]): void {
  for (const { name, outcome, times } of counts)
    run(
      db,
      'INSERT INTO run_properties VALUES (?, ?, ?, ?) ON CONFLICT (run_id, name, outcome) DO UPDATE SET times = times + excluded.times',
      runId,
      name,
      outcome,
      times,
    );
}

export const removeNotedProperties = (db: WriteDb, runId: number): void =>
  void run(db, 'DELETE FROM run_properties WHERE run_id = ?', runId);

/** What was noted of an import, most frequent first. */
export const listNotedProperties = (db: ReadDb, runId: number): PropertyCount[] =>
  all<PropertyCount>(
    db,
    'SELECT name, outcome, times FROM run_properties WHERE run_id = ? ORDER BY times DESC, name, outcome',
    runId,
  );
