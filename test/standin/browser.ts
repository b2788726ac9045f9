import { type BrowserContext, chromium, type Download, type Page, type Request, type Route } from '@playwright/test';
import type { Link } from './link.ts';
import type { DownloadDecision, ServedResponse } from './messages.ts';
import { linkPage, type PageLink } from './page-link.ts';

/**
 * Chromium has no way to register a scheme from outside, so app://bundle is an https origin here that no request ever leaves
 * for: every request is caught and answered by the host's own protocol handler. The host sees only app:// addresses.
 */
const ORIGIN = 'https://bundle.inglenook.invalid';
const APP_ORIGIN = 'app://bundle';

/** The address as the host knows it. */
const toApp = (url: string): string => url.replaceAll(ORIGIN, APP_ORIGIN);
const fromApp = (url: string): string => url.replaceAll(APP_ORIGIN, ORIGIN);

// Electron's name of a permission → the browser's descriptors.
const PERMISSIONS: Readonly<Record<string, readonly object[]>> = {
  geolocation: [{ name: 'geolocation' }],
  notifications: [{ name: 'notifications' }],
  media: [{ name: 'camera' }, { name: 'microphone' }],
  midi: [{ name: 'midi' }],
  'clipboard-read': [{ name: 'clipboard-read' }],
  'clipboard-sanitized-write': [{ name: 'clipboard-write' }],
  'idle-detection': [{ name: 'idle-detection' }],
  'local-fonts': [{ name: 'local-fonts' }],
  'window-management': [{ name: 'window-management' }],
};

interface Window {
  id: number;
  page: Page;
  link: PageLink;
  /** Address the host itself asked for: `will-navigate` is for what the page does. */
  loading: string | null;
}

/** How the "save as" dialog answers: a path, or null for "cancel". */
type SaveDialog = (options: { defaultPath?: string }) => string | null;

/** How the "choose a folder" dialog answers; nothing for "cancel". */
type OpenDialog = (options: { properties?: string[] }) => string[];

/** The browser side of the stand-in: one Chromium, one page per host window. */
export interface BrowserSide {
  answers: Record<string, (...args: never[]) => unknown>;
  context(): BrowserContext;
  windows: Map<number, Window>;
  loaded: Promise<Page>;
  downloads: (DownloadDecision & { url: string; savedTo: string | null })[];
  popups: { url: string; action: string }[];
  /** Messages that left the isolated world: channel and first argument. */
  invoked: [channel: string, first: unknown][];
  saveDialog: SaveDialog;
  openDialog: OpenDialog;
  close(): Promise<void>;
}

interface BootFacts {
  switches: [string, string][];
  sessionData: string;
}

