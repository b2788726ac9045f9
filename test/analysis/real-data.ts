import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FOLDER = process.env.INGLENOOK_DATA ?? '../shared/data';

/** Path of a real input that is not part of the project, or null (with a notice) where it is not at hand. */
export function realFile(...parts: string[]): string | null {
  const path = resolve(FOLDER, ...parts);
  if (existsSync(path)) return path;
  console.info(`skipped: ${parts.join('/')} is not in INGLENOOK_DATA`);
  return null;
}

/** Lines of a real text file without the empty ones. */
export const linesOfFile = (path: string): string[] =>
  readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
