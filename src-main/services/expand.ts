import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Expanded } from '../../shared/contract/imports.ts';
import { AppError } from '../../shared/errors.ts';
import { archivePart, inParts } from '../import/archive-parts.ts';
import { detectFile } from '../import/detect.ts';
import { FORMATS } from '../import/formats/index.ts';
import { isHidden } from '../import/members.ts';
import { openSource } from '../import/source.ts';
import { getWatchFolder } from '../store/tables/watch.ts';
import type { QueryContext } from './context.ts';
import { resolveFile } from './files.ts';

/** A folder that a format is this sure of is one export, not a heap of files. */
const SURE = 0.9;
/** Enough to take a file for something by itself. */
const LIKELY = 0.5;
const MAX_DEPTH = 6;
const MAX_FILES = 2000;
/** Numbers in names can be anything: no endless list of what may be missing. */
const MAX_MISSING = 50;
const MISSING = 'Missing: the other parts of this export are here, this one is not. What it holds is not imported.';

interface Seen {
  format: string | null;
  score: number;
}

async function look(path: string): Promise<Seen> {
  try {
    const opened = await openSource(path);
    try {
      const { candidates } = await detectFile(opened.head, FORMATS);
      return { format: candidates[0]?.format ?? null, score: candidates[0]?.confidence ?? 0 };
    } finally {
      opened.close();
    }
  } catch (error) {
    if (error instanceof AppError) return { format: null, score: 0 };
    throw error;
  }
}

interface Child extends Seen {
  file: string;
  path: string;
  name: string;
  isFolder: boolean;
}

async function childrenOf(file: string, path: string): Promise<Child[]> {
  const entries = (await readdir(path, { withFileTypes: true })).filter(
    (entry) => !isHidden(entry.name) && (entry.isFile() || entry.isDirectory()),
  );
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const children: Child[] = [];
  for (const entry of entries.slice(0, MAX_FILES)) {
    const inside = join(path, entry.name);
    children.push({
      file: file.startsWith('upload:') ? `${file}/${entry.name}` : inside,
      path: inside,
      name: entry.name,
      isFolder: entry.isDirectory(),
      ...(await look(inside)),
    });
  }
  return children;
}

const groupOf = (format: string | null): string => FORMATS.find(({ id }) => id === format)?.group ?? '';
/** Formats that take any table, or any heap of logs, say little about the folder they lie in. */
const isTelling = (format: string | null): boolean => !['', 'any', 'web-log'].includes(groupOf(format));

/**
 * Whether a folder is one export as a whole. Not when the export is a folder inside it, beside files that are something by
 * themselves; nor when one file of many makes it look like one.
 */
function isOneExport(whole: Seen, children: readonly Child[]): boolean {
  const others = children.filter(({ format, score }) => format !== null && format !== whole.format && score >= LIKELY);
  // An export of which little is used is still one, and not a heap of tables to be guessed at.
  if (whole.score < SURE)
    return isTelling(whole.format) && whole.score >= LIKELY && !others.some(({ format }) => isTelling(format));
  const group = groupOf(whole.format);
  // Tables are read one by one; only archives of social networks hold files that would be something else elsewhere.
  if (group === 'any' || (group !== 'social' && others.length > 0)) return false;
  const inner = children.find(
    ({ isFolder, format, score }) => isFolder && format === whole.format && score >= whole.score - 0.01,
  );
  return !inner || others.length === 0;
}

const UNTOLD = 'A table, but nothing in it tells what it holds. Import it by itself to say what its columns are.';
/** A table that only its owner could say the meaning of: not to be guessed at in a heap of files. */
const isUntold = ({ format, score }: Seen): boolean =>
  score < LIKELY * 0.8 && FORMATS.some(({ id, needsMapping }) => id === format && needsMapping);

interface Found extends Expanded {
  /** The tables among what is not read that their owner could name. */
  untold: { file: string; name: string }[];
}

async function expandFolder(found: Found, file: string, path: string, name: string, depth: number): Promise<void> {
  const children = await childrenOf(file, path);
  const whole = await look(path);
  if (isOneExport(whole, children)) {
    found.files.push({ file, name });
    return;
  }
  const before = found.files.length;
  for (const child of children) {
    if (found.files.length >= MAX_FILES) break;
    if (!child.isFolder && isUntold(child)) {
      found.notRead.push({ member: child.name, why: UNTOLD });
      found.untold.push({ file: child.file, name: child.name });
    } else if (child.isFolder && depth < MAX_DEPTH)
      await expandFolder(found, child.file, child.path, child.name, depth + 1);
    else if (!child.isFolder && child.format !== null) found.files.push({ file: child.file, name: child.name });
    else if (!child.isFolder) found.notRead.push({ member: child.name, why: 'Of no kind that Inglenook knows.' });
  }
  // A heap in which nothing is anything by itself, but which some format takes as a whole.
  if (found.files.length === before && whole.score > 0 && !isUntold(whole)) found.files.push({ file, name });
}

/** A folder in which nothing is known: its only table, for its owner to name, or itself, to be refused in words. */
function settleUnknown(found: Found, folder: { file: string; name: string }): void {
  const [table, ...others] = found.untold;
  if (!table || others.length > 0 || found.notRead.length > 1) found.files.push(folder);
  else {
    found.files.push(table);
    found.notRead = [];
  }
}

/**
 * Folders as the files to look at: a folder that is one export stays one, a heap of downloads becomes its files. What is in
 * there and of no known kind is listed. Files stay as they are. Parts of one export come in their order, missing ones are told.
 */
export async function expandFiles({ db, options }: QueryContext, files: readonly string[]): Promise<Expanded> {
  const all: Expanded = { files: [], notRead: [] };
  for (const file of files) {
    const path = resolveFile({ ...options, watchFolder: getWatchFolder(db) }, file);
    const name = path.split(/[\\/]/).at(-1) ?? '';
    const isFolder = await stat(path).then(
      (about) => about.isDirectory(),
      () => false,
    );
    if (!isFolder) {
      all.files.push({ file, name });
      continue;
    }
    const found: Found = { files: [], notRead: [], untold: [] };
    await expandFolder(found, file, path, name, 0);
    if (found.files.length === 0) settleUnknown(found, { file, name });
    all.files.push(...found.files);
    all.notRead.push(...found.notRead);
  }
  const { files: ordered, missing } = inParts(all.files);
  const absent = missing.slice(0, MAX_MISSING).map((member) => ({ member, why: MISSING }));
  const sets = Map.groupBy(ordered, ({ name }) => archivePart(name)?.set ?? '');
  const offered = ordered.map((file) => {
    const set = archivePart(file.name)?.set ?? '';
    return set !== '' && (sets.get(set)?.length ?? 0) > 1 ? { ...file, set } : file;
  });
  return { files: offered, notRead: [...all.notRead, ...absent] };
}
