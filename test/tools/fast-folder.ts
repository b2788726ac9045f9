import { accessSync, constants, readFileSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';

const MEMORY_FOLDER = '/dev/shm';
/** What a run of all tests never comes near. */
const LEAST_BYTES = 6 * 1024 ** 3;

/**
 * A folder in memory for the data that tests write, or null where there is none with much room: hundreds of stores wait for the
 * disk at every commit. The tests also put programs there, so one that runs none is no use.
 */
export function fastFolder(): string | null {
  try {
    accessSync(MEMORY_FOLDER, constants.R_OK | constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY_FOLDER);
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === MEMORY_FOLDER);
    const runsPrograms = mount !== undefined && !mount.split(' ')[3]?.split(',').includes('noexec');
    return runsPrograms && Math.min(bavail * bsize, freemem()) > LEAST_BYTES ? MEMORY_FOLDER : null;
  } catch {
    return null;
  }
}
