import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { App } from 'electron';

/** Value of `--data DIR` or `--data=DIR`; null when not given. */
export function dataArgument(argv: readonly string[]): string | null {
  const at = argv.indexOf('--data');
  const next = at < 0 ? undefined : argv[at + 1];
  if (next !== undefined && next !== '') return next;
  const joined = argv.find((argument) => argument.startsWith('--data='))?.slice('--data='.length);
  return joined ? joined : null;
}

/**
 * The operating system's place for an app's data: the same folder that the launcher and the CLI use, so that all hosts open
 * one workspace (a test compares them). Electron's own `appData` is the configuration folder on Linux, not the data folder.
 */
export function defaultDataFolder(
  places: { appData: string; home: string; xdgDataHome: string | undefined },
  platform: NodeJS.Platform,
): string {
  if (platform === 'win32' || platform === 'darwin') return join(places.appData, 'Inglenook');
  const base = places.xdgDataHome?.startsWith('/') ? places.xdgDataHome : join(places.home, '.local', 'share');
  return join(base, 'inglenook');
}

/**
 * Decides the data folder, makes it, and keeps Chromium's own files (window preferences, local storage) inside it too.
 * Must run before Electron is ready; the single-instance lock is then one per data folder.
 */
export function moveIntoDataFolder(app: App, argv: readonly string[], cwd: string): string {
  const given = dataArgument(argv);
  const places = {
    appData: app.getPath('appData'),
    home: app.getPath('home'),
    xdgDataHome: process.env.XDG_DATA_HOME,
  };
  const dataDir = given === null ? defaultDataFolder(places, process.platform) : resolve(cwd, given);
  const shellDir = join(dataDir, 'window');
  mkdirSync(shellDir, { recursive: true, mode: 0o700 });
  app.setPath('userData', shellDir);
  app.setPath('sessionData', shellDir);
  return dataDir;
}
