import type { WriteDb } from '../open.ts';
import { number, prepare, run } from '../sql.ts';
import { type DictionaryName, forgetDictionaries } from '../tables/dictionary.ts';
import { makeBlock } from './block.ts';
import { listSegments, readColumn } from './segments.ts';
import { PARTITIONS } from './sort.ts';

const COLUMN_OF = {
  pages: 'page',
  sources: 'source',
  agents: 'agent',
  screens: 'screen',
  interface_languages: 'language',
  property_sets: 'properties',
} as const satisfies Record<DictionaryName, string>;

function usedIds(db: WriteDb, name: DictionaryName, largest: number): Uint8Array {
  const used = new Uint8Array(largest + 1);
  const column = COLUMN_OF[name];
  for (let partition = 0; partition < PARTITIONS; partition++) {
    for (const segment of listSegments(db, partition)) {
      const ids = makeBlock(segment.rows, false, [column])[column];
      readColumn(db, segment, column, ids, 0);
      for (let i = 0; i < ids.length; i++) used[ids[i] as number] = 1;
    }
  }
  return used;
}

/** Removes texts that no event uses any more: a path or an agent may itself say something about a person. */
export function pruneDictionaries(db: WriteDb): void {
  forgetDictionaries(db);
  for (const name of Object.keys(COLUMN_OF) as DictionaryName[]) {
    const largest = number(db, `SELECT coalesce(max(id), 0) FROM ${name}`);
    if (largest === 0) continue;
    const used = usedIds(db, name, largest);
    const ids = prepare(db, `SELECT id FROM ${name}`).pluck().all() as number[];
    for (const id of ids) if (used[id] !== 1) run(db, `DELETE FROM ${name} WHERE id = ?`, id);
  }
}
