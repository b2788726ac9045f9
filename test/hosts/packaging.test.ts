import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { extractAll, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { Configuration } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staleParts } from '../../src-main/hosts/launch/build.mjs';
import type { CoreWorkerData, FromCore } from '../../src-main/workers/protocol.ts';
import { makeStubRuntime } from '../standin/stub-runtime.ts';
import { withHost } from '../standin/with-host.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const CONFIG = join(ROOT, 'electron-builder.yml');

// electron-builder's own reading and checking of its configuration.
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
interface Validator {
  getConfig(project: string, path: string, options: null): Promise<Configuration>;
  validateConfiguration(config: object, log: { isEnabled: boolean; add(): void }): Promise<void>;
}
const { getConfig, validateConfiguration } = builder('app-builder-lib/out/util/config/config') as Validator;
const quiet = { isEnabled: false, add: () => undefined };

describe('electron-builder.yml', () => {
  test('has an icon for each system, in the form that system reads', async () => {
    const config = await getConfig(ROOT, CONFIG, null);
    const start = (name: 'win' | 'mac' | 'linux') =>
      readFileSync(join(ROOT, String((config[name] as { icon: string }).icon)))
        .subarray(0, 4)
        .toString('latin1');
    expect(start('linux')).toBe('\u0089PNG');
    expect(start('win')).toBe('\0\0\u0001\0');
    expect(start('mac')).toBe('icns');
  });

  test('keeps to electron-builder’s schema, which refuses an unknown key', async () => {
    const config = await getConfig(ROOT, CONFIG, null);
    await validateConfiguration(config, quiet);
    await expect(validateConfiguration({ ...config, unknownKey: 1 }, quiet)).rejects.toThrow(/unknownKey/);
    const fuses = config.electronFuses;
    await expect(
      validateConfiguration({ ...config, electronFuses: { ...fuses, unknownFuse: true } }, quiet),
    ).rejects.toThrow(/electronFuses/);
  });

  test('makes the agreed packages, publishes nowhere and never updates itself', async () => {
    const config = await getConfig(ROOT, CONFIG, null);
    const targets = (name: 'win' | 'mac' | 'linux') =>
      (config[name] as { target: { target: string; arch: string[] }[] }).target.map(
        ({ target, arch }) => `${target} ${arch.join(' ')}`,
      );
    expect(targets('win')).toEqual(['nsis x64', 'portable x64']);
    expect(targets('mac')).toEqual(['dmg x64 arm64']);
    expect(targets('linux')).toEqual(['AppImage x64', 'deb x64']);
    expect(config['publish']).toBeNull();
    expect(config['npmRebuild']).toBe(false);
    const manifest = readFileSync(join(ROOT, 'package.json'), 'utf8');
    expect(manifest).not.toMatch(/electron-updater|update-electron-app/);
    // A deb cannot be made without them.
    expect(JSON.parse(manifest)).toMatchObject({
      homepage: expect.any(String),
      description: expect.any(String),
      author: expect.stringContaining('@'),
    });
  });
});

/** Files below a folder as `/a/b`, sorted. */
function filesIn(folder: string, base = folder): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) =>
      entry.isDirectory() ? filesIn(join(folder, entry.name), base) : [`/${relative(base, join(folder, entry.name))}`],
    )
    .sort();
}

