import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** The operating system's place for an app's data. */
export function defaultDataDir(env = process.env, platform = process.platform, home = homedir()) {
  if (platform === 'win32') return win32.join(env.APPDATA || win32.join(home, 'AppData', 'Roaming'), 'Inglenook');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Inglenook');
  // The XDG rules: a relative path is to be ignored.
  const base = env.XDG_DATA_HOME?.startsWith('/') ? env.XDG_DATA_HOME : posix.join(home, '.local', 'share');
  return posix.join(base, 'inglenook');
}
