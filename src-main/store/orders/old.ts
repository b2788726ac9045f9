import type { ReadDb } from '../db.ts';
import { all } from '../sql.ts';
import { keyOf, startsOf } from './block.ts';
import { listAllSegments, readColumn, readColumns } from './segments.ts';
import { scopesOf, wordsOf } from './words.ts';

const NAMES = [
  ...(['id', 'run', 'line', 'at', 'buyer', 'current', 'currency', 'total', 'scope'] as const),
  ...(['lines', 'keyUnits', 'refUnits', 'text'] as const),
] as const;

/** Whether another import that brought the same order may keep it. */
function isKept(db: ReadDb, id: number, at: number, cutoffs: ReadonlyMap<number, number>): boolean {
  const repeats = all<{ run: number }>(
    db,
    "SELECT run_id AS run FROM repeats WHERE record = 'orders' AND record_id = ?",
    id,
  );
  return repeats.some(({ run }) => at >= (cutoffs.get(run) ?? Number.NEGATIVE_INFINITY));
}

/**
 * Orders, in every version, that none of the imports that brought them may keep any longer. `cutoffs` = Unix ms before which
 * the orders of an import go; one that is not in it keeps all.
 */
export function listOldOrders(db: ReadDb, cutoffs: ReadonlyMap<number, number>) {
  const [words, scopes] = [wordsOf(db), scopesOf(db)];
  return listAllSegments(db).flatMap((segment) => {
    const block = readColumns(db, segment, NAMES);
    const starts = startsOf(block, segment.rows);
    return Array.from({ length: segment.rows }, (_, row) => row)
      .filter((row) => {
        const at = block.at[row] as number;
        const before = cutoffs.get(block.run[row] as number);
        return before !== undefined && at < before && !isKept(db, block.id[row] as number, at, cutoffs);
      })
      .map((row) => ({
        id: block.id[row] as number,
        run: block.run[row] as number,
        line: block.line[row] as number,
        person: block.buyer[row] as number,
        at: block.at[row] as number,
        current: block.current[row] as number,
        currency: words.get(block.currency[row] as number) ?? '',
        total: block.total[row] as number,
        scope: scopes.get(block.scope[row] as number) ?? '',
        key: keyOf(block, starts, row),
      }));
  });
}

/** Everybody who has an order, in any version. */
export function peopleWithOrders(db: ReadDb): Set<number> {
  const people = new Set<number>();
  for (const segment of listAllSegments(db)) for (const buyer of readColumn(db, segment, 'buyer')) people.add(buyer);
  return people;
}
