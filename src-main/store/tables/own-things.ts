import type { ReadDb, WriteDb } from '../open.ts';
import { all, run } from '../sql.ts';
import { ownCategories, type StoredCorrection } from './corrections.ts';

/** What a thing counts as where nobody corrected it; `dropped` = as none. See migration 42. */
export interface OwnThingRow {
  found: string;
  name: string;
  category: string;
  dropped: boolean;
}

const listOwnThings = (db: ReadDb): OwnThingRow[] =>
  all<Omit<OwnThingRow, 'dropped'> & { dropped: number }>(
    db,
    'SELECT found, name, category, dropped FROM own_things ORDER BY found',
  ).map((row) => ({ ...row, dropped: row.dropped === 1 }));

/** Puts these in place of those there are. What stays the same is not written: messages that name it need not be loaded anew. */
export function saveOwnThings(db: WriteDb, things: readonly OwnThingRow[]): void {
  const kept = JSON.stringify(things.map(({ found }) => found));
  run(db, 'DELETE FROM own_things WHERE found NOT IN (SELECT value FROM json_each(?))', kept);
  for (const { found, name, category, dropped } of things)
    run(
      db,
      `INSERT INTO own_things (found, name, category, dropped) VALUES (?, ?, ?, ?)
       ON CONFLICT (found) DO UPDATE SET name = excluded.name, category = excluded.category, dropped = excluded.dropped
         WHERE name <> excluded.name OR category <> excluded.category OR dropped <> excluded.dropped`,
      found,
      name,
      category,
      dropped ? 1 : 0,
    );
}

/** How often each of these is named in messages by others that nobody corrected for it. */
export const timesNamed = (db: ReadDb): Map<string, number> =>
  new Map(
    all<{ found: string; named: number }>(
      db,
      `SELECT t.found, count(*) AS named FROM own_things t CROSS JOIN aspect_groups g ON g.name = t.found
       CROSS JOIN message_aspects a ON a.group_id = g.id
       CROSS JOIN messages m ON m.id = a.message_id AND m.current = 1 AND m.own = 0
       WHERE NOT EXISTS (SELECT 1 FROM message_corrections c
         WHERE c.network = m.network AND c.key = m.key AND c.what = 'aspect' AND c.found = t.found)
       GROUP BY t.found`,
    ).map(({ found, named }) => [found, named]),
  );

/** What things count as in this business. */
export interface ThingMeanings {
  learnt: ReadonlyMap<string, OwnThingRow>;
  /** What the owner's words belong to, by what they are counted as. */
  categories: ReadonlyMap<string, string>;
}

export const loadThingMeanings = (db: ReadDb): ThingMeanings => ({
  learnt: new Map(listOwnThings(db).map((row) => [row.found, row])),
  categories: ownCategories(db),
});

/** What a thing found in a message counts as, null = as none: as the owner says of the message, else as was learnt, else as read. */
export function countedAs(
  { found, category }: { found: string; category: string },
  said: Pick<StoredCorrection, 'name' | 'category' | 'dropped'> | undefined,
  { learnt, categories }: ThingMeanings,
): { name: string; category: string } | null {
  const rule = learnt.get(found);
  if (said ? said.dropped : rule?.dropped) return null;
  const name = said?.name || rule?.name || found;
  return { name, category: said?.category || rule?.category || categories.get(name) || category };
}
