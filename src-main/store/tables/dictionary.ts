import type { WriteDb } from '../open.ts';

/** Texts remembered per dictionary; a full memory starts anew (texts repeat in bursts, so it fills with the right ones). */
const REMEMBERED = 100_000;

export type DictionaryName = 'pages' | 'sources' | 'agents' | 'screens' | 'interface_languages' | 'property_sets';

const memories = new WeakMap<WriteDb, Map<DictionaryName, Map<string, number>>>();

/** The id of a text that was looked up before, else what `find` answers, remembered. */
export function remember(db: WriteDb, name: DictionaryName, text: string, find: () => number): number {
  let memory = memories.get(db);
  if (!memory) {
    memory = new Map();
    memories.set(db, memory);
  }
  let known = memory.get(name);
  if (!known) {
    known = new Map();
    memory.set(name, known);
  }
  let id = known.get(text);
  if (id === undefined) {
    id = find();
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, id);
  }
  return id;
}

/** Must follow every rolled-back transaction that added texts: what it added is not there. */
export function forgetDictionaries(db: WriteDb): void {
  memories.delete(db);
}
