import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QUIET_SWITCHES } from '../../src-main/hosts/electron/security.ts';
import { buildHost } from '../standin/build-host.ts';
import type { Standin } from '../standin/launch.ts';
import { keepHost, withHost } from '../standin/with-host.ts';

// Every rule is seen twice: in force, and – taken out of the built host – no longer so. The second half proves that the
// stand-in itself refuses nothing.
let root = '';
beforeAll(async () => {
  root = await buildHost('security');
}, 60_000);

const run = <T>(without: string[], look: (host: Standin) => Promise<T>): Promise<T> =>
  withHost({ root, without }, look);

let shared: ReturnType<typeof keepHost> | undefined;
afterAll(() => shared?.close());
/** With every rule in force, on one host for all looks that leave it as it was. */
const inForce = async <T>(look: (host: Standin) => Promise<T>): Promise<T> => {
  shared ??= keepHost({ root });
  return look(await shared.host);
};

/** Lets the page try what its Content-Security-Policy would stop first, so that the layer behind is seen. */
async function bypassPolicy({ page }: Standin): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setBypassCSP', { enabled: true });
  await page.reload();
}

const permissionStates = ({ page }: Standin) =>
  page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as PermissionName[];
    const states = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
    return [...new Set(states.map(({ state }) => state))];
  });

describe('permissions and devices', () => {
  test('every permission is refused', async () => {
    expect(await inForce(permissionStates)).toEqual(['denied']);
  });
  test.each(['refusePermissionRequests', 'refusePermissionChecks'])('…because of %s', async (rule) => {
    expect(await run([rule], permissionStates)).toEqual(['granted']);
  });

  const device = ({ electron }: Standin) =>
    Promise.all(['hid', 'serial', 'usb'].map((kind) => electron.ask('device', kind, 'app://bundle')));
  test('no device is allowed, because of refuseDevices', async () => {
    await inForce(async (host) => {
      expect(await device(host)).toEqual([false, false, false]);
      expect(await host.electron.ask('pairing')).toEqual({ confirmed: false });
    });
    await run(['refuseDevices'], async (host) => expect(await device(host)).toEqual([true, true, true]));
  });

  test('no screen is shared, because of refuseScreenSharing', async () => {
    expect(await inForce(({ electron }) => electron.ask('capture'))).toBeNull();
    expect(await run(['refuseScreenSharing'], ({ electron }) => electron.ask('capture'))).toBeUndefined();
  });
});

describe('navigation', () => {
  const clickAway = async ({ page, electron }: Standin) => {
    await page.click('#out', { noWaitAfter: true });
    await page.waitForTimeout(300);
    const { requests } = await electron.facts();
    return { asked: requests.some(({ url }) => url.startsWith('https://outside.example')), at: page.url() };
  };
  test('a link leads nowhere, because of refuseNavigation', async () => {
    const held = await inForce(clickAway);
    expect(held.asked).toBe(false);
    expect(held.at).toMatch(/\/index\.html$/);
    expect((await run(['refuseNavigation'], clickAway)).asked).toBe(true);
  });

  test('our own files are no destination either, but the page may be loaded anew', async () => {
    await inForce(async ({ page }) => {
      await page.evaluate(() => {
        location.href = './assets/page.css';
      });
      await page.waitForTimeout(300);
      expect(page.url()).toMatch(/\/index\.html$/);
      await page.evaluate(() => Object.assign(window, { mark: 1 }));
      await page.evaluate(() => location.reload());
      await page.waitForFunction(() => !('mark' in window));
      expect(page.url()).toMatch(/\/index\.html$/);
    });
  });

  test('the page policy lets no frame in', async () => {
    await inForce(async ({ page, electron }) => {
      const before = (await electron.facts()).requests.length;
      const directive = await page.evaluate(
        () =>
          new Promise((resolve) => {
            document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
            const inner = document.createElement('iframe');
            inner.src = './index.html';
            document.body.append(inner);
          }),
      );
      expect(directive).toBe('frame-src');
      expect((await electron.facts()).requests).toHaveLength(before);
    });
  });

  // The browser refuses frames by the policy before it asks, so this layer is asked directly.
  test('…nor does refuseNavigation', async () => {
    const frame = ({ electron }: Standin) =>
      electron.ask('navigate', 1, { url: 'app://bundle/index.html', isMainFrame: false });
    expect(await inForce(frame)).toBe(true);
    expect(await run(['refuseNavigation'], frame)).toBe(false);
  });

  test('a redirect is refused', async () => {
    expect(
      await inForce((host) => host.electron.ask('redirect', 1, { url: 'app://bundle/index.html', isMainFrame: true })),
    ).toBe(true);
  });

  const popup = async ({ page, electron }: Standin) => {
    await page.evaluate(() => window.open('https://outside.example/popup'));
    await page.click('#tab');
    await expect.poll(() => electron.browser.popups.length).toBeGreaterThan(1);
    await page.waitForTimeout(300);
    return { actions: electron.browser.popups.map(({ action }) => action), pages: electron.context.pages().length };
  };
  test('no window is opened, because of refuseNewWindows', async () => {
    expect(await run([], popup)).toEqual({ actions: ['deny', 'deny'], pages: 1 });
    expect(await run(['refuseNewWindows'], popup)).toEqual({ actions: ['allow', 'allow'], pages: 3 });
  });

  const webview = ({ electron }: Standin) => electron.ask('attach-webview', 1, { src: 'https://outside.example/' });
  test('no webview is attached, because of refuseWebviews', async () => {
    expect(await inForce(webview)).toBe(true);
    expect(await run(['refuseWebviews'], webview)).toBe(false);
  });
});

