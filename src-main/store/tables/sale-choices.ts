import type { ReadDb, WriteDb } from '../db.ts';
import { all, run } from '../sql.ts';

/** Of sales that are in both systems, those of `counted` count. */
interface SaleChoice {
  counted: string;
  leftOut: string;
}

/** Choices, oldest first. */
export const listSaleChoices = (db: ReadDb): SaleChoice[] =>
  all<{ counted: string; left_out: string }>(db, 'SELECT counted, left_out FROM sale_choices ORDER BY id').map(
    ({ counted, left_out: leftOut }) => ({ counted, leftOut }),
  );

/** Takes back the choice for two systems, whichever of them counted; false when there was none. */
export const removeSaleChoice = (db: WriteDb, one: string, other: string): boolean =>
  run(
    db,
    'DELETE FROM sale_choices WHERE (counted = ? AND left_out = ?) OR (counted = ? AND left_out = ?)',
    one,
    other,
    other,
    one,
  ).changes > 0;

/** Makes a choice for two systems, in place of the one there was. */
export function saveSaleChoice(db: WriteDb, { counted, leftOut }: SaleChoice): void {
  db.transaction(() => {
    removeSaleChoice(db, counted, leftOut);
    run(db, 'INSERT INTO sale_choices (counted, left_out) VALUES (?, ?)', counted, leftOut);
  })();
}
