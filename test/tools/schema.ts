// Writes test/store/schema.sql: the schema as the migrations make it, in one place to read. A test compares.
import { writeFileSync } from 'node:fs';
import { schemaVersion } from '../../src-main/store/migrate.ts';
import { closeStore, openMemory, type ReadDb } from '../../src-main/store/open.ts';
import { all } from '../../src-main/store/sql.ts';

export const SCHEMA_FILE = new URL('../store/schema.sql', import.meta.url);

/** Statements that would make an empty store of this database's schema. */
export function schemaOf(db: ReadDb): string {
  const made = all<{ sql: string }>(
    db,
    "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY tbl_name, type <> 'table', name",
  );
  const statements = made.map(({ sql }) => `${sql.replace(/^ {6}/gm, '  ').replace(/^ {4}\)/gm, ')')};\n`);
  return [`-- Written by "npm run schema". Version ${schemaVersion(db)}.\n`, ...statements].join('\n');
}

if (import.meta.main) {
  const db = openMemory();
  writeFileSync(SCHEMA_FILE, schemaOf(db));
  closeStore(db);
}
