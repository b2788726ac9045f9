import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from '../../src-main/hosts/loopback/browsers.ts';

/** The browser of this computer; undefined = Playwright's own. */
export const browserPath = (): string | undefined => findBrowser() ?? undefined;

/** Starts a headless Chromium that asks nothing of the outside. */
export function launchChromium(): Promise<Browser> {
  const executablePath = browserPath();
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      // Chromium refuses to start for root with its sandbox on; everybody else keeps it.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--disable-sync',
      '--dns-prefetch-disable',
      '--no-pings',
      '--proxy-server=127.0.0.1:9',
    ],
  });
}
