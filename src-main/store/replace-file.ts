import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { blank } from './shred.ts';

function syncFolder(folder: string): void {
  // Windows opens no folder.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Puts bytes in the place of a file, so that a crash leaves either the old or the new, and overwrites the old. What a solid-state
 * disk or a copying file system keeps of it is out of reach.
 */
export function replaceFile(file: string, bytes: Uint8Array): void {
  writeFileSync(`${file}.next`, bytes, { mode: 0o600, flush: true });
  // There a file that is open cannot be replaced.
  const old = process.platform !== 'win32' && existsSync(file) ? openSync(file, 'r+') : null;
  try {
    renameSync(`${file}.next`, file);
    syncFolder(dirname(file));
    if (old !== null) blank(old);
  } finally {
    if (old !== null) closeSync(old);
  }
}

/** A whole file; null where there is none. */
export const readFileOrNull = (file: string): Uint8Array | null => (existsSync(file) ? readFileSync(file) : null);
