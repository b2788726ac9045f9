import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { toFileError } from './source-bytes.ts';

/** One member of an archive or folder. */
export interface Member {
  /** With `/`, relative to the archive or folder. */
  path: string;
  sizeBytes: number;
}

/** Archives with more entries than this are refused: no export comes near, and a hostile one would fill memory. */
export const MAX_MEMBERS = 200_000;
const MAX_DEPTH = 32;

const ARCHIVE_NAME = /\.(zip|tar|tgz|tbz2?|txz|tzst|tar\.[a-z0-9]+|7z|rar)$/i;
/** Documents that are zip archives by their bytes. */
const DOCUMENT_NAME = /\.(xlsx|xlsm|docx|pptx|ods|odt|odp|epub|numbers|kmz)$/i;

/** Whether a member of an archive is an archive itself, by its name or because its bytes begin like a zip. */
export const isInnerArchive = (path: string, isZip = false): boolean =>
  ARCHIVE_NAME.test(path) || (isZip && !DOCUMENT_NAME.test(path));

/** Every file below a folder, in a fixed order. Links are not followed: they could lead anywhere. */
export async function listFolder(root: string): Promise<Member[]> {
  const found: Member[] = [];
  await walk(root, '', 0, found);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function walk(root: string, below: string, depth: number, found: Member[]): Promise<void> {
  if (depth > MAX_DEPTH) throw new AppError('file-unreadable', { reason: 'too-deep' });
  const entries = await read(join(root, below));
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) await walk(root, path, depth + 1, found);
    else if (entry.isFile()) {
      if (found.length >= MAX_MEMBERS) throw new AppError('file-unreadable', { reason: 'too-many-members' });
      const about = await stat(join(root, path)).catch(() => null);
      // Gone since the folder was listed: as if it had never been there.
      if (about) found.push({ path, sizeBytes: about.size });
    }
  }
}

async function read(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw toFileError(error);
  }
}
