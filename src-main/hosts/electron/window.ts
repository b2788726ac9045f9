import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindow as BrowserWindowClass, BrowserWindowConstructorOptions, Rectangle, Screen } from 'electron';
import * as z from 'zod';
import { EVENT_NAMES, METHOD_NAMES } from '../../../shared/contract.ts';

const STATE_FILE = 'window.json';
const SMALLEST = { width: 900, height: 600 };
const FIRST = { width: 1280, height: 840 };
const SAVE_AFTER_MS = 400;

const pixels = () => z.number().int().min(-100_000).max(100_000);
const stateSchema = z.strictObject({
  x: pixels(),
  y: pixels(),
  width: pixels(),
  height: pixels(),
  maximized: z.boolean(),
});
type WindowState = z.infer<typeof stateSchema>;

/** Where the window was when it last closed; null when never, damaged, or on a screen that is gone. */
export function readWindowState(dataDir: string, screens: readonly Rectangle[]): WindowState | null {
  let stored: unknown;
  try {
    stored = JSON.parse(readFileSync(join(dataDir, STATE_FILE), 'utf8'));
  } catch {
    return null;
  }
  const { success, data: state } = stateSchema.safeParse(stored);
  if (!success) return null;
  // At least 100 × 50 px of the title must be on some screen, or the window could not be caught again.
  const visible = screens.some(
    (area) =>
      state.x + state.width >= area.x + 100 &&
      state.x <= area.x + area.width - 100 &&
      state.y >= area.y - 10 &&
      state.y <= area.y + area.height - 50,
  );
  return visible ? state : null;
}

/** Remembers size and place, never what was on screen. */
function rememberWindow(window: BrowserWindowClass, dataDir: string): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    if (window.isDestroyed()) return;
    const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    const file = join(dataDir, STATE_FILE);
    try {
      writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    } catch {
      // A full or read-only disk costs the window's place, nothing else.
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_AFTER_MS);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', save);
}

/** Every preference that guards the page, spelled out even where it is Electron's default today. https://www.electronjs.org/docs/latest/tutorial/security */
const guardedPreferences = (preload: string, devTools: boolean) =>
  ({
    preload,
    additionalArguments: [
      `--inglenook-methods=${METHOD_NAMES.join(',')}`,
      `--inglenook-events=${EVENT_NAMES.join(',')}`,
    ],
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
    devTools,
  }) satisfies BrowserWindowConstructorOptions['webPreferences'];

/** Opens the one window where it was last time, and shows it when it has something to show. */
export async function openWindow(
  electron: { BrowserWindow: typeof BrowserWindowClass; screen: Screen },
  options: { dataDir: string; preload: string; url: string; devTools: boolean },
): Promise<void> {
  const screens = electron.screen.getAllDisplays().map((display) => display.workArea);
  const state = readWindowState(options.dataDir, screens);
  const place = state ? { x: state.x, y: state.y, width: state.width, height: state.height } : FIRST;
  const window = new electron.BrowserWindow({
    ...place,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: 'Inglenook',
    show: false,
    autoHideMenuBar: true,
    webPreferences: guardedPreferences(options.preload, options.devTools),
  });
  // The title stands in task bars and window lists, where other people read it: it never follows the page.
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => {
    if (state?.maximized) window.maximize();
    window.show();
  });
  rememberWindow(window, options.dataDir);
  await window.loadURL(options.url);
}
