import { randomBytes } from 'node:crypto';
import type { BrowserWindow, IpcMain, WebFrameMain } from 'electron';
import { EVENT_NAMES, isMethodName } from '../../../shared/contract.ts';
import { AppError, toWireError } from '../../../shared/errors.ts';
import type { Reply } from '../../../shared/wire.ts';
import type { Engine } from '../../workers/engine.ts';
import { isAppUrl } from './protocol.ts';

/** The one channel for calls and the one for events; nothing else crosses. */
const API_CHANNEL = 'api';
const EVENTS_CHANNEL = 'events';

/** Only the top frame of our own page may call. https://www.electronjs.org/docs/latest/tutorial/security#17-validate-the-sender-of-all-ipc-messages */
export function isOurPage(frame: Pick<WebFrameMain, 'parent' | 'url'> | null): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}

/** Answers contract calls of our page. A core that failed to start gives its error code to every call, so the page can say it. */
export function answerCalls(ipc: IpcMain, engine: Promise<Engine>): void {
  ipc.handle(API_CHANNEL, async (event, name: unknown, input: unknown): Promise<Reply> => {
    try {
      if (!isOurPage(event.senderFrame)) throw new AppError('not-allowed-here');
      if (typeof name !== 'string' || !isMethodName(name)) throw new AppError('unknown-method');
      return { ok: true, value: await (await engine).callUnchecked(name, input) };
    } catch (thrown) {
      return { ok: false, error: toWireError(thrown, randomBytes(4).toString('hex')) };
    }
  });
}

/** Passes the core's events on to every open window. */
export function forwardEvents(engine: Promise<Engine>, windows: () => BrowserWindow[]): void {
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
