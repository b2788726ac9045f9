import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { dataArgument, defaultDataFolder } from '../../src-main/hosts/electron/data-folder.ts';
import { minimalMenu } from '../../src-main/hosts/electron/menu.ts';
import { readOsKey } from '../../src-main/hosts/electron/os-key.ts';
import { readWindowState } from '../../src-main/hosts/electron/window.ts';
import { defaultDataDir } from '../../src-main/hosts/launch/data-dir.mjs';
import { findElectron } from '../../src-main/hosts/launch/electron-binary.mjs';
import { buildHost } from '../standin/build-host.ts';
import { HostEnded, launchReal, launchStandin, NoElectronBinary } from '../standin/launch.ts';
import type { SafeStorageScript } from '../standin/messages.ts';
import { createSafeStorage } from '../standin/safe-storage.ts';
import { withFolder, withHost } from '../standin/with-host.ts';

// What the preload puts on the page's window.
declare const inglenook: { call(name: string, input: unknown): Promise<unknown> };

let root = '';
beforeAll(async () => {
  root = await buildHost('life');
}, 60_000);

const GNOME: SafeStorageScript = { available: true, backend: 'gnome_libsecret', secret: 'ring one' };
const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };

describe('window', () => {
  test('comes back where it was, and maximized when it was', async () => {
    await withFolder(async (folder) => {
      const options = { root, dataDir: join(folder, 'data'), home: join(folder, 'home') };
      const bounds = { x: 210, y: 120, width: 1111, height: 707 };
      await withHost(options, async ({ electron }) => {
        await electron.ask('place', 1, bounds, true);
      });
      await withHost(options, async ({ electron }) => {
        const [window] = (await electron.facts()).windows;
        expect(window?.options).toMatchObject(bounds);
        expect(window?.maximized).toBe(true);
        await electron.ask('place', 1, { ...bounds, x: 300 }, false);
      });
      // What is stored is the place and nothing else.
      expect(JSON.parse(readFileSync(join(folder, 'data/window.json'), 'utf8'))).toEqual({
        ...bounds,
        x: 300,
        maximized: false,
      });
    });
  });

  test.each([
    ['off every screen', { x: 5000, y: 0, width: 900, height: 600, maximized: false }],
    ['above the screen', { x: 0, y: -500, width: 900, height: 600, maximized: false }],
    ['not a place', { x: 'left' }],
    ['more than a place', { x: 0, y: 0, width: 900, height: 600, maximized: false, title: 'x' }],
  ])('a stored place that is %s is not used', async (_why, stored) => {
    await withFolder(async (folder) => {
      expect(readWindowState(folder, [SCREEN])).toBeNull();
      writeFileSync(join(folder, 'window.json'), JSON.stringify(stored));
      expect(readWindowState(folder, [SCREEN])).toBeNull();
      writeFileSync(join(folder, 'window.json'), '{');
      expect(readWindowState(folder, [SCREEN])).toBeNull();
    });
  });

  test('is shown when ready, and its title does not follow the page', async () => {
    await withHost({ root }, async ({ page, electron }) => {
      expect(await page.title()).toBe('someone@example.org');
      const [window] = (await electron.facts()).windows;
      expect(window).toMatchObject({ title: 'Inglenook', shown: true });
    });
  });

  test('closing it ends the program after the store is closed', async () => {
    await withHost({ root }, async ({ electron }, dataDir) => {
      await electron.ask('close-window', 1).catch(() => undefined);
      expect(await electron.exited).toBe(0);
      // A store that was closed in order leaves no write-ahead log behind.
      expect(existsSync(join(dataDir, 'inglenook.db'))).toBe(true);
      expect(existsSync(join(dataDir, 'inglenook.db-wal'))).toBe(false);
    });
  });
});

