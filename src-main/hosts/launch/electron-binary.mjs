import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';

const NAMES = {
  win32: 'electron.exe',
  darwin: join('Electron.app', 'Contents', 'MacOS', 'Electron'),
};

const isProgram = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * Path of Electron's binary, or null. Asks the disk, never the package itself: importing `electron` without a binary
 * would start a download.
 */
export function findElectron(root, env = process.env, platform = process.platform) {
  const folder = join(root, 'node_modules', 'electron');
  let name = NAMES[platform] ?? 'electron';
  try {
    name = readFileSync(join(folder, 'path.txt'), 'utf8').trim() || name;
  } catch {
    // Only there once a binary was installed; the usual name will do.
  }
  const path = join(env.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist'), name);
  return isProgram(path) ? path : null;
}

/**
 * Which host opens, and in one sentence why not Electron.
 * `wish` is `electron`, `browser` or undefined; answers { host, electron, why }.
 */
export function chooseHost({ wish, root, env, platform, isRoot }) {
  if (wish === 'browser') return { host: 'browser', electron: null, why: null };
  const electron = findElectron(root, env, platform);
  const display = platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  let why = null;
  if (!electron) why = 'the Electron program is not installed here';
  else if (!display) why = 'there is no display here';
  else if (isRoot && platform === 'linux') why = 'Electron does not run as root with its sandbox on';
  if (why === null) return { host: 'electron', electron, why };
  const sentence = `Inglenook cannot open in a window of its own because ${why}`;
  return wish === 'electron'
    ? { host: null, electron: null, why: `${sentence}.` }
    : { host: 'browser', electron: null, why: `${sentence}, so it runs in a browser instead.` };
}
