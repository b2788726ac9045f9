import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** What is looked at to find a browser; given, so that every system can be tested on one. */
export interface BrowserSearch {
  env: Readonly<Record<string, string | undefined>>;
  platform: NodeJS.Platform;
  home: string;
  /** Whether a path is a program that can be started. */
  isProgram: (path: string) => boolean;
}

const LINUX_NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser-stable',
  'brave-browser',
];
const MAC_NAMES = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Brave Browser'];
const WINDOWS_PATHS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['BraveSoftware', 'Brave-Browser', 'Application', 'brave.exe'],
];

function candidates({ env, platform, home }: BrowserSearch): string[] {
  if (platform === 'win32') {
    const bases = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter((base) => base !== undefined);
    return WINDOWS_PATHS.flatMap((path) => bases.map((base) => win32.join(base, ...path)));
  }
  if (platform === 'darwin') {
    const folders = ['/Applications', posix.join(home, 'Applications')];
    return MAC_NAMES.flatMap((name) =>
      folders.map((folder) => posix.join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  }
  // Only absolute entries: an empty one would mean whatever lies in the current folder.
  const folders = [...(env.PATH ?? '').split(':'), '/usr/bin', '/usr/local/bin'].filter((dir) => dir.startsWith('/'));
  return LINUX_NAMES.flatMap((name) => folders.map((folder) => posix.join(folder, name)));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    // A snap is shut out of hidden folders, so it could not keep its window's profile in the data folder.
    return statSync(path).isFile() && !/(^|\/)snap(\/|$)/.test(realpathSync(path));
  } catch {
    return false;
  }
}

/** Path of an installed Chrome, Chromium, Edge or Brave; INGLENOOK_BROWSER goes first. Null when there is none. */
export function findBrowser(search: Partial<BrowserSearch> = {}): string | null {
  const full: BrowserSearch = { env: process.env, platform: process.platform, home: homedir(), isProgram, ...search };
  const named = full.env.INGLENOOK_BROWSER;
  return [...(named ? [named] : []), ...candidates(full)].find(full.isProgram) ?? null;
}

/** Whether a window could be shown at all. */
export function hasDisplay(env: BrowserSearch['env'], platform: NodeJS.Platform): boolean {
  return platform === 'win32' || platform === 'darwin' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}
