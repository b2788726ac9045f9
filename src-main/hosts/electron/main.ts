import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, safeStorage, screen, session } from 'electron';
import { startEngine } from '../../workers/pool.ts';
import { endQuietly } from '../../workers/quiet-end.ts';
import { closeBeforeQuitting, focusOnSecondLaunch, quitWithLastWindow } from './app-life.ts';
import { moveIntoDataFolder } from './data-folder.ts';
import { createGrants } from './grants.ts';
import { answerCalls, answerChoices, forwardEvents } from './ipc.ts';
import { setMinimalMenu } from './menu.ts';
import { readOsKey } from './os-key.ts';
import { ENTRY_URL, registerAppScheme, serveApp } from './protocol.ts';
import {
  connectDirectly,
  keepWebRtcOffTheNetwork,
  refuseCertificateErrors,
  refuseCertificates,
  refuseDevices,
  refuseNavigation,
  refuseNewWindows,
  refuseOutsideRequests,
  refusePermissionChecks,
  refusePermissionRequests,
  refuseScreenSharing,
  refuseWebviews,
  saveOnlyThroughDialog,
  turnOffBackgroundTraffic,
  turnOffSpellCheckDownloads,
} from './security.ts';
import { openWindow } from './window.ts';

// In place of Electron's own dialog, which shows message and stack of an error that nobody caught.
endQuietly(process);
// Everything up to the single-instance lock must happen before Electron is ready, so nothing above it is awaited.
const dataDir = moveIntoDataFolder(app, process.argv, process.cwd());
registerAppScheme(protocol);
app.enableSandbox();
turnOffBackgroundTraffic(app);
refuseCertificateErrors(app);
app.on('web-contents-created', (_event, contents) => {
  refuseNavigation(contents);
  refuseNewWindows(contents);
  refuseWebviews(contents);
  keepWebRtcOffTheNetwork(contents);
});

async function start(): Promise<void> {
  const page = session.defaultSession;
  refusePermissionRequests(page);
  refusePermissionChecks(page);
  refuseDevices(page);
  refuseScreenSharing(page);
  refuseOutsideRequests(page);
  refuseCertificates(page);
  turnOffSpellCheckDownloads(page);
  saveOnlyThroughDialog(page, app.getPath('downloads'));
  await connectDirectly(page);
  await serveApp(page.protocol, join(import.meta.dirname, '../web'));
  setMinimalMenu(Menu, process.platform);

  const grants = createGrants();
  const engine = readOsKey(safeStorage, dataDir, process.platform).then((osKey) =>
    // Paths, but only those that the grants let through.
    startEngine({ dataDir, workspace: 'last', allowPaths: true, ...(osKey ? { osKey } : {}) }),
  );
  closeBeforeQuitting(app, engine);
  quitWithLastWindow(app);
  answerCalls(ipcMain, engine, grants);
  answerChoices(ipcMain, { dialog, BrowserWindow }, grants);
  forwardEvents(engine, () => BrowserWindow.getAllWindows());
  const preload = join(import.meta.dirname, '../preload/preload.cjs');
  await openWindow({ BrowserWindow, screen }, { dataDir, preload, url: ENTRY_URL, devTools: !app.isPackaged });
}

if (app.requestSingleInstanceLock()) {
  focusOnSecondLaunch(app, () => BrowserWindow.getAllWindows());
  // Not awaited at the top level: Electron becomes ready only after this module has been evaluated.
  app
    .whenReady()
    .then(start, () => app.exit(1))
    .catch(() => app.exit(1));
} else {
  app.quit();
}
