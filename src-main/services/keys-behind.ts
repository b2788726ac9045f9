import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readFileOrNull, replaceFile } from '../store/replace-file.ts';

/** Beside the store, so that whoever may not open the keys can tell of it: names of files, no keys. */
const FILE = 'keys-behind.json';
const schema = z.array(z.string());

/** Files of keys that still open whoever was removed since, because they could not be written anew. */
export function readBehind(dataDir: string): string[] {
  const bytes = readFileOrNull(join(dataDir, FILE));
  if (!bytes) return [];
  try {
    return schema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return [];
  }
}

/** Notes them; none takes the note away. */
export function noteBehind(dataDir: string, names: readonly string[]): void {
  const file = join(dataDir, FILE);
  if (names.length === 0) rmSync(file, { force: true });
  else replaceFile(file, Buffer.from(JSON.stringify(names)));
}