describe('network', () => {
  const failureOf = async (host: Standin) => {
    await bypassPolicy(host);
    const failed = host.page.waitForEvent('requestfailed');
    const failure = failed.then((request) => request.failure()?.errorText);
    await host.page.evaluate(() => fetch('https://outside.example/pixel', { mode: 'no-cors' }).catch(() => undefined));
    return failure;
  };
  test('outside requests are cancelled, because of refuseOutsideRequests', async () => {
    expect(await run([], failureOf)).toContain('ERR_BLOCKED_BY_CLIENT');
    // Then the last net shows: no name resolves.
    expect(await run(['refuseOutsideRequests'], failureOf)).toContain('ERR_NAME_NOT_RESOLVED');
  });

  test('schemes other than ours are cancelled too', async () => {
    await run([], async ({ electron }) => {
      const cancelled = (url: string) => electron.ask('before-request', { url });
      for (const url of [
        'http://127.0.0.1:9/',
        'ws://127.0.0.1:9/',
        'ftp://a.example/',
        'file:///etc/hosts',
        'app://bundle.evil/',
        'app://other/',
      ])
        expect(await cancelled(url), url).toBe(true);
      for (const url of ['app://bundle/index.html', 'blob:app://bundle/1', 'data:text/plain,x'])
        expect(await cancelled(url), url).toBe(false);
    });
  });

  test('the page policy stops the request before that', async () => {
    await run([], async ({ page, electron }) => {
      const violation = page.evaluate(
        () =>
          new Promise((resolve) =>
            document.addEventListener('securitypolicyviolation', (e) => resolve(e.violatedDirective)),
          ),
      );
      await page.evaluate(() => fetch('https://outside.example/pixel').catch(() => undefined));
      expect(await violation).toBe('connect-src');
      expect((await electron.facts()).requests.every(({ url }) => url.startsWith('app://bundle/'))).toBe(true);
    });
  });

  test('no proxy and no certificate, because of connectDirectly, refuseCertificates, refuseCertificateErrors', async () => {
    const look = async ({ electron }: Standin) => ({
      proxy: (await electron.facts()).proxy,
      verified: await electron.ask('verify', 'outside.example'),
      error: await electron.ask('certificate-error', 'https://outside.example/'),
    });
    expect(await inForce(look)).toEqual({
      proxy: { mode: 'direct' },
      verified: -2,
      error: { prevented: true, trusted: false },
    });
    expect(await run(['connectDirectly', 'refuseCertificates', 'refuseCertificateErrors'], look)).toEqual({
      proxy: null,
      verified: -3,
      error: { prevented: false, trusted: null },
    });
  });

  test('spell check fetches nothing, because of turnOffSpellCheckDownloads', async () => {
    const look = async ({ electron }: Standin) => (await electron.facts()).spellChecker;
    expect(await inForce(look)).toEqual({ enabled: false, languages: [] });
    expect(await run(['turnOffSpellCheckDownloads'], look)).toEqual({ enabled: true, languages: null });
  });

  const candidates = async (host: Standin) => {
    const found = await host.page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const connection = new RTCPeerConnection();
          const seen: string[] = [];
          connection.onicecandidate = ({ candidate }) => (candidate ? seen.push(candidate.candidate) : resolve(seen));
          connection.createDataChannel('x');
          void connection.createOffer().then((offer) => connection.setLocalDescription(offer));
          setTimeout(() => resolve(seen), 3000);
        }),
    );
    return {
      found: found.filter((line) => line !== '').length,
      policy: (await host.electron.facts()).windows[0]?.webRtcPolicy,
    };
  };
  test('WebRTC finds no way out, because of turnOffBackgroundTraffic and keepWebRtcOffTheNetwork', async () => {
    expect(await inForce(candidates)).toEqual({ found: 0, policy: 'disable_non_proxied_udp' });
    const open = await run(['turnOffBackgroundTraffic', 'keepWebRtcOffTheNetwork'], candidates);
    expect(open.policy).toBe('default');
    expect(open.found).toBeGreaterThan(0);
  });

  test('the switches are set, because of turnOffBackgroundTraffic', async () => {
    const look = async ({ electron }: Standin) => (await electron.facts()).switches;
    expect(await inForce(look)).toEqual(QUIET_SWITCHES.map(([name, value = '']) => [name, value]));
    expect(await run(['turnOffBackgroundTraffic'], look)).toEqual([]);
  });
});

