import type { WriteDb } from '../store/open.ts';

const last = new WeakMap<WriteDb, Promise<unknown>>();

/**
 * Makes one file after the other. What may be handed out depends on what was, and a file is noted only when it is made: of two
 * made at once, neither would know of the other, and both would spend the same budget.
 */
export function inTurn<T>({ db }: { db: WriteDb }, make: () => Promise<T>): Promise<T> {
  const mine = (last.get(db) ?? Promise.resolve()).then(make);
  last.set(
    db,
    mine.catch(() => undefined),
  );
  return mine;
}
