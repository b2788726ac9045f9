import { randomBytes } from 'node:crypto';
import type {
  BrowserWindow as BrowserWindowClass,
  Dialog,
  IpcMain,
  IpcMainInvokeEvent,
  OpenDialogOptions,
  WebFrameMain,
} from 'electron';
import { EVENT_NAMES, isMethodName } from '../../../shared/contract.ts';
import { AppError, toWireError } from '../../../shared/errors.ts';
import type { Reply } from '../../../shared/wire.ts';
import type { Engine } from '../../workers/engine.ts';
import type { Grants } from './grants.ts';
import { isAppUrl } from './protocol.ts';

/** One channel for calls and one to take them back, one for events, and two by which files come in; nothing else crosses. */
const API_CHANNEL = 'api';
const TAKE_BACK_CHANNEL = 'take-back';
const EVENTS_CHANNEL = 'events';
/** What the preload read from dropped and chosen files. The page has no way to it: it holds the bridge's functions only. */
const CHOSEN_CHANNEL = 'chosen';
const FOLDER_CHANNEL = 'choose-folder';

/** Only the top frame of our own page may call. https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages */
export function isOurPage(frame: Pick<WebFrameMain, 'parent' | 'url'> | null): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}

/** Answers on a channel, our page only, every failure as a typed one. */
function answer(
  ipc: IpcMain,
  channel: string,
  work: (event: IpcMainInvokeEvent, ...given: unknown[]) => Promise<unknown>,
): void {
  ipc.handle(channel, async (event, ...given: unknown[]): Promise<Reply> => {
    try {
      if (!isOurPage(event.senderFrame)) throw new AppError('not-allowed-here');
      return { ok: true, value: await work(event, ...given) };
    } catch (thrown) {
      return { ok: false, error: toWireError(thrown, randomBytes(4).toString('hex')) };
    }
  });
}

/**
 * Answers contract calls of our page, which may name only what the person chose. A core that failed to start gives its
 * error code to every call, so the page can say it.
 */
export function answerCalls(ipc: IpcMain, engine: Promise<Engine>, grants: Grants): void {
  const underWay = new Map<string, AbortController>();
  const keyOf = (sender: number, ticket: unknown) => `${sender} ${String(ticket)}`;
  answer(ipc, API_CHANNEL, async ({ sender }, name, input, ticket) => {
    if (typeof name !== 'string' || !isMethodName(name)) throw new AppError('unknown-method');
    await grants.check(name, input);
    const core = await engine;
    if (!Number.isSafeInteger(ticket)) return core.callUnchecked(name, input);
    const key = keyOf(sender.id, ticket);
    const left = new AbortController();
    underWay.set(key, left);
    try {
      return await core.callUnchecked(name, input, left.signal);
    } finally {
      if (underWay.get(key) === left) underWay.delete(key);
    }
  });
  answer(ipc, TAKE_BACK_CHANNEL, async ({ sender }, ticket) => {
    underWay.get(keyOf(sender.id, ticket))?.abort();
  });
}

/** Lets files in that were dropped on the window or chosen in a dialog, and asks for a folder in one of the host's own. */
export function answerChoices(
  ipc: IpcMain,
  electron: { dialog: Dialog; BrowserWindow: typeof BrowserWindowClass },
  grants: Grants,
): void {
  answer(ipc, CHOSEN_CHANNEL, (_event, chosen) => grants.addChosen(chosen));
  answer(ipc, FOLDER_CHANNEL, async ({ sender }) => {
    const window = electron.BrowserWindow.fromWebContents(sender);
    const options: OpenDialogOptions = { properties: ['openDirectory'] };
    const { filePaths } = await (window
      ? electron.dialog.showOpenDialog(window, options)
      : electron.dialog.showOpenDialog(options));
    const [folder = ''] = filePaths;
    if (folder !== '') grants.addFolder(folder);
    return folder;
  });
}

/** Passes the core's events on to every open window. */
export function forwardEvents(engine: Promise<Engine>, windows: () => BrowserWindowClass[]): void {
  const subscribe = (running: Engine) => {
    for (const event of EVENT_NAMES) {
      running.on(event, (payload) => {
        for (const window of windows()) window.webContents.send(EVENTS_CHANNEL, event, payload);
      });
    }
  };
  // A failed start is told by answerCalls; here it only means that there are no events.
  engine.then(subscribe, () => undefined);
}
