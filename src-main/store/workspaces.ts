import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A workspace as the list of them knows it. */
export interface WorkspaceEntry {
  id: string;
  name: string;
  kind: 'own' | 'adviser';
}

interface WorkspaceList {
  /** Opened last, for the next start of a window. */
  last: string;
  /** The main workspace as it was named last; null until somebody names it. */
  main: WorkspaceEntry | null;
  entries: WorkspaceEntry[];
}

export const MAIN_WORKSPACE = 'main';
const LIST_FILE = 'workspaces.json';
const FOLDER = 'workspaces';
const ID = /^[0-9a-f]{12}$/;

/** Folder of a workspace's store, given the data folder of the app. */
export const folderOf = (rootDir: string, id: string): string =>
  id === MAIN_WORKSPACE ? rootDir : join(rootDir, FOLDER, id);

const isEntry = (value: unknown, ids: RegExp = ID): value is WorkspaceEntry =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'name' in value &&
  'kind' in value &&
  typeof value.id === 'string' &&
  ids.test(value.id) &&
  typeof value.name === 'string' &&
  (value.kind === 'own' || value.kind === 'adviser');

/** Id of the workspace asked for by id or name, `last` for the one a window showed last; null when there is none. */
export function findWorkspace(rootDir: string, asked = MAIN_WORKSPACE): string | null {
  if (asked === MAIN_WORKSPACE) return MAIN_WORKSPACE;
  const { last, entries } = readWorkspaces(rootDir);
  if (asked === 'last') return last;
  const name = asked.trim().toLowerCase();
  return entries.find((entry) => entry.id === asked || entry.name.toLowerCase() === name)?.id ?? null;
}

/** The list, without what cannot be read of it; only the main workspace when there is no list. */
export function readWorkspaces(rootDir: string): WorkspaceList {
  const file = join(rootDir, LIST_FILE);
  const none: WorkspaceList = { last: MAIN_WORKSPACE, main: null, entries: [] };
  if (!existsSync(file)) return none;
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as { last?: unknown; main?: unknown; entries?: unknown };
    const entries = Array.isArray(stored.entries) ? stored.entries.filter((entry) => isEntry(entry)) : [];
    const known = entries.some(({ id }) => id === stored.last);
    const main = isEntry(stored.main, /^main$/) ? stored.main : null;
    return { last: known ? String(stored.last) : MAIN_WORKSPACE, main, entries };
  } catch {
    return none;
  }
}

function writeWorkspaces(rootDir: string, list: WorkspaceList): void {
  const file = join(rootDir, LIST_FILE);
  writeFileSync(`${file}.next`, JSON.stringify(list), { mode: 0o600, flush: true });
  renameSync(`${file}.next`, file);
}

/** Notes a new workspace and makes its folder. */
export function addWorkspace(rootDir: string, entry: WorkspaceEntry): void {
  mkdirSync(folderOf(rootDir, entry.id), { recursive: true, mode: 0o700 });
  const list = readWorkspaces(rootDir);
  writeWorkspaces(rootDir, { ...list, entries: [...list.entries, entry] });
}

/** Notes the name and kind that a workspace has now. */
export function renameWorkspace(rootDir: string, { id, name, kind }: WorkspaceEntry): void {
  const list = readWorkspaces(rootDir);
  const { main, entries } = list;
  if (id === MAIN_WORKSPACE) {
    if (main?.name !== name || main.kind !== kind) writeWorkspaces(rootDir, { ...list, main: { id, name, kind } });
    return;
  }
  if (!entries.some((entry) => entry.id === id && (entry.name !== name || entry.kind !== kind))) return;
  writeWorkspaces(rootDir, {
    ...list,
    entries: entries.map((entry) => (entry.id === id ? { id, name, kind } : entry)),
  });
}

/** Notes which workspace a window shows, for its next start. */
export function noteOpened(rootDir: string, id: string): void {
  const list = readWorkspaces(rootDir);
  if (list.last !== id) writeWorkspaces(rootDir, { ...list, last: id });
}

/** Deletes a workspace's folder and its entry. */
export function deleteWorkspace(rootDir: string, id: string): void {
  const list = readWorkspaces(rootDir);
  writeWorkspaces(rootDir, {
    ...list,
    last: list.last === id ? MAIN_WORKSPACE : list.last,
    entries: list.entries.filter((entry) => entry.id !== id),
  });
  rmSync(folderOf(rootDir, id), { recursive: true, force: true });
}

const RESTORING = 'restoring';

/** Makes the folder of a workspace that is being restored, and marks it: cut off, it may hold people who were erased since. */
export function beginRestoring(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, RESTORING), '', { flush: true });
}

/** All that had to be done before somebody may see it was done. */
export const endRestoring = (folder: string): void => rmSync(join(folder, RESTORING));

/** Removes what a restoring left that was cut off. */
export function sweepRestores(rootDir: string): void {
  const folders = join(rootDir, FOLDER);
  if (!existsSync(folders)) return;
  for (const id of readdirSync(folders).filter((name) => ID.test(name)))
    if (existsSync(join(folders, id, RESTORING))) rmSync(join(folders, id), { recursive: true, force: true });
}
