import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { FrameFacts } from '../messages.ts';
import { afterReady, app, appState } from './app.ts';
import { answers, parent, preventable } from './parent.ts';

type Invoked = (event: object, ...args: unknown[]) => unknown;
const invoked = new Map<string, Invoked>();

/** `ipcMain`: one handler per channel. */
export const ipcMain = {
  handle: (channel: string, listener: Invoked) => {
    if (invoked.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    invoked.set(channel, listener);
  },
};

class WebContents extends EventEmitter {
  webRtcPolicy = 'default';
  openHandler: ((details: object) => { action: 'allow' | 'deny' }) | null = null;
  readonly #id: number;

  constructor(id: number) {
    super();
    this.#id = id;
  }
  send(channel: string, ...args: unknown[]): void {
    parent.tell('send', this.#id, channel, args);
  }
  setWindowOpenHandler(handler: typeof this.openHandler): void {
    this.openHandler = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtcPolicy = policy;
  }
}

const windows = new Map<number, BrowserWindow>();
let nextId = 1;

/** A window of the stand-in: a page of the real browser, with the bounds kept here. */
export class BrowserWindow extends EventEmitter {
  readonly id = nextId++;
  readonly webContents = new WebContents(this.id);
  readonly state: {
    title: string;
    shown: boolean;
    maximized: boolean;
    minimized: boolean;
    focused: number;
    bounds: Rectangle;
  };
  readonly options: BrowserWindowConstructorOptions;
  readonly #made: Promise<unknown>;
  #destroyed = false;

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    afterReady('BrowserWindow');
    if (options.webPreferences?.contextIsolation === false || options.webPreferences?.sandbox === false)
      throw new Error('stand-in: only isolated, sandboxed pages can be stood in for');
    this.options = options;
    const bounds = {
      x: options.x ?? 100,
      y: options.y ?? 80,
      width: options.width ?? 800,
      height: options.height ?? 600,
    };
    this.state = {
      title: options.title ?? '',
      shown: options.show !== false,
      maximized: false,
      minimized: false,
      focused: 0,
      bounds,
    };
    windows.set(this.id, this);
    this.#made = parent.ask('create-window', this.id, bounds, options.webPreferences);
    app.emit('web-contents-created', {}, this.webContents);
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null;
  }
  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()];
  }
  async loadURL(url: string): Promise<void> {
    await this.#made;
    await parent.ask('load-url', this.id, url);
    this.emit('ready-to-show');
    parent.tell('loaded', this.id);
  }
  getNormalBounds(): Rectangle {
    return { ...this.state.bounds };
  }
  isMaximized(): boolean {
    return this.state.maximized;
  }
  isMinimized(): boolean {
    return this.state.minimized;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  maximize(): void {
    this.state.maximized = true;
    this.state.shown = true;
  }
  minimize(): void {
    this.state.minimized = true;
  }
  restore(): void {
    this.state.minimized = false;
  }
  show(): void {
    this.state.shown = true;
  }
  focus(): void {
    this.state.focused += 1;
  }
  close(): void {
    const event = preventable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    windows.delete(this.id);
    parent.tell('close-page', this.id);
    this.emit('closed');
    if (windows.size === 0 && !appState.quitting) app.emit('window-all-closed');
  }
}

appState.closeAllWindows = () => {
  for (const window of windows.values()) window.close();
  return windows.size === 0;
};

const windowOf = (id: number): BrowserWindow => {
  const window = windows.get(id);
  if (!window) throw new Error('stand-in: no such window');
  return window;
};

answers.invoke = async (id: number, frame: FrameFacts | null, channel: string, args: unknown[]) => {
  const listener = invoked.get(channel);
  if (!listener) throw new Error(`No handler registered for '${channel}'`);
  const senderFrame = frame === null ? null : { url: frame.url, parent: frame.isTop ? null : {} };
  return listener({ sender: windows.get(id)?.webContents, senderFrame, type: 'frame' }, ...args);
};
answers.navigate = (id: number, details: { url: string; isMainFrame: boolean }) => {
  const event = preventable({ ...details, isSameDocument: false });
  const { webContents } = windowOf(id);
  webContents.emit('will-frame-navigate', event);
  if (details.isMainFrame) webContents.emit('will-navigate', event, details.url);
  return event.defaultPrevented;
};
answers.redirect = (id: number, details: { url: string; isMainFrame: boolean }) => {
  const event = preventable({ ...details, isSameDocument: false });
  windowOf(id).webContents.emit('will-redirect', event, details.url);
  return event.defaultPrevented;
};
answers['open-window'] = (id: number, url: string) =>
  windowOf(id).webContents.openHandler?.({ url, disposition: 'foreground-tab' }).action ?? 'allow';
answers['attach-webview'] = (id: number, params: object) => {
  const event = preventable({});
  windowOf(id).webContents.emit('will-attach-webview', event, {}, params);
  return event.defaultPrevented;
};
answers.title = (id: number, title: string) => {
  const window = windowOf(id);
  const event = preventable({});
  window.emit('page-title-updated', event, title, true);
  if (!event.defaultPrevented) window.state.title = title;
};
answers.place = (id: number, bounds: Rectangle, maximized: boolean) => {
  const window = windowOf(id);
  window.state.bounds = bounds;
  window.state.maximized = maximized;
  window.emit('resize');
  window.emit('move');
};
answers.minimize = (id: number) => windowOf(id).minimize();
answers['close-window'] = (id: number) => windows.get(id)?.close();
