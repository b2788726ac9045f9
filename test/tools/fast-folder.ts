import { accessSync, constants, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const MEMORY_FOLDER = '/dev/shm';
/** What a run of all tests never comes near. */
const LEAST_BYTES = 6 * 1024 ** 3;

/**
 * A fresh folder in memory for the data that tests write, removed when this process ends; null where there is none with much
 * room. On a disk hundreds of stores would wait for it at every commit. The tests also put programs there and run them.
 */
export function fastFolder(): string | null {
  try {
    accessSync(MEMORY_FOLDER, constants.R_OK | constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === MEMORY_FOLDER);
    const runsPrograms = mount !== undefined && !mount.split(' ')[3]?.split(',').includes('noexec');
    if (!runsPrograms || Math.min(bavail * bsize, freemem()) < LEAST_BYTES) return null;
    const folder = mkdtempSync(join(MEMORY_FOLDER, 'inglenook-tests-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
    return folder;
  } catch {
    return null;
  }
}
