import { basename, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { startEngine } from '../../workers/pool.ts';
import { openAppWindow } from './app-window.ts';
import { findBrowser, hasDisplay } from './browsers.ts';
import { claimInbox } from './inbox-folder.ts';
import { type Loopback, startLoopback } from './server.ts';

export interface ServeOptions {
  dataDir: string;
  /** Built renderer; default `../web` beside the bundle. */
  webDir?: string;
  /** Default: a free one. */
  port?: number;
  /** Whether to open a window; else only the address is told. */
  open: boolean;
  /** Ms without any window after which the host ends; default 10 s. */
  keepAliveMs?: number;
  /** Told where the app is: in a window of `browser`, or nowhere yet, with the reason. */
  tell(where: Where): void;
}

/** Where the app was opened. */
export interface Where {
  /** Works once. */
  url: string;
  /** Name of the browser that shows the window, or null. */
  browser: string | null;
  /** Why there is no window. */
  why: 'window' | 'not-asked' | 'no-display' | 'no-browser' | 'root' | 'browser-failed';
}

export interface Served {
  url: string;
  /** Resolves when everything has ended: last window closed, or `close()`. */
  ended: Promise<void>;
  close(): Promise<void>;
}

const chooseBrowser = (open: boolean): { path: string } | { why: Where['why'] } => {
  if (!open) return { why: 'not-asked' };
  if (!hasDisplay(process.env, process.platform)) return { why: 'no-display' };
  // A browser refuses to start for root unless its sandbox is switched off, which we do not do.
  if (process.getuid?.() === 0) return { why: 'root' };
  const path = findBrowser();
  return path === null ? { why: 'no-browser' } : { path };
};

/** Starts engine and loopback host, and opens a window. Throws AppError, or the system's error when the port is taken. */
export async function serve(options: ServeOptions): Promise<Served> {
  const { dataDir, port, keepAliveMs } = options;
  const inboxDir = await claimInbox(dataDir);
  const engine = await startEngine({ dataDir, workspace: 'last', inboxDir, allowPaths: false });
  let host: Loopback;
  const closers: (() => void)[] = [];
  let closing: Promise<void> | undefined;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const close = (): Promise<void> => {
    closing ??= (async () => {
      for (const closer of closers) closer();
      await host.close();
      await engine.close();
      end();
    })();
    return closing;
  };
  try {
    host = await startLoopback({
      engine,
      inboxDir,
      webDir: options.webDir ?? join(import.meta.dirname, '..', 'web'),
      ...(port === undefined ? {} : { port }),
      ...(keepAliveMs === undefined ? {} : { keepAliveMs }),
      onAllClosed: () => void close(),
    });
  } catch (error) {
    await engine.close();
    throw error;
  }
  const { url } = host;
  const choice = chooseBrowser(options.open);
  if ('path' in choice) {
    const window = openAppWindow(choice.path, url, join(dataDir, 'browser'));
    closers.push(() => window.close());
    void window.failed.then(() => options.tell({ url, browser: null, why: 'browser-failed' }));
    options.tell({ url, browser: basename(choice.path, '.exe'), why: 'window' });
  } else options.tell({ url, browser: null, why: choice.why });
  return { url, ended, close };
}

/** Whether an error means that the wished port is taken or not allowed. */
export const isPortProblem = (error: unknown): boolean =>
  !(error instanceof AppError) &&
  error instanceof Error &&
  'code' in error &&
  (error.code === 'EADDRINUSE' || error.code === 'EACCES');
