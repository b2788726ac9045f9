import { AppError } from '../../shared/errors.ts';
import { readFrame } from './client.ts';

/** A file the core can be told about: its reference and the name to show. */
export interface FileRef {
  ref: string;
  name: string;
}

/** What was chosen: a file, or a folder with the files in it and their paths below it. */
export type Taken = { file: File } | { folder: string; files: { path: string; file: File }[] };

/** Share of all bytes that have been handed over, 0..1. In Electron nothing is copied, so it jumps to 1. */
export type Progress = (fraction: number) => void;

/** Turns what was dropped or chosen into references: paths in Electron, uploads to this computer's own host else. */
export async function toFileRefs(taken: readonly Taken[], progress: Progress = () => {}): Promise<FileRef[]> {
  if (window.inglenook) return (await Promise.all(taken.map((one) => pathOf(one)))).flat();
  const total = taken.reduce((sum, one) => sum + filesOf(one).reduce((size, { file }) => size + file.size, 0), 0) || 1;
  const refs: FileRef[] = [];
  let before = 0;
  for (const one of taken) {
    let into: string | undefined;
    for (const { path, file } of filesOf(one)) {
      const done = before;
      const query = new URLSearchParams({ name: 'folder' in one ? one.folder : file.name });
      if ('folder' in one) query.set('path', path);
      if (into !== undefined) query.set('into', into);
      into = await upload(file, query, (loaded) => progress((done + loaded) / total));
      before += file.size;
      progress(before / total);
    }
    if (into !== undefined) refs.push({ ref: into, name: 'folder' in one ? one.folder : one.file.name });
  }
  return refs;
}

const filesOf = (taken: Taken): { path: string; file: File }[] =>
  'folder' in taken ? taken.files : [{ path: taken.file.name, file: taken.file }];

/** In Electron a file has a path; a folder's is that of a file in it, less its path below the folder. */
async function pathOf(taken: Taken): Promise<FileRef[]> {
  const [first] = filesOf(taken);
  if (!first) return [];
  const [path] = (await window.inglenook?.pathsOf([first.file])) ?? [];
  if (!path) return [];
  if (!('folder' in taken)) return [{ ref: path, name: taken.file.name }];
  return [{ ref: path.slice(0, path.length - first.path.length - 1), name: taken.folder }];
}

/** XMLHttpRequest because fetch cannot report how much of a body has been sent. */
function upload(file: File, query: URLSearchParams, onBytes: (loaded: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/upload?${query}`);
    request.responseType = 'arraybuffer';
    request.upload.onprogress = ({ loaded }) => onBytes(loaded);
    request.onload = () => {
      try {
        resolve((readFrame(request.response as ArrayBuffer, request.status) as { file: string }).file);
      } catch (error) {
        reject(error);
      }
    };
    // A file that vanished fails here before a byte is sent.
    request.onerror = () => reject(new AppError('file-unreadable'));
    request.send(file);
  });
}
