import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import type { WatchedFile } from '../../shared/contract/imports.ts';
import { AppError } from '../../shared/errors.ts';
import { detectFile } from '../import/detect.ts';
import { fingerprint } from '../import/fingerprint.ts';
import { FORMATS } from '../import/formats/index.ts';
import { isHidden } from '../import/members.ts';
import { openSource } from '../import/source.ts';
import { hasContent } from '../store/tables/runs.ts';
import { getWatchFolder, ignoreWatched, isIgnored, setWatchFolder } from '../store/tables/watch.ts';
import type { QueryContext } from './context.ts';
import { resolveFile } from './files.ts';
import type { Group } from './handlers.ts';

/** A file that changed so recently may still be written. */
const SETTLED_MS = 3000;
const MAX_FILES = 200;
/** What browsers and systems call files that are not whole yet. */
const UNFINISHED = /\.(part|crdownload|download|tmp|partial)$/i;

async function watchedFile(context: QueryContext, folder: string, name: string): Promise<WatchedFile | null> {
  const path = join(folder, name);
  const about = await lstat(path);
  if (!about.isFile() || about.size === 0 || context.options.now() - about.mtimeMs < SETTLED_MS) return null;
  const print = await fingerprint(path);
  if (hasContent(context.db, print) || isIgnored(context.db, print)) return null;
  const opened = await openSource(path);
  try {
    const { candidates } = await detectFile(opened.head, FORMATS);
    const [best] = candidates;
    return best
      ? { file: `watch:${name}`, name, sizeBytes: about.size, modifiedMs: about.mtimeMs, title: best.title }
      : null;
  } finally {
    opened.close();
  }
}

async function listWatched(context: QueryContext, folder: string): Promise<WatchedFile[]> {
  const names = await readdir(folder).catch(() => [] as string[]);
  const found: WatchedFile[] = [];
  for (const name of names.sort()) {
    if (found.length >= MAX_FILES) break;
    if (isHidden(name) || UNFINISHED.test(name)) continue;
    // A file that went away meanwhile, or cannot be opened, is not offered.
    const seen = await watchedFile(context, folder, name).catch(() => null);
    if (seen) found.push(seen);
  }
  return found;
}

export const watch: Group<'watch'> = {
  'watch.list': async (context) => {
    const folder = getWatchFolder(context.db);
    return {
      folder: folder === '' ? '' : basename(folder),
      canChoose: context.options.allowPaths,
      files: folder === '' ? [] : await listWatched(context, folder),
    };
  },
  'watch.choose': async ({ db, options, audit }, { folder }) => {
    // A page in a browser must not be able to point at any folder of the computer.
    if (!options.allowPaths) throw new AppError('not-allowed-here');
    const isFolder =
      folder === '' ||
      (isAbsolute(folder) &&
        (await stat(folder).then(
          (about) => about.isDirectory(),
          () => false,
        )));
    if (!isFolder) throw new AppError('file-missing', { folder: true });
    setWatchFolder(db, folder);
    audit(folder === '' ? 'watch.stopped' : 'watch.started');
    return { folder: folder === '' ? '' : basename(folder) };
  },
  'watch.ignore': async ({ db, options }, { files }) => {
    const context = { ...options, watchFolder: getWatchFolder(db) };
    for (const file of files) {
      const print = await fingerprint(resolveFile(context, file)).catch((error: unknown) => {
        if (error instanceof AppError) throw error;
        throw new AppError('file-missing');
      });
      ignoreWatched(db, print);
    }
    return { ignored: files.length };
  },
};
