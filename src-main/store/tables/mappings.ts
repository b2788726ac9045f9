import { type Mapping, mappingSchema } from '../../../shared/contract/imports.ts';
import type { ReadDb, WriteDb } from '../open.ts';
import { get, run } from '../sql.ts';

/** The mapping the user chose for files with these column names, if any. */
export function getMapping(db: ReadDb, signature: string): Mapping | null {
  const row = get<{ json: string }>(db, 'SELECT json FROM mappings WHERE signature = ?', signature);
  const parsed = row ? mappingSchema.safeParse(JSON.parse(row.json)) : null;
  return parsed?.success ? parsed.data : null;
}

export function saveMapping(db: WriteDb, signature: string, mapping: Mapping): void {
  run(
    db,
    'INSERT INTO mappings VALUES (?, ?) ON CONFLICT (signature) DO UPDATE SET json = excluded.json',
    signature,
    JSON.stringify(mapping),
  );
}