/** Makes the browser side; the browser starts when the host becomes ready, with the switches the host has set. */
export function createBrowserSide(host: () => Link, options: { chromium?: string; headless: boolean }): BrowserSide {
  let context: BrowserContext | undefined;
  let resolveLoaded: (page: Page) => void = () => undefined;
  const windows = new Map<number, Window>();
  const windowOf = (page: Page | null) => [...windows.values()].find((window) => window.page === page);

  const side: BrowserSide = {
    windows,
    downloads: [],
    popups: [],
    invoked: [],
    saveDialog: ({ defaultPath }) => defaultPath ?? null,
    openDialog: () => [],
    loaded: new Promise((resolve) => {
      resolveLoaded = resolve;
    }),
    context: () => {
      if (!context) throw new Error('stand-in: the browser has not started');
      return context;
    },
    close: async () => {
      await context?.close();
    },
    answers: {},
  };

  const pageOf = (request: Request): Page | null => {
    try {
      return request.frame().page();
    } catch {
      // The frame of a navigation that has not committed yet.
      return null;
    }
  };

  /** Asks the host about a navigation that the page itself started. */
  const isNavigationRefused = async (request: Request, window: Window | undefined): Promise<boolean> => {
    if (!request.isNavigationRequest() || !window) return false;
    const url = toApp(request.url());
    const isMainFrame = request.frame() === window.page.mainFrame();
    if (isMainFrame && window.loading === url) return false;
    const asks = request.redirectedFrom() ? 'redirect' : 'navigate';
    return (await host().ask(asks, window.id, { url, isMainFrame })) === true;
  };

  const onRequest = async (route: Route) => {
    const request = route.request();
    const page = pageOf(request);
    const window = windowOf(page);
    if (page && !window && page !== context?.pages()[0]) return route.abort('aborted');
    if (await isNavigationRefused(request, window)) return route.abort('aborted');
    const url = toApp(request.url());
    const details = {
      id: 0,
      url,
      method: request.method(),
      resourceType: request.resourceType(),
      webContentsId: window?.id,
    };
    if (await host().ask('before-request', details)) return route.abort('blockedbyclient');
    if (!url.startsWith(`${APP_ORIGIN}/`)) return route.continue();
    const served = (await host().ask('serve', 'app', {
      url,
      method: request.method(),
      headers: {},
    })) as ServedResponse | null;
    if (!served) return route.abort('failed');
    return route.fulfill({
      status: served.status,
      headers: Object.fromEntries(served.headers),
      body: Buffer.from(served.body),
    });
  };

  const onPopup = async (page: Page) => {
    const opener = windowOf(await page.opener());
    if (!opener) return;
    const url = toApp(page.url());
    const action = String(await host().ask('open-window', opener.id, url));
    side.popups.push({ url, action });
    // Electron decides before the window is there; here it is closed at once, and its requests are refused meanwhile.
    if (action === 'deny') await page.close();
  };

  const onDownload = async (item: Download) => {
    const facts = { url: toApp(item.url()), fileName: item.suggestedFilename() };
    const decision = (await host().ask('download', facts)) as DownloadDecision;
    let savedTo: string | null = null;
    if (!decision.prevented) {
      savedTo = decision.savePath ?? side.saveDialog(decision.options ?? {});
      if (savedTo !== null) await item.saveAs(savedTo);
    }
    if (decision.prevented || savedTo === null) await item.cancel();
    side.downloads.push({ ...decision, url: facts.url, savedTo });
  };

  const applyPermissions = async (link: PageLink) => {
    for (const [name, descriptors] of Object.entries(PERMISSIONS)) {
      const { check, request } = (await host().ask('permission', name, APP_ORIGIN)) as {
        check: boolean;
        request: boolean;
      };
      for (const permission of descriptors)
        await link.session.send('Browser.setPermission', {
          permission: permission as { name: string },
          setting: check || request ? 'granted' : 'denied',
          origin: ORIGIN,
        });
    }
  };

  side.answers = {
    boot: async ({ switches, sessionData }: BootFacts) => {
      context = await chromium.launchPersistentContext(`${sessionData}/standin-profile`, {
        ...(options.chromium === undefined ? {} : { executablePath: options.chromium }),
        headless: options.headless,
        viewport: null,
        acceptDownloads: true,
        args: switches.map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`)),
      });
      await context.route('**/*', onRequest);
      context.on('page', (page) => void onPopup(page).catch(() => undefined));
    },
    'create-window': async (
      id: number,
      bounds: { width: number; height: number },
      preferences: { preload: string; additionalArguments?: string[] },
    ) => {
      const [first] = side.context().pages();
      const page = first && !windowOf(first) ? first : await side.context().newPage();
      await page.setViewportSize({ width: bounds.width, height: bounds.height });
      const link = await linkPage(page, preferences, (frame, channel, args) => {
        side.invoked.push([channel, args[0]]);
        return host().ask('invoke', id, { ...frame, url: toApp(frame.url) }, channel, args);
      });
      windows.set(id, { id, page, link, loading: null });
      page.on('download', (download) => void onDownload(download));
      page.on('close', () => {
        if (windows.delete(id)) host().tell('close-window', id);
      });
      await applyPermissions(link);
    },
    'load-url': async (id: number, url: string) => {
      const window = windows.get(id);
      if (!window) throw new Error('stand-in: no such window');
      window.loading = url;
      await window.page.goto(fromApp(url), { waitUntil: 'load' });
      window.loading = null;
      await host().ask('title', id, await window.page.title());
    },
    loaded: (id: number) => {
      const window = windows.get(id);
      if (window) resolveLoaded(window.page);
    },
    send: (id: number, channel: string, args: unknown[]) => windows.get(id)?.link.send(channel, args),
    'open-dialog': (asked: { properties?: string[] }) => side.openDialog(asked),
    'close-page': async (id: number) => {
      const window = windows.get(id);
      windows.delete(id);
      await window?.page.close();
    },
  };
  return side;
}
