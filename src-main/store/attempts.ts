import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const NAME = 'attempts.json';
const schema = z.object({ failures: z.number().int().min(0), failedMs: z.number() });

/** Wrong passphrases in a row, and when the last one was. Outside the store, which may itself be locked. */
export type Attempts = z.infer<typeof schema>;

export function readAttempts(dataDir: string): Attempts {
  try {
    return schema.parse(JSON.parse(readFileSync(join(dataDir, NAME), 'utf8')));
  } catch {
    // Whoever can damage the file can delete it: it holds up nobody who controls the folder.
    return { failures: 0, failedMs: 0 };
  }
}

export function writeAttempts(dataDir: string, attempts: Attempts): void {
  const file = join(dataDir, NAME);
  if (attempts.failures === 0) {
    rmSync(file, { force: true });
    return;
  }
  writeFileSync(`${file}.next`, JSON.stringify(attempts), { mode: 0o600, flush: true });
  renameSync(`${file}.next`, file);
}
