import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { METHOD_NAMES } from '../../shared/contract.ts';
import { isOurPage } from '../../src-main/hosts/electron/ipc.ts';
import { isAppUrl } from '../../src-main/hosts/electron/protocol.ts';
import { buildHost } from '../standin/build-host.ts';
import { launchStandin, type Standin } from '../standin/launch.ts';
import { withFolder, withHost } from '../standin/with-host.ts';

interface Bridge {
  call(name: string, input: unknown): Promise<{ ok: boolean; value: unknown; error?: { code: string } }>;
  on(event: string, listener: (payload: unknown) => void): () => void;
  pathsOf(files: File[]): Promise<string[]>;
}
// What the page of the test has on its window.
declare const inglenook: Bridge;
declare let heard: unknown[];
declare const chosen: string[];
declare let stop: () => void;

let root = '';
let host: Standin;
let finish: () => void = () => undefined;
let stopped: Promise<void>;
let folder = '';
beforeAll(async () => {
  root = await buildHost('bridge');
  await new Promise<void>((started, failed) => {
    stopped = withFolder(async (made) => {
      folder = made;
      host = await launchStandin({ dataDir: join(made, 'data'), home: join(made, 'home'), root });
      started();
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      await host.close();
    });
    stopped.catch(failed);
  });
}, 60_000);
afterAll(async () => {
  finish();
  await stopped;
}, 30_000);

describe('preload', () => {
  test('exposes exactly five functions, frozen, and nothing of Electron or Node', async () => {
    const seen = await host.page.evaluate(() => ({
      names: Object.entries(inglenook).map(([name, value]) => [name, typeof value]),
      frozen: Object.isFrozen(inglenook),
      replaced: Reflect.set(window, 'inglenook', {}),
      leaks: [
        'require',
        'process',
        'module',
        'electron',
        'ipcRenderer',
        'standinSend',
        'standinReceive',
        'Buffer',
      ].filter((name) => name in window),
    }));
    expect(seen).toEqual({
      names: [
        ['call', 'function'],
        ['takeBack', 'function'],
        ['on', 'function'],
        ['pathsOf', 'function'],
        ['chooseFolder', 'function'],
      ],
      frozen: true,
      replaced: false,
      leaks: [],
    });
  });

  test('answers a call of the contract', async () => {
    const reply = await host.page.evaluate(() => inglenook.call('app.status', {}));
    expect(reply).toMatchObject({ ok: true });
  });

  test.each(['app.nothing', '__proto__', 'constructor', '', 'toString'])(
    'refuses the unknown name %j itself',
    async (name) => {
      const reply = await host.page.evaluate((given) => inglenook.call(given, {}), name);
      expect(reply).toEqual({ ok: false, error: { code: 'unknown-method', facts: {} } });
      // It never left the preload; a known name did.
      expect(host.electron.browser.invoked).not.toContainEqual(['api', name]);
      expect(host.electron.browser.invoked).toContainEqual(['api', 'app.status']);
    },
  );

  test('knows every method of the contract and no other', async () => {
    const { windows } = await host.electron.facts();
    expect(windows[0]?.options.webPreferences?.additionalArguments).toContain(
      `--inglenook-methods=${METHOD_NAMES.join(',')}`,
    );
  });

  test('passes on events of the contract only, until told to stop', async () => {
    const { page, electron } = host;
    await page.evaluate(() => {
      heard = [];
      stop = inglenook.on('jobs.progress', (payload) => heard.push(payload));
      inglenook.on('other', (payload) => heard.push(payload));
    });
    const link = electron.browser.windows.get(1)?.link;
    await link?.send('events', ['jobs.progress', { id: 1 }]);
    await link?.send('events', ['other', { id: 2 }]);
    await link?.send('elsewhere', ['jobs.progress', { id: 3 }]);
    await page.evaluate(() => stop());
    await link?.send('events', ['jobs.progress', { id: 4 }]);
    expect(await page.evaluate(() => heard)).toEqual([{ id: 1 }]);
  });

  test('no function escapes through a call', async () => {
    const refused = await host.page.evaluate(() =>
      inglenook.call('app.status', { run: () => 1 }).then(() => 'passed', String),
    );
    expect(refused).toMatch(/could not be cloned/);
  });

  test('gives the paths of chosen files, and none of made-up ones', async () => {
    mkdirSync(join(folder, 'chosen'));
    const files = ['a.csv', 'b.csv'].map((name) => join(folder, 'chosen', name));
    for (const file of files) writeFileSync(file, `${file}\n`);
    await host.page.setInputFiles('input', files);
    await expect.poll(() => host.page.evaluate(() => chosen)).toEqual(files);
    expect(await host.page.evaluate(() => inglenook.pathsOf([new File(['x'], 'a.csv')]))).toEqual(['']);
    expect(
      await host.page.evaluate(() =>
        inglenook.pathsOf(['x' as unknown as File]).then(
          () => '',
          (error: unknown) => String(error),
        ),
      ),
    ).toMatch(/File/);
  });
});

