import type { MenuItemConstructorOptions, OpenDialogOptions } from 'electron';
import type { HostFacts } from '../messages.ts';
import { createSafeStorage } from '../safe-storage.ts';
import { afterReady, app, appState } from './app.ts';
import { answers, parent, script } from './parent.ts';
import { protocol, session, sessionState } from './session.ts';
import { BrowserWindow, ipcMain } from './window.ts';

/** The stand-in's `electron` for the main process: exactly the calls that the host uses, in the order Electron allows. */
export { app, BrowserWindow, ipcMain, protocol, session };

let menu: MenuItemConstructorOptions[] | null = null;

/** `Menu`: keeps the template. */
export const Menu = {
  buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (template: MenuItemConstructorOptions[] | null) => {
    menu = template ?? [];
  },
};

/** `screen`: the screens that the test says there are. */
export const screen = {
  getAllDisplays: () => {
    afterReady('screen');
    return script.screens.map((workArea) => ({ workArea, bounds: workArea }));
  },
};

/** `dialog`: answers as the test says. */
export const dialog = {
  showOpenDialog: async (_window: BrowserWindow, options: OpenDialogOptions) => {
    afterReady('dialog');
    const filePaths = (await parent.ask('open-dialog', options)) as string[];
    return { canceled: filePaths.length === 0, filePaths };
  },
};

/** `safeStorage` over the key ring that the test describes. */
export const safeStorage = createSafeStorage(script.safeStorage, () => appState.ready);

answers.facts = (): HostFacts => ({
  switches: appState.switches,
  sandboxed: appState.sandboxed,
  schemes: appState.schemes,
  windows: BrowserWindow.getAllWindows().map((window) => ({
    id: window.id,
    options: { ...window.options, ...window.state.bounds },
    title: window.state.title,
    shown: window.state.shown,
    maximized: window.state.maximized,
    focused: window.state.focused,
    webRtcPolicy: window.webContents.webRtcPolicy,
  })),
  menu:
    menu?.flatMap((entry) =>
      Array.isArray(entry.submenu) ? entry.submenu.map((item) => String(item.role ?? item.label)) : [],
    ) ?? null,
  proxy: sessionState.proxy,
  spellChecker: sessionState.spellChecker,
  requests: sessionState.requests,
  paths: { userData: app.getPath('userData'), sessionData: app.getPath('sessionData') },
});
