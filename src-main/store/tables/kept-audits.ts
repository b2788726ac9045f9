import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadDb, WriteDb } from '../open.ts';
import { shred } from '../shred.ts';
import { get, run } from '../sql.ts';

type Name = 'last' | 'before' | 'key';

/** Where earlier versions kept them, beside the store. */
const OLD_FILES: Readonly<Record<Name, string>> = {
  last: 'audit-last.json',
  before: 'audit-before.json',
  key: 'audit-key.pem',
};

const read = (db: ReadDb, name: Name): string | null =>
  get<{ content: string }>(db, 'SELECT content FROM kept_audits WHERE name = ?', name)?.content ?? null;
const write = (db: WriteDb, name: Name, content: string): void =>
  void run(db, 'INSERT OR REPLACE INTO kept_audits VALUES (?, ?)', name, content);

/** The last audit and the one before it, as they were signed; null where there is none. */
export const readAudits = (db: ReadDb): { last: string | null; before: string | null } => ({
  last: read(db, 'last'),
  before: read(db, 'before'),
});

/** Keeps an audit; the one that was the last becomes the one before. */
export function saveAudit(db: WriteDb, signed: string): void {
  db.transaction(() => {
    const last = read(db, 'last');
    if (last !== null) write(db, 'before', last);
    write(db, 'last', signed);
  })();
}

/** Replaces those that `rewrite` changes. */
export function rewriteAudits(db: WriteDb, rewrite: (signed: string) => string): void {
  for (const name of ['last', 'before'] as const) {
    const kept = read(db, name);
    if (kept === null) continue;
    const next = rewrite(kept);
    if (next !== kept) write(db, name, next);
  }
}

/** Deletes both; false when there was none. */
export const removeAudits = (db: WriteDb): boolean =>
  run(db, "DELETE FROM kept_audits WHERE name <> 'key'").changes > 0;

/** The key that audits are signed with; `make` makes it the first time. */
export function auditKey(db: WriteDb, make: () => string): string {
  const known = read(db, 'key');
  if (known !== null) return known;
  const key = make();
  write(db, 'key', key);
  return key;
}

/** Takes in what earlier versions kept beside the store, then deletes the files. */
export function takeInAudits(db: WriteDb, dataDir: string): void {
  for (const [name, file] of Object.entries(OLD_FILES) as [Name, string][]) {
    const path = join(dataDir, file);
    if (!existsSync(path)) continue;
    if (read(db, name) === null) write(db, name, readFileSync(path, 'utf8'));
    shred(path);
  }
}
