import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LAST = 'audit-last.json';
const BEFORE = 'audit-before.json';
const KEY = 'audit-key.pem';

const read = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);

/** Writes a file that only its owner can read, so that a crash leaves either the old one or the new one. */
function write(file: string, text: string): void {
  const next = `${file}.next`;
  writeFileSync(next, text, { mode: 0o600, flush: true });
  renameSync(next, file);
}

/** The last audit and the one before it, as they were signed; null where there is none. */
export const readAudits = (dataDir: string): { last: string | null; before: string | null } => ({
  last: read(join(dataDir, LAST)),
  before: read(join(dataDir, BEFORE)),
});

/** Keeps an audit; the one that was the last becomes the one before. */
export function saveAudit(dataDir: string, signed: string): void {
  const last = join(dataDir, LAST);
  if (existsSync(last)) renameSync(last, join(dataDir, BEFORE));
  write(last, signed);
}

/** Deletes both; false when there was none. */
export function removeAudits(dataDir: string): boolean {
  const files = [LAST, BEFORE].map((name) => join(dataDir, name)).filter((file) => existsSync(file));
  for (const file of files) rmSync(file);
  return files.length > 0;
}

/** The key that audits are signed with; `make` makes it the first time. */
export function auditKey(dataDir: string, make: () => string): string {
  const file = join(dataDir, KEY);
  const known = read(file);
  if (known !== null) return known;
  const key = make();
  write(file, key);
  return key;
}
