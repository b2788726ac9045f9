import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, test as base, expect, type Page } from '@playwright/test';
import { findElectron } from '../../src-main/hosts/launch/electron-binary.mjs';
import { ROOT } from '../../src-main/hosts/launch/prepare.mjs';
import { launchReal, launchStandin } from '../standin/launch.ts';
import { browserPath, launchChromium } from './chromium.ts';
import { startServe } from './loopback-app.ts';
import { watchPage } from './watch-page.ts';

/** Which host a project runs on. */
export interface HostOptions {
  host: 'loopback' | 'standin' | 'electron';
}

interface OpenApp {
  page: Page;
  isOwn(url: string): boolean;
  close(): Promise<void>;
}

interface Fixtures extends HostOptions {
  /** Fresh and empty; removed afterwards. */
  dataDir: string;
  /** Already open on the app. The test fails on any console error, thrown error, policy violation or outside request. */
  page: Page;
}

interface Shared {
  /** Started by the first test that wants it: the Electron projects bring their own browser. */
  sharedBrowser: () => Promise<Browser>;
}

async function openLoopback(dataDir: string, browser: Browser): Promise<OpenApp> {
  const served = await startServe(dataDir);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(served.url);
  const { origin } = new URL(served.url);
  return {
    page,
    isOwn: (url) => new URL(url).origin === origin || /^(data|blob):/.test(url),
    async close() {
      await context.close();
      const code = await served.close();
      expect(served.stderr(), 'the host writes no errors').not.toContain('internal error');
      expect(code, 'the host closes cleanly').toBe(0);
    },
  };
}

// The stand-in and Electron cancel outside requests themselves; their own tests prove that.
const anywhere = () => true;

async function openApp(host: HostOptions['host'], dataDir: string, browser: Shared['sharedBrowser']): Promise<OpenApp> {
  if (host === 'loopback') return openLoopback(dataDir, await browser());
  if (host === 'electron') return { ...(await launchReal({ dataDir })), isOwn: anywhere };
  return { ...(await launchStandin({ dataDir, chromium: browserPath() })), isOwn: anywhere };
}

export const test = base.extend<Fixtures, Shared>({
  host: ['loopback', { option: true }],
  sharedBrowser: [
    // Playwright reads which fixtures are needed from the first parameter's pattern; this one needs none.
    async ({ browserName: _unused }, use) => {
      let browser: Promise<Browser> | undefined;
      await use(() => {
        browser ??= launchChromium();
        return browser;
      });
      await (await browser)?.close();
    },
    { scope: 'worker' },
  ],
  dataDir: async ({ host }, use) => {
    const dir = await mkdtemp(join(tmpdir(), `inglenook-e2e-${host}-`));
    await use(dir);
    await rm(dir, { recursive: true, force: true });
  },
  page: async ({ host, dataDir, sharedBrowser }, use, info) => {
    info.skip(
      host === 'electron' && findElectron(ROOT) === null,
      'There is no Electron binary on this machine, so nothing was run on real Electron.',
    );
    const app = await openApp(host, dataDir, sharedBrowser);
    const watch = await watchPage(app.page, app.isOwn);
    await use(app.page);
    if (info.status !== info.expectedStatus && !app.page.isClosed()) {
      await info.attach('at the end', { body: await app.page.screenshot(), contentType: 'image/png' });
    }
    const problems = await watch.problems();
    await app.close();
    expect(problems, 'the page is free of errors').toEqual([]);
  },
});

export { expect };