describe('an error that nobody caught', () => {
  const SAID = 'no place for quenby.larkspurne@example.com';
  const failed = (without: string[]) =>
    withHost({ root, without }, async ({ electron }) => {
      await electron.ask('fail', SAID);
      return { code: await electron.exited, told: electron.stderr() };
    });
  test('ends the program with its place only, because of endQuietly', async () => {
    const { code, told } = await failed([]);
    expect(code).toBe(70);
    expect(told).toMatch(/error of its own: TypeError\n\s+at /);
    expect(told).not.toContain(SAID);
    // Here Electron would show message and stack in a dialog.
    expect((await failed(['endQuietly'])).told).toContain(SAID);
  });
});

describe('one instance per data folder', () => {
  test('a second launch ends and brings the first to the front', async () => {
    await withFolder(async (folder) => {
      const options = { root, dataDir: join(folder, 'data'), home: join(folder, 'home') };
      await withHost(options, async ({ electron }) => {
        await electron.ask('minimize', 1);
        await expect(launchStandin(options)).rejects.toBeInstanceOf(HostEnded);
        await expect.poll(async () => (await electron.facts()).windows[0]?.focused).toBe(1);
        // Another data folder is another workspace.
        await withHost({ ...options, dataDir: join(folder, 'other') }, async (other) => {
          expect((await other.electron.facts()).windows).toHaveLength(1);
        });
      });
      // When the first has gone, the next may start.
      await withHost(options, async ({ electron }) => expect((await electron.facts()).windows).toHaveLength(1));
    });
  });
});

describe('data folder', () => {
  test('is the one given, with Chromium’s own files inside it', async () => {
    await withHost({ root }, async ({ electron }, dataDir) => {
      expect((await electron.facts()).paths).toEqual({
        userData: join(dataDir, 'window'),
        sessionData: join(dataDir, 'window'),
      });
      if (process.platform !== 'win32') expect(statSync(dataDir).mode & 0o077).toBe(0);
    });
  });
  test('defaults to the place for app data', async () => {
    await withFolder(async (folder) => {
      const home = join(folder, 'home');
      await withHost({ root, home, args: [] }, async ({ electron }) => {
        expect((await electron.facts()).paths['userData']).toBe(join(home, '.local/share/inglenook/window'));
      });
    });
  });
  test('is by default the one that the launcher and the CLI open', () => {
    const mac = defaultDataFolder(
      { appData: '/u/Library/Application Support', home: '/u', xdgDataHome: undefined },
      'darwin',
    );
    expect(mac).toBe(defaultDataDir({}, 'darwin', '/u'));
    for (const xdgDataHome of [undefined, '/x', 'relative']) {
      const environment = xdgDataHome === undefined ? {} : { XDG_DATA_HOME: xdgDataHome };
      expect(defaultDataFolder({ appData: '/u/.config', home: '/u', xdgDataHome }, 'linux')).toBe(
        defaultDataDir(environment, 'linux', '/u'),
      );
    }
  });
  test('is read from the arguments', () => {
    expect(dataArgument(['a', '--data', 'x'])).toBe('x');
    expect(dataArgument(['a', '--data=y z'])).toBe('y z');
    for (const none of [[], ['--data'], ['--data='], ['--database', 'x']]) expect(dataArgument(none)).toBeNull();
  });
});

