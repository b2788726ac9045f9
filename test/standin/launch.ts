import { fork } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type BrowserContext, type Page } from '@playwright/test';
import { findElectron } from '../../src-main/hosts/launch/electron-binary.mjs';
import { findBrowser } from '../../src-main/hosts/loopback/browsers.ts';
import { type BrowserSide, createBrowserSide } from './browser.ts';
import { createLink, type Link } from './link.ts';
import type { HostFacts, HostScript } from './messages.ts';

const REPOSITORY = join(import.meta.dirname, '../..');
const REGISTER = new URL('./host/register.ts', import.meta.url).href;
const READY_WITHIN_MS = 60_000;
const QUIT_WITHIN_MS = 20_000;

/** What a test can do to, and learn from, the running host. */
interface StandinElectron {
  /** What the host has set up, seen from `electron`'s side. */
  facts(): Promise<HostFacts>;
  /** Asks a handler of the host as the browser would: `invoke`, `device`, `verify`, `attach-webview` … */
  ask: Link['ask'];
  browser: BrowserSide;
  context: BrowserContext;
  /** Resolves with the exit code of the host process. */
  exited: Promise<number | null>;
  stderr(): string;
}

export interface Standin {
  page: Page;
  electron: StandinElectron;
  close(): Promise<void>;
}

export interface StandinOptions extends Partial<HostScript> {
  dataDir: string;
  /** Browser to drive; default: the installed one, else Playwright's own. */
  chromium?: string | undefined;
  args?: string[];
  /** Folder that holds `dist/`; default: this repository. */
  root?: string;
  headless?: boolean;
}

/** The host ended before it showed a window – as a second instance does. */
export class HostEnded extends Error {}

function startHost(options: StandinOptions) {
  const root = options.root ?? REPOSITORY;
  const entry = join(root, 'dist/main/electron.js');
  if (!existsSync(entry)) throw new Error('the stand-in runs the built host: build the project first');
  const home = options.home ?? join(options.dataDir, '..', 'standin-home');
  mkdirSync(home, { recursive: true });
  const script: HostScript = {
    home,
    safeStorage: options.safeStorage ?? { available: true, backend: 'gnome_libsecret', secret: 'key ring' },
    packaged: options.packaged ?? false,
    without: options.without ?? [],
    screens: options.screens ?? [{ x: 0, y: 0, width: 1920, height: 1080 }],
  };
  // Neither the tests' own Node options nor the person's folders reach the host.
  const { NODE_OPTIONS: _options, XDG_DATA_HOME: _folder, ...environment } = process.env;
  return fork(entry, options.args ?? ['--data', options.dataDir], {
    serialization: 'advanced',
    execArgv: ['--no-warnings', '--import', REGISTER],
    env: { ...environment, INGLENOOK_STANDIN: JSON.stringify(script) },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

/** Runs the built Electron host over the stand-in and waits for its window. Throws HostEnded when it ends without one. */
export async function launchStandin(options: StandinOptions): Promise<Standin> {
  const child = startHost(options);
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const executable = options.chromium ?? findBrowser();
  const browser = createBrowserSide(() => link, {
    headless: options.headless ?? true,
    ...(executable ? { chromium: executable } : {}),
  });
  const link: Link = createLink(
    {
      send: (message) => {
        if (child.connected) child.send(message);
      },
      onMessage: (listener) =>
        void child.on('message', (message) => listener(message as Parameters<typeof listener>[0])),
    },
    browser.answers,
  );
  const close = async () => {
    link.tell('quit');
    const late = setTimeout(() => child.kill('SIGKILL'), QUIT_WITHIN_MS);
    await exited;
    clearTimeout(late);
    await browser.close();
  };
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    late = setTimeout(() => reject(new Error(`the host showed no window in time\n${stderr}`)), READY_WITHIN_MS);
  });
  const ended = exited.then((code): never => {
    throw new HostEnded(`the host ended with ${code} before it showed a window\n${stderr}`);
  });
  try {
    const page = await Promise.race([browser.loaded, ended, tooLate]);
    ended.catch(() => undefined);
    const facts = () => link.ask('facts') as Promise<HostFacts>;
    const electron: StandinElectron = {
      facts,
      ask: link.ask,
      browser,
      context: browser.context(),
      exited,
      stderr: () => stderr,
    };
    return { page, electron, close };
  } catch (error) {
    child.kill('SIGKILL');
    await browser.close();
    throw error;
  } finally {
    clearTimeout(late);
  }
}

/** There is no Electron binary on this machine: the project on real Electron is skipped with this notice. */
export class NoElectronBinary extends Error {
  constructor() {
    super('no Electron binary: node_modules/electron holds none, and the tests never download one');
    this.name = 'NoElectronBinary';
  }
}

/** Runs the built host on real Electron. Throws NoElectronBinary where there is none. */
export async function launchReal(options: {
  dataDir: string;
  args?: string[];
}): Promise<{ page: Page; close(): Promise<void> }> {
  const executablePath = findElectron(REPOSITORY);
  if (executablePath === null) throw new NoElectronBinary();
  // No --no-sandbox here: the test must run what people run.
  const app = await _electron.launch({
    executablePath,
    args: [REPOSITORY, '--data', options.dataDir, ...(options.args ?? [])],
  });
  return { page: await app.firstWindow(), close: () => app.close() };
}
