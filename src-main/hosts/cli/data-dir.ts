import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** The folder of the store: as asked, or the operating system's place for app data. */
export function dataDirOf(asked: string | undefined): string {
  if (asked) return resolve(asked);
  if (process.platform === 'win32')
    return join(process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Inglenook');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Inglenook');
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'inglenook');
}
