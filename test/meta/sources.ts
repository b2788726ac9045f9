import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

/** Full path of a file or folder of the project. */
export const sourceFile = (path: string): string => fileURLToPath(new URL(path, ROOT));
export const exists = (path: string): boolean => existsSync(sourceFile(path));
/** Text of a file of the project. */
export const read = (path: string): string => readFileSync(sourceFile(path), 'utf8');
/** Paths (from the root, with /) of the project's files that fit a pattern. */
export const filesLike = (pattern: string): string[] =>
  globSync(pattern, { cwd: fileURLToPath(ROOT) })
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