// The package is made for the system it is then started on.
describe.skipIf(process.platform !== 'linux')('a packed Linux folder', () => {
  let folder = '';
  let app = '';
  let asar = '';
  let extracted = '';
  let inside: string[] = [];

  beforeAll(async () => {
    const stale = staleParts(ROOT);
    if (stale.length > 0)
      await run(process.execPath, [join(ROOT, 'src-main/hosts/launch/build.mjs'), ...stale], { cwd: ROOT });
    folder = mkdtempSync(join(tmpdir(), 'inglenook-pack-'));
    makeStubRuntime(join(folder, 'runtime'));
    const cli = builder.resolve('electron-builder/cli.js');
    const settings = [
      `--config.electronDist=${join(folder, 'runtime')}`,
      `--config.directories.output=${join(folder, 'release')}`,
    ];
    await run(process.execPath, [cli, '--linux', 'dir', `--${process.arch}`, '--config', CONFIG, ...settings], {
      cwd: ROOT,
    });
    const [unpacked = ''] = readdirSync(join(folder, 'release')).filter((name) => name.endsWith('unpacked'));
    app = join(folder, 'release', unpacked);
    asar = join(app, 'resources/app.asar');
    extracted = join(folder, 'extracted');
    extractAll(asar, extracted);
    inside = filesIn(extracted);
  }, 240_000);
  afterAll(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  test('holds what it should and nothing else', () => {
    const library = join(ROOT, 'node_modules/better-sqlite3-multiple-ciphers');
    const expected = [
      '/package.json',
      ...['main', 'preload', 'web'].flatMap((part) =>
        filesIn(join(ROOT, 'dist', part)).map((file) => `/dist/${part}${file}`),
      ),
      '/node_modules/better-sqlite3-multiple-ciphers/LICENSE',
      '/node_modules/better-sqlite3-multiple-ciphers/package.json',
      ...filesIn(join(library, 'lib')).map((file) => `/node_modules/better-sqlite3-multiple-ciphers/lib${file}`),
      `/node_modules/better-sqlite3-multiple-ciphers/prebuilds/linux-${process.arch}.node`,
    ].filter((file) => !file.endsWith('.map') && file !== '/dist/main/cli.js');
    expect(inside).toEqual(expected.sort());
    for (const entry of [
      '/dist/main/electron.js',
      '/dist/main/core.worker.js',
      '/dist/preload/preload.cjs',
      '/dist/web/index.html',
    ])
      expect(inside).toContain(entry);
    expect(inside.filter((file) => /\.(ts|tsx|map|md|db|sqlite|log|env)$/.test(file))).toEqual([]);
  });

  test('has nothing in it that could listen or connect', () => {
    const network = /(?:from|import\(|require\()\s*["'](?:node:)?(?:http|https|http2|net|tls|dgram|dns)["']/;
    const programs = inside.filter((file) => /^\/dist\/(main|preload)\/.*\.c?js$/.test(file));
    expect(programs.length).toBeGreaterThan(2);
    expect(programs.filter((file) => network.test(readFileSync(join(extracted, file), 'utf8')))).toEqual([]);
    // The same look finds the local server in what was left out.
    expect(network.test(readFileSync(join(ROOT, 'dist/main/cli.js'), 'utf8'))).toBe(true);
  });

  test('keeps only the shared library outside the archive', () => {
    expect(filesIn(`${asar}.unpacked`)).toEqual([
      `/node_modules/better-sqlite3-multiple-ciphers/prebuilds/linux-${process.arch}.node`,
    ]);
    const outside = listPackage(asar, { isPack: false }).filter((file) => {
      const stat = statFile(asar, file.slice(1), false);
      return 'unpacked' in stat && stat.unpacked === true && !('files' in stat);
    });
    expect(outside).toHaveLength(1);
  });

  test('tells the packaged program nothing about development', () => {
    const manifest = JSON.parse(readFileSync(join(extracted, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest['main']).toBe('dist/main/electron.js');
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(manifest).not.toHaveProperty('scripts');
  });

  test('has its fuses set', async () => {
    const wire = await getCurrentFuseWire(join(app, 'inglenook'));
    const state = (fuse: FuseV1Options) => wire[fuse];
    expect(state(FuseV1Options.RunAsNode)).toBe(FuseState.DISABLE);
    expect(state(FuseV1Options.EnableCookieEncryption)).toBe(FuseState.ENABLE);
    expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(FuseState.DISABLE);
    expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe(FuseState.DISABLE);
    expect(state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(FuseState.ENABLE);
    expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe(FuseState.ENABLE);
    expect(state(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot)).toBe(FuseState.DISABLE);
    expect(state(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(FuseState.DISABLE);
  });

  test('its worker starts from the archive under Node and answers', async () => {
    const dataDir = join(folder, 'data');
    const workerData: CoreWorkerData = {
      role: 'writer',
      dataDir,
      osKey: null,
      storeKey: null,
      board: new Int32Array(1),
      inboxDir: null,
      allowPaths: false,
    };
    const worker = new Worker(join(extracted, 'dist/main/core.worker.js'), { workerData });
    const next = () =>
      new Promise<FromCore>((resolve, reject) => {
        worker.once('message', resolve);
        worker.once('error', reject);
      });
    try {
      expect((await next()).type).toBe('ready');
      worker.postMessage({ type: 'call', id: 1, name: 'settings.save', input: { workspaceName: 'Packed' } });
      let reply = await next();
      while (reply.type !== 'reply') reply = await next();
      expect(reply).toMatchObject({ id: 1, reply: { ok: true, value: { workspaceName: 'Packed' } } });
      expect(statSync(join(dataDir, 'inglenook.db')).size).toBeGreaterThan(0);
    } finally {
      worker.postMessage({ type: 'close' });
      await new Promise((resolve) => worker.once('exit', resolve));
    }
  });

  test('its host opens its window on the stand-in', async () => {
    await withHost({ root: extracted, packaged: true }, async ({ page, electron }) => {
      expect(page.url()).toMatch(/\/index\.html(#.*)?$/);
      await expect.poll(() => page.locator('body').innerText()).not.toBe('');
      expect((await electron.facts()).windows[0]?.title).toBe('Inglenook');
    });
  });
});
