// Finds a Chromium for the tests, or installs one: a browser of this computer, else Playwright's own, else Debian's.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from '../../src-main/hosts/loopback/browsers.ts';

const APT = '/usr/bin/apt-get';
const INSTALL_MS = 600_000;

/** Whether a browser can really be started: a downloaded one may lack libraries of the system. */
function answers(path) {
  // On Windows `--version` would open a window.
  if (process.platform === 'win32') return existsSync(path);
  return existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

const playwrightsOwn = () => {
  const path = chromium.executablePath();
  return path && answers(path) ? path : null;
};

/** Path of a Chromium that is already there, or null. */
const installedBrowser = () => findBrowser() ?? playwrightsOwn();

/** Whether apt may be used: Debian or Ubuntu, as root. */
export function mayUseApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync(APT)) return false;
  const system = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(system);
}

/** Installs a Debian package; true when apt says it did. */
export function aptInstall(name) {
  const run = (...args) =>
    spawnSync(APT, args, {
      stdio: 'inherit',
      timeout: INSTALL_MS,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  return (
    run('install', '-y', '--no-install-recommends', name) ||
    (run('update') && run('install', '-y', '--no-install-recommends', name))
  );
}

/** Whether a program is on the search path. */
export const hasProgram = (name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)));

/** Path of a Chromium, installed now if need be; null when there is none to be had. */
export function findOrInstallBrowser() {
  const there = installedBrowser();
  if (there) return there;
  console.log('No Chrome, Chromium or Edge is installed here; asking Playwright for one.');
  spawnSync('npx playwright install chromium', { stdio: 'inherit', shell: true, timeout: INSTALL_MS });
  const fetched = playwrightsOwn();
  if (fetched) return fetched;
  if (mayUseApt() && aptInstall('chromium')) return installedBrowser();
  return null;
}
