import type { IdentifierKind } from '../../../shared/model.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { all, run } from '../sql.ts';

/** `drop` = rows of this person stay out; `keep` = rows come in, without the person. */
export type Suppression = 'drop' | 'keep';

export interface Suppressed {
  mark: Uint8Array;
  kind: IdentifierKind;
  scope: string;
  suppression: Suppression;
  atMs: number;
}

/** Notes that whoever has this identifier stays out of later imports. `mark` = fingerprint of the keyed hash. The stricter of two decisions stands. */
export function addSuppressed(db: WriteDb, { mark, kind, scope, suppression, atMs }: Suppressed): void {
  run(
    db,
    'INSERT INTO suppressed VALUES (?, ?, ?, ?, ?) ON CONFLICT (mark) DO UPDATE SET keep = min(keep, excluded.keep)',
    mark,
    kind,
    scope,
    suppression === 'keep' ? 1 : 0,
    atMs,
  );
}

/** Every mark as lower-case hex. */
export const listSuppressed = (db: ReadDb): Map<string, Suppression> =>
  new Map(
    all<{ mark: string; keep: number }>(db, 'SELECT lower(hex(mark)) AS mark, keep FROM suppressed').map(
      ({ mark, keep }) => [mark, keep === 1 ? 'keep' : 'drop'],
    ),
  );

/** The whole list, for another store. */
export const suppressedRows = (db: ReadDb): Suppressed[] =>
  all<Omit<Suppressed, 'suppression'> & { keep: number }>(
    db,
    'SELECT mark, kind, scope, keep, at_ms AS atMs FROM suppressed',
  ).map(({ keep, ...row }) => ({ ...row, suppression: keep === 1 ? 'keep' : 'drop' }));

/** Kinds and scopes that the list holds identifiers of: where to look for a value. */
export const suppressedPlaces = (db: ReadDb): { kind: IdentifierKind; scope: string }[] =>
  all(db, 'SELECT DISTINCT kind, scope FROM suppressed');

/** Takes a person off the list again, at their own wish. */
export function removeSuppressed(db: WriteDb, mark: Uint8Array): boolean {
  return run(db, 'DELETE FROM suppressed WHERE mark = ?', mark).changes > 0;
}
