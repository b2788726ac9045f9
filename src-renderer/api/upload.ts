import { AppError } from '../../shared/errors.ts';
import { readFrame } from './client.ts';

/** A file the core can be told about: its reference and the name to show. */
export interface FileRef {
  ref: string;
  name: string;
}

/** Share of all bytes that have been handed over, 0..1. In Electron nothing is copied, so it jumps to 1. */
export type Progress = (fraction: number) => void;

/** Turns files of a drop or a file dialog into references: paths in Electron, uploads to this computer's own host else. */
export async function toFileRefs(files: readonly File[], progress: Progress = () => {}): Promise<FileRef[]> {
  if (window.inglenook) {
    const paths = window.inglenook.pathsOf([...files]);
    return files.flatMap((file, i) => (paths[i] ? [{ ref: paths[i], name: file.name }] : []));
  }
  const total = files.reduce((sum, file) => sum + file.size, 0) || 1;
  const refs: FileRef[] = [];
  let before = 0;
  for (const file of files) {
    const done = before;
    const ref = await upload(file, (loaded) => progress((done + loaded) / total));
    refs.push({ ref, name: file.name });
    before += file.size;
    progress(before / total);
  }
  return refs;
}

/** XMLHttpRequest because fetch cannot report how much of a body has been sent. */
function upload(file: File, onBytes: (loaded: number) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/upload?name=${encodeURIComponent(file.name)}`);
    request.responseType = 'arraybuffer';
    request.upload.onprogress = ({ loaded }) => onBytes(loaded);
    request.onload = () => {
      try {
        resolve((readFrame(request.response as ArrayBuffer, request.status) as { file: string }).file);
      } catch (error) {
        reject(error);
      }
    };
    // A folder dropped on the window, or a file that vanished, fails here before a byte is sent.
    request.onerror = () => reject(new AppError('file-unreadable'));
    request.send(file);
  });
}
