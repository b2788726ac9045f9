import { readdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { CoreOptions } from './options.ts';

/**
 * The path behind a file reference. `upload:<id>` is a folder of the inbox that holds one file; paths are only taken
 * from hosts where the user chose them (Electron, CLI), never from a page.
 */
export function resolveFile(
  { inboxDir, allowPaths }: Pick<CoreOptions, 'inboxDir' | 'allowPaths'>,
  file: string,
): string {
  const upload = /^upload:([A-Za-z0-9_-]{8,64})$/.exec(file)?.[1];
  if (upload !== undefined) {
    if (inboxDir === null) throw new AppError('file-not-allowed');
    return onlyFileIn(join(inboxDir, upload));
  }
  if (!allowPaths || !isAbsolute(file)) throw new AppError('file-not-allowed');
  return file;
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