describe('ipc', () => {
  const from = (url: string, isTop = true, name: unknown = 'app.status') =>
    host.electron.ask('invoke', 1, { url, isTop }, 'api', [name, {}]) as Promise<{
      ok: boolean;
      error?: { code: string };
    }>;

  test('answers the top frame of our page', async () => {
    expect((await from('app://bundle/index.html')).ok).toBe(true);
  });
  test.each([
    ['https://outside.example/', true],
    ['app://bundle.outside.example/', true],
    ['app://other/index.html', true],
    ['file:///index.html', true],
    ['about:blank', true],
    ['', true],
    ['app://bundle/index.html', false],
  ])('refuses the sender %s (top: %s)', async (url, isTop) => {
    expect(await from(url, isTop)).toMatchObject({ ok: false, error: { code: 'not-allowed-here' } });
  });
  test('refuses a sender that is gone', async () => {
    expect(await host.electron.ask('invoke', 1, null, 'api', ['app.status', {}])).toMatchObject({
      error: { code: 'not-allowed-here' },
    });
    expect(isOurPage(null)).toBe(false);
  });
  test.each([['app.nothing'], ['__proto__'], [7], [{}], [null]])('refuses the name %j', async (name) => {
    expect(await from('app://bundle/index.html', true, name)).toMatchObject({
      ok: false,
      error: { code: 'unknown-method' },
    });
  });
  test('says why when the core could not start', async () => {
    await withFolder(async (made) => {
      const dataDir = join(made, 'data');
      mkdirSync(dataDir);
      writeFileSync(
        join(dataDir, 'inglenook.db'),
        'this is no database, and long enough to be read as a header of one',
      );
      await withHost({ root, dataDir, home: join(made, 'home') }, async ({ page }) => {
        const reply = await page.evaluate(() => inglenook.call('app.status', {}));
        expect(reply).toMatchObject({ ok: false, error: { code: 'store-damaged' } });
      });
    });
  });
});

describe('app protocol', () => {
  const ask = (url: string, method = 'GET') =>
    host.electron.ask('serve', 'app', { url, method }) as Promise<{
      status: number;
      headers: [string, string][];
      body: Uint8Array;
    }>;

  test('serves the page with the policy and no guessing of types', async () => {
    const { status, headers, body } = await ask('app://bundle/index.html');
    const header = new Map(headers);
    expect(status).toBe(200);
    expect(header.get('content-type')).toBe('text/html; charset=utf-8');
    expect(header.get('x-content-type-options')).toBe('nosniff');
    expect(header.get('referrer-policy')).toBe('no-referrer');
    const policy = header.get('content-security-policy') ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(policy.split('; ').sort()).toEqual(
      [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].sort(),
    );
    expect(Buffer.from(body).toString()).toContain(`nonce="${nonce}"`);
    expect(new Map((await ask('app://bundle/index.html')).headers).get('content-security-policy')).not.toBe(policy);
  });

  test('every refusal carries the policy too', async () => {
    const { status, headers } = await ask('app://bundle/nothing.html');
    expect(status).toBe(404);
    expect(new Map(headers).get('content-security-policy')).toContain("default-src 'none'");
  });

  test.each([
    'app://bundle/../secret.txt',
    'app://bundle/%2e%2e/secret.txt',
    'app://bundle/..%2fsecret.txt',
    'app://bundle/%2e%2e%2fsecret.txt',
    'app://bundle/..\\secret.txt',
    'app://bundle/assets/../../secret.txt',
    'app://bundle/assets/..%2f..%2f..%2fpackage.json',
    'app://bundle//etc/passwd',
    'app://bundle/index.html%00.css',
    'app://bundle/assets',
    'app://bundle/',
    'app://other/index.html',
  ])('finds nothing at %s', async (url) => {
    expect((await ask(url)).status).toBe(404);
  });

  test('serves nothing but reading', async () => {
    expect((await ask('app://bundle/index.html', 'POST')).status).toBe(405);
    const head = await ask('app://bundle/index.html', 'HEAD');
    expect([head.status, head.body.length]).toEqual([200, 0]);
  });

  test('inline script does not run, our style does', async () => {
    const seen = await host.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.inlined = true';
      document.head.append(script);
      const style = document.createElement('style');
      style.textContent = 'h1 { letter-spacing: 1px }';
      document.head.append(style);
      const heading = document.querySelector('h1') as Element;
      return {
        inlined: 'inlined' in window,
        spacing: getComputedStyle(heading).letterSpacing,
        colour: getComputedStyle(heading).color,
      };
    });
    expect(seen).toEqual({ inlined: false, spacing: '7px', colour: 'rgb(1, 2, 3)' });
  });

  test('an address is ours by its parsed parts', () => {
    expect(isAppUrl('app://bundle/index.html')).toBe(true);
    for (const url of [
      'app://bundle.evil/',
      'app://bundle:1/',
      'app://user@bundle.evil/',
      'https://bundle/',
      'app:bundle',
      '',
    ])
      expect(isAppUrl(url), url).toBe(false);
  });
});
