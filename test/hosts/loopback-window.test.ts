import { access, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { describe, expect, it, onTestFinished } from 'vitest';
import { appWindowFlags, withoutCrashFiles } from '../../src-main/hosts/loopback/app-window.ts';
import { type BrowserSearch, findBrowser, hasDisplay } from '../../src-main/hosts/loopback/browsers.ts';
import { claimInbox } from '../../src-main/hosts/loopback/inbox-folder.ts';
import { runServe, type Terminal } from '../../src-main/hosts/loopback/serve-command.ts';

const search = (platform: NodeJS.Platform, programs: string[], env: BrowserSearch['env'] = {}) =>
  findBrowser({ platform, env, home: '/home/ann', isProgram: (path) => programs.includes(path) });

describe('finding a browser', () => {
  it('looks in the usual places of each system', () => {
    expect(search('linux', ['/opt/b/chromium'], { PATH: '/opt/a:/opt/b' })).toBe('/opt/b/chromium');
    expect(search('linux', ['/usr/bin/microsoft-edge'])).toBe('/usr/bin/microsoft-edge');
    const mac = '/home/ann/Applications/Brave Browser.app/Contents/MacOS/Brave Browser';
    expect(search('darwin', [mac])).toBe(mac);
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    expect(search('win32', [edge], { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' })).toBe(edge);
    expect(search('linux', [])).toBeNull();
  });

  it('takes the named one first, when it is there', () => {
    const programs = ['/usr/bin/chromium', '/my/browser'];
    expect(search('linux', programs, { INGLENOOK_BROWSER: '/my/browser' })).toBe('/my/browser');
    expect(search('linux', programs, { INGLENOOK_BROWSER: '/not/there' })).toBe('/usr/bin/chromium');
  });

  it('never takes a program from the current folder', () => {
    expect(search('linux', ['chromium', './chromium', 'bin/chromium'], { PATH: ':.:bin' })).toBeNull();
  });

  it('knows when there is no display', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'darwin')).toBe(true);
  });
});

describe('the app window', () => {
  it('keeps to itself and keeps its sandbox', () => {
    const flags = appWindowFlags('http://127.0.0.1:1/?token=x', '/data/browser');
    expect(flags).toEqual(
      expect.arrayContaining([
        '--app=http://127.0.0.1:1/?token=x',
        '--user-data-dir=/data/browser',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-extensions',
        '--dns-prefetch-disable',
        '--proxy-server=127.0.0.1:9',
      ]),
    );
    expect(flags.join(' ')).not.toMatch(/sandbox|remote-debugging|disable-web-security|ignore-certificate/);
  });
});

describe('a page that crashes', () => {
  /** Crashes a page in the app window's browser; answers the crash files it left, anywhere. */
  async function crashFiles(browser: string, blocked: boolean): Promise<string[]> {
    const dir = await mkdtemp(join(tmpdir(), 'inglenook-crash-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
    const profile = join(dir, 'browser');
    const flags = appWindowFlags('about:blank', profile).filter((flag) => !flag.startsWith('--app='));
    const { BREAKPAD_DUMP_LOCATION: _place, ...env } = process.env;
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: browser,
      ignoreDefaultArgs: true,
      args: [...flags, '--headless=new', '--no-sandbox', '--remote-debugging-pipe', 'about:blank'],
      env: { ...env, HOME: dir, ...(blocked ? withoutCrashFiles(profile) : {}) } as Record<string, string>,
    });
    const page = context.pages()[0] ?? (await context.newPage());
    const crashed = page.waitForEvent('crash');
    page.goto('chrome://crash').catch(() => undefined);
    await crashed;
    await context.close();
    const found = await readdir(dir, { recursive: true, withFileTypes: true });
    return found.filter((entry) => entry.isFile() && entry.name.endsWith('.dmp')).map(({ name }) => name);
  }

  it('leaves no crash file, because of withoutCrashFiles', async ({ skip }) => {
    const browser = findBrowser() ?? chromium.executablePath();
    // Some builds of Chromium come without a crash handler: there is nothing to hold back.
    if ((await crashFiles(browser, false)).length === 0) skip('this browser writes no crash files at all');
    expect(await crashFiles(browser, true)).toEqual([]);
  });
});

describe('the inbox of a host', () => {
  it('is its own; what dead hosts left is removed, what living ones hold stays', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'inglenook-inbox-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    // Above the largest process id that any of our systems gives out.
    for (const name of ['999999999', 'stray', String(process.ppid)]) {
      await mkdir(join(dataDir, 'inbox', name, 'upload'), { recursive: true });
    }
    expect(await claimInbox(dataDir)).toBe(join(dataDir, 'inbox', String(process.pid)));
    await access(join(dataDir, 'inbox', String(process.ppid), 'upload'));
    for (const name of ['999999999', 'stray']) await expect(access(join(dataDir, 'inbox', name))).rejects.toThrow();
  });
});

describe('inglenook serve', () => {
  it.each([
    ['port', 'x'],
    ['port', '70000'],
    ['port', '-1'],
    ['keep', '1.5'],
    ['keep', ''],
  ])('refuses --%s "%s" before anything is opened', async (name, value) => {
    const terminal: Terminal = { print: () => undefined, complain: () => undefined, onStop: () => () => undefined };
    expect(await runServe({ [name]: value }, '/never/used', terminal)).toBe(2);
  });
});
