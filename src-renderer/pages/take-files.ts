import { createClient } from '../api/client.ts';
import { errorText } from '../api/error-text.ts';
import { type FileRef, type Taken, toFileRefs } from '../api/upload.ts';
import { type Arrival, addArrivals, setHanding } from '../state/arrivals.ts';
import { say } from '../state/notices.ts';
import { go } from '../state/place.ts';

/** What systems put into folders by themselves. */
const HIDDEN = /(^|\/)(\.|__MACOSX(\/|$)|Thumbs\.db$|desktop\.ini$)/i;

/** Opens folders: one export stays one, a heap of downloads becomes the files in it. */
async function opened(refs: readonly FileRef[]): Promise<Arrival[]> {
  const { files, notRead } = await createClient().call('imports.expand', { files: refs.map(({ ref }) => ref) });
  for (const why of new Set(notRead.map((entry) => entry.why))) {
    const same = notRead.filter((entry) => entry.why === why);
    const names = same.slice(0, 3).map(({ member }) => member);
    const more = same.length > 3 ? ` and ${same.length - 3} more` : '';
    say(`Not read: ${names.join(', ')}${more}. ${why}`);
  }
  const shown = new Map(refs.map(({ ref, name }) => [ref, name]));
  return files.map(({ file, name, set }) => ({
    ref: file,
    name: shown.get(file) ?? name,
    ...(set === undefined ? {} : { set }),
  }));
}

/** Takes files and folders that were dropped or chosen to the page Imports, where they are looked at before anything is stored. */
export async function takeFiles(taken: readonly Taken[]): Promise<void> {
  if (taken.length === 0) return;
  go('/imports');
  setHanding(0);
  try {
    addArrivals(await opened(await toFileRefs(taken, setHanding)));
  } catch (error) {
    const { what, safe, todo } = errorText(error);
    say(`${what} ${safe} ${todo}`, 'bad');
  } finally {
    setHanding(null);
  }
}

/** Files chosen one by one. */
export const asFiles = (files: Iterable<File>): Taken[] => [...files].map((file) => ({ file }));

/** A folder chosen as one: the browser gives its files with their paths, which begin with the folder's name. */
export function asFolders(files: Iterable<File>): Taken[] {
  const folders = new Map<string, { path: string; file: File }[]>();
  for (const file of files) {
    const [folder = '', ...steps] = file.webkitRelativePath.split('/');
    const path = steps.join('/');
    if (path === '' || HIDDEN.test(path)) continue;
    folders.set(folder, [...(folders.get(folder) ?? []), { path, file }]);
  }
  return [...folders].map(([folder, inside]) => ({ folder, files: inside }));
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  // A reader gives at most a hundred at a time.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    found.push(...some);
  }
}

async function walk(folder: FileSystemDirectoryEntry, below: string): Promise<{ path: string; file: File }[]> {
  const found: { path: string; file: File }[] = [];
  for (const entry of await entriesOf(folder)) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (HIDDEN.test(path)) continue;
    if (entry.isDirectory) found.push(...(await walk(entry as FileSystemDirectoryEntry, path)));
    else found.push({ path, file: await fileOf(entry as FileSystemFileEntry) });
  }
  return found;
}

/** Files and folders of a drop. The entries must be asked for at once: a drop's list is empty after the event. */
export function takenOfDrop(transfer: DataTransfer): Promise<Taken[]> {
  if (window.inglenook) return Promise.resolve(asFiles(transfer.files));
  const entries = [...transfer.items].map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  return Promise.all(
    entries.map(async ({ entry, file }): Promise<Taken[]> => {
      if (entry?.isDirectory) return [{ folder: entry.name, files: await walk(entry as FileSystemDirectoryEntry, '') }];
      return file ? [{ file }] : [];
    }),
  ).then((taken) => taken.flat());
}
