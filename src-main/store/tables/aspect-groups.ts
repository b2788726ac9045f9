import type { ReadDb, WriteDb } from '../open.ts';
import { all, run } from '../sql.ts';

/** What the owner made of a thing; see migration 22. */
export interface GroupEditRow {
  name: string;
  ownName: string;
  mergedInto: string;
  hidden: boolean;
}

export const listGroupEdits = (db: ReadDb): GroupEditRow[] =>
  all<Omit<GroupEditRow, 'hidden'> & { hidden: number }>(
    db,
    'SELECT name, own_name AS ownName, merged_into AS mergedInto, hidden FROM aspect_group_edits ORDER BY name',
  ).map((row) => ({ ...row, hidden: row.hidden === 1 }));

/** Saves the owner's word on a thing; of one that is as it was found nothing is kept. */
export function saveGroupEdit(db: WriteDb, { name, ownName, mergedInto, hidden }: GroupEditRow): void {
  run(db, 'DELETE FROM aspect_group_edits WHERE name = ?', name);
  if (ownName !== '' || mergedInto !== '' || hidden)
    run(db, 'INSERT INTO aspect_group_edits VALUES (?, ?, ?, ?)', name, ownName, mergedInto, hidden ? 1 : 0);
}
