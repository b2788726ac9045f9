import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'keys.json';

/** Reads the wrapped keys of the store; null when there are none yet. */
export function readKeyFile(dataDir: string): unknown {
  const file = join(dataDir, NAME);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : null;
}

/** Writes the wrapped keys so that a crash leaves either the old file or the new one. */
export function writeKeyFile(dataDir: string, keys: unknown): void {
  const file = join(dataDir, NAME);
  const next = `${file}.next`;
  writeFileSync(next, JSON.stringify(keys), { mode: 0o600, flush: true });
  renameSync(next, file);
}
