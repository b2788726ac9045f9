import { closeSync, fstatSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';

const ZEROS = Buffer.alloc(1 << 20);

/** Overwrites an open file with zeros. What a solid-state disk or a copying file system keeps is out of reach. */
export function blank(handle: number): void {
  const { size } = fstatSync(handle);
  for (let at = 0; at < size; at += ZEROS.length) writeSync(handle, ZEROS, 0, Math.min(ZEROS.length, size - at), at);
  fsyncSync(handle);
}

/** Overwrites a file, then deletes it; nothing happens where there is none. */
export function shred(file: string): void {
  try {
    const handle = openSync(file, 'r+');
    try {
      blank(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  rmSync(file, { force: true });
}