describe('key of the operating system', () => {
  const read = (folder: string, script: SafeStorageScript, platform: NodeJS.Platform = 'linux') =>
    readOsKey(createSafeStorage(script, () => true) as unknown as Electron.SafeStorage, folder, platform);

  test('is made once, sealed, and read again', async () => {
    await withFolder(async (folder) => {
      const first = await read(folder, GNOME);
      expect(first).toHaveLength(32);
      expect(await read(folder, GNOME)).toEqual(first);
      const stored = readFileSync(join(folder, 'os-key'));
      expect(stored.includes(Buffer.from(first ?? []))).toBe(false);
      expect(stored.includes(Buffer.from(first ?? []).toString('base64'))).toBe(false);
      if (process.platform !== 'win32') expect(statSync(join(folder, 'os-key')).mode & 0o077).toBe(0);
      expect(await read(folder, { ...GNOME, rotated: true })).toEqual(first);
    });
  });
  test.each([
    ['no key store', { ...GNOME, available: false }],
    ['a fixed password', { ...GNOME, backend: 'basic_text' as const }],
    ['an unknown store', { ...GNOME, backend: 'unknown' as const }],
  ])('is not made with %s', async (_why, script) => {
    await withFolder(async (folder) => {
      expect(await read(folder, script)).toBeNull();
      expect(existsSync(join(folder, 'os-key'))).toBe(false);
    });
  });
  test('the fixed password is a thing of Linux only', async () => {
    await withFolder(async (folder) => {
      expect(await read(folder, { ...GNOME, backend: 'basic_text' }, 'darwin')).toHaveLength(32);
    });
  });
  test('one that cannot be opened is left as it is', async () => {
    await withFolder(async (folder) => {
      const first = await read(folder, GNOME);
      const before = readFileSync(join(folder, 'os-key'));
      expect(await read(folder, { ...GNOME, secret: 'ring two' })).toBeNull();
      expect(readFileSync(join(folder, 'os-key'))).toEqual(before);
      expect(await read(folder, GNOME)).toEqual(first);
    });
  });

  const vaultOf = (safeStorage: SafeStorageScript) =>
    withHost({ root, safeStorage }, async ({ page }) => {
      const reply = (await page.evaluate(() => inglenook.call('app.status', {}))) as {
        value: { vault: unknown };
      };
      return reply.value.vault;
    });
  test('reaches the vault, and its absence does too', async () => {
    expect(await vaultOf(GNOME)).toEqual({ state: 'open', protection: 'os', sealed: false });
    expect(await vaultOf({ ...GNOME, backend: 'basic_text' })).toMatchObject({ protection: 'none' });
  });
});

test('the key store alone opens a workspace that is encrypted whole, and another one does not', async () => {
  await withFolder(async (folder) => {
    const options = { root, dataDir: join(folder, 'data'), home: join(folder, 'home') };
    const vaultIn = (safeStorage: SafeStorageScript, encrypt = false) =>
      withHost({ ...options, safeStorage }, async ({ page }) => {
        const ask = async () => {
          const reply = (await page.evaluate(() => inglenook.call('app.status', {}))) as
            | { ok: true; value: { vault: { sealed: boolean } } }
            | { ok: false; error: { code: string } };
          return reply.ok ? reply.value.vault : reply.error.code;
        };
        if (encrypt) {
          await page.evaluate(() => inglenook.call('vault.seal', {}));
          await expect.poll(ask, { timeout: 60_000 }).toMatchObject({ sealed: true });
        }
        return ask();
      });
    const open = { state: 'open', protection: 'os', sealed: true };
    expect(await vaultIn(GNOME, true)).toEqual(open);
    const head = readFileSync(join(folder, 'data/inglenook.db')).subarray(0, 15).toString('latin1');
    expect(head).not.toBe('SQLite format 3');
    expect(await vaultIn(GNOME)).toEqual(open);
    expect(await vaultIn({ ...GNOME, secret: 'ring two' })).toBe('workspace-locked');
    expect(await vaultIn({ ...GNOME, backend: 'basic_text' })).toBe('workspace-locked');
    expect(await vaultIn(GNOME)).toEqual(open);
  });
}, 180_000);

test('the menu offers no way out on any system', () => {
  for (const platform of ['linux', 'win32', 'darwin'] as const) {
    const roles = minimalMenu(platform).flatMap(({ submenu }) =>
      Array.isArray(submenu) ? submenu.map(({ role }) => role) : [],
    );
    expect(roles).toContain('quit');
    expect(
      roles.filter((role) => role && ['reload', 'forceReload', 'toggleDevTools', 'help', 'services'].includes(role)),
    ).toEqual([]);
  }
});

test.skipIf(findElectron(process.cwd()) !== null)(
  'without a binary, real Electron is refused by a name the runner knows',
  async () => {
    await expect(launchReal({ dataDir: 'unused' })).rejects.toBeInstanceOf(NoElectronBinary);
  },
);
