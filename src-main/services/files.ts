import { lstatSync, readdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { CoreOptions } from './options.ts';

/**
 * The path behind a file reference. `upload:<id>` is a folder of the inbox that holds one file or folder, `upload:<id>/a/b` a
 * file inside that folder, `watch:<name>` a file of the watched folder; paths are only taken
 * from hosts where the user chose them (Electron, CLI), never from a page.
 */
export function resolveFile(
  { inboxDir, allowPaths, watchFolder = '' }: Pick<CoreOptions, 'inboxDir' | 'allowPaths'> & { watchFolder?: string },
  file: string,
): string {
  const upload = /^upload:([A-Za-z0-9_-]{8,64})(?:\/(.{1,2000}))?$/s.exec(file);
  if (upload) {
    if (inboxDir === null) throw new AppError('file-not-allowed');
    const whole = onlyFileIn(join(inboxDir, upload[1] as string));
    return upload[2] === undefined ? whole : join(whole, ...partsOf(upload[2]));
  }
  const watched = /^watch:([^/\\]{1,255})$/.exec(file)?.[1];
  if (watched !== undefined) return fileOfFolder(watchFolder, watched);
  if (!allowPaths || !isAbsolute(file)) throw new AppError('file-not-allowed');
  return file;
}

/** Steps of a path inside an uploaded folder; what would lead out of it is refused. */
function partsOf(path: string): string[] {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || /[\\\0]/.test(part)))
    throw new AppError('file-not-allowed');
  return parts;
}

/** A plain file that lies in the folder itself: what a link leads to, the folder's owner did not choose. */
function fileOfFolder(folder: string, name: string): string {
  const path = join(folder, name);
  if (folder === '' || name === '..' || name === '.') throw new AppError('file-not-allowed');
  const about = lstatSync(path, { throwIfNoEntry: false });
  if (!about) throw new AppError('file-missing');
  if (!about.isFile()) throw new AppError('file-not-allowed');
  return path;
}

function onlyFileIn(folder: string): string {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    throw new AppError('file-missing');
  }
  const [name, ...others] = names;
  if (name === undefined || others.length > 0) throw new AppError('file-missing');
  return join(folder, name);
}
