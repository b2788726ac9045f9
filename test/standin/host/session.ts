import { EventEmitter } from 'node:events';
import type { SaveDialogOptions } from 'electron';
import type { DownloadDecision, ServedResponse } from '../messages.ts';
import { afterReady, appState } from './app.ts';
import { answers, preventable } from './parent.ts';

type Check = (contents: unknown, permission: string, origin: string, details: object) => boolean;
type Request = (contents: unknown, permission: string, answer: (granted: boolean) => void, details: object) => void;
type Filter = (details: object, answer: (response: { cancel?: boolean }) => void) => void;

/** What the host has set on its session; nothing is refused here that the host did not refuse. */
const set = {
  check: null as Check | null,
  request: null as Request | null,
  device: null as ((details: object) => boolean) | null,
  pairing: null as ((details: object, answer: (response: { confirmed: boolean }) => void) => void) | null,
  capture: null as ((request: object, answer: (streams: unknown) => void) => void) | null,
  verify: null as ((request: object, answer: (result: number) => void) => void) | null,
  filter: null as Filter | null,
  serve: new Map<string, (request: globalThis.Request) => Response | Promise<Response>>(),
};

/** State that the facts for the test are made from. */
export const sessionState = {
  proxy: null as unknown,
  spellChecker: { enabled: true, languages: null as string[] | null },
  requests: [] as { url: string; cancelled: boolean }[],
};

/** `protocol`: the scheme must be registered before ready and is handled after. */
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]) => {
    if (appState.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    appState.schemes = schemes;
  },
  handle: (scheme: string, handler: (request: globalThis.Request) => Response | Promise<Response>) => {
    afterReady('protocol.handle');
    if (set.serve.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`);
    set.serve.set(scheme, handler);
  },
};

class DownloadItem extends EventEmitter {
  options: SaveDialogOptions | null = null;
  savePath: string | null = null;
  readonly #facts: { url: string; fileName: string };

  constructor(facts: { url: string; fileName: string }) {
    super();
    this.#facts = facts;
  }
  getURL(): string {
    return this.#facts.url;
  }
  getFilename(): string {
    return this.#facts.fileName;
  }
  setSaveDialogOptions(options: SaveDialogOptions): void {
    this.options = options;
  }
  setSavePath(path: string): void {
    this.savePath = path;
  }
}

class Session extends EventEmitter {
  readonly protocol = protocol;
  readonly webRequest = {
    onBeforeRequest: (listener: Filter | null) => {
      set.filter = listener;
    },
  };
  setPermissionCheckHandler(handler: Check | null): void {
    set.check = handler;
  }
  setPermissionRequestHandler(handler: Request | null): void {
    set.request = handler;
  }
  setDevicePermissionHandler(handler: typeof set.device): void {
    set.device = handler;
  }
  setBluetoothPairingHandler(handler: typeof set.pairing): void {
    set.pairing = handler;
  }
  setDisplayMediaRequestHandler(handler: typeof set.capture): void {
    set.capture = handler;
  }
  setCertificateVerifyProc(handler: typeof set.verify): void {
    set.verify = handler;
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    sessionState.spellChecker.enabled = enabled;
  }
  setSpellCheckerLanguages(languages: string[]): void {
    sessionState.spellChecker.languages = languages;
  }
  async setProxy(config: unknown): Promise<void> {
    sessionState.proxy = config;
  }
}

const defaultSession = new Session();

/** `session.defaultSession`, after ready only. */
export const session = {
  get defaultSession() {
    afterReady('session');
    return defaultSession;
  },
};

// Electron grants what no handler refuses. Chromium knows one setting where Electron has two handlers, so the stand-in lets
// a permission through as soon as one of the two would: stricter with the host than Electron.
answers.permission = async (permission: string, origin: string) => {
  const check = set.check === null || set.check(null, permission, origin, { isMainFrame: true });
  const handler = set.request;
  const request = handler === null || (await new Promise<boolean>((resolve) => handler({}, permission, resolve, {})));
  return { check, request };
};
answers.device = (deviceType: string, origin: string) =>
  set.device === null || set.device({ deviceType, origin, device: {} });
answers.pairing = () =>
  set.pairing === null
    ? null
    : new Promise((resolve) => set.pairing?.({ deviceId: 'x', pairingKind: 'confirm' }, resolve));
answers.capture = () => (set.capture === null ? undefined : new Promise((resolve) => set.capture?.({}, resolve)));
answers.verify = (hostname: string) =>
  set.verify === null ? -3 : new Promise((resolve) => set.verify?.({ hostname, errorCode: 0 }, resolve));

answers['before-request'] = async (details: { url: string }) => {
  const { filter } = set;
  const cancelled =
    filter !== null && (await new Promise<boolean>((resolve) => filter(details, (r) => resolve(r.cancel === true))));
  sessionState.requests.push({ url: details.url, cancelled });
  return cancelled;
};

answers.serve = async (
  scheme: string,
  request: { url: string; method: string; headers: Record<string, string> },
): Promise<ServedResponse | null> => {
  const handler = set.serve.get(scheme);
  if (!handler) return null;
  // Node's Request refuses some header names that a browser sends; they play no part here.
  const response = await handler(new Request(request.url, { method: request.method }));
  return {
    status: response.status,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  };
};

answers.download = (facts: { url: string; fileName: string }): DownloadDecision => {
  const event = preventable({});
  const item = new DownloadItem(facts);
  defaultSession.emit('will-download', event, item, {});
  return { prevented: event.defaultPrevented, options: item.options, savePath: item.savePath };
};