describe('the frame around the page', () => {
  test('every guarding preference is set', async () => {
    const { windows, sandboxed, schemes, menu } = await inForce(({ electron }) => electron.facts());
    expect(windows).toHaveLength(1);
    const { preload, additionalArguments, ...guards } = windows[0]?.options.webPreferences ?? {};
    expect(preload).toMatch(/preload\.cjs$/);
    expect(additionalArguments).toHaveLength(2);
    expect(guards).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      enableWebSQL: false,
      devTools: true,
    });
    expect(sandboxed).toBe(true);
    expect(schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
    expect(menu).toContain('copy');
    for (const role of ['reload', 'forceReload', 'toggleDevTools', 'help']) expect(menu).not.toContain(role);
  });

  test('…because of app.enableSandbox and setMinimalMenu', async () => {
    const { sandboxed, menu } = await run(['app.enableSandbox', 'setMinimalMenu'], ({ electron }) => electron.facts());
    expect(sandboxed).toBe(false);
    expect(menu).toBeNull();
  });

  test('a packaged app has no developer tools', async () => {
    const facts = await withHost({ root, packaged: true }, ({ electron }) => electron.facts());
    expect(facts.windows[0]?.options.webPreferences?.devTools).toBe(false);
  });

  test('the host uses no more of Electron than it needs', () => {
    const built = readFileSync(join(root, 'dist/main/electron.js'), 'utf8');
    const imported = [...built.matchAll(/import \{([^}]*)\} from ["']electron["']/g)].flatMap(([, names = '']) =>
      names.split(','),
    );
    // No shell, no crashReporter, no net, no autoUpdater, no desktopCapturer.
    expect(imported.map((name) => name.trim()).sort()).toEqual([
      'BrowserWindow',
      'Menu',
      'app',
      'dialog',
      'ipcMain',
      'protocol',
      'safeStorage',
      'screen',
      'session',
    ]);
    const preload = readFileSync(join(root, 'dist/preload/preload.cjs'), 'utf8');
    expect([...preload.matchAll(/require\(["']([^"']+)["']\)/g)].map(([, name]) => name)).toEqual(['electron']);
    expect(preload.length).toBeLessThan(4000);
  });
});
