import type Database from 'better-sqlite3-multiple-ciphers';
import { AppError } from '../../shared/errors.ts';
import type { Migration } from './migration.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** Schema version of an open store. */
export const schemaVersion = (db: Database.Database): number => db.pragma('user_version', { simple: true }) as number;

/** Newest schema this program knows. */
export const latestVersion = (steps: readonly Migration[] = MIGRATIONS): number => steps.length;

/** Throws unless the numbers run 1, 2, 3 … without a gap. */
export function checkContiguous(steps: readonly Migration[]): void {
  steps.forEach((step, index) => {
    if (step.number !== index + 1) throw new AppError('internal', { migration: step.number, expected: index + 1 });
  });
}

/**
 * Brings the store to `target` (default: newest), one transaction per step. Calls `backUp` once before the first
 * step on a store that already holds something. Stops at the first failure: the store stays at the last good step.
 */
export function migrate(
  db: Database.Database,
  options: { backUp?: () => void; target?: number; steps?: readonly Migration[] } = {},
): number {
  const steps = options.steps ?? MIGRATIONS;
  checkContiguous(steps);
  const from = schemaVersion(db);
  const target = options.target ?? latestVersion(steps);
  if (from > latestVersion(steps))
    throw new AppError('store-from-the-future', { found: from, known: latestVersion(steps) });
  if (from >= target) return from;
  if (from > 0) options.backUp?.();
  for (const step of steps.slice(from, target)) {
    try {
      db.transaction(() => {
        db.exec(step.sql);
        step.after?.(db);
        db.pragma(`user_version = ${step.number}`);
      })();
    } catch {
      throw new AppError('migration-failed', { step: step.number });
    }
  }
  return target;
}
