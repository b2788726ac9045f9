import { createBridge } from './bridge.ts';
import { decode, encode } from './codec.ts';

declare const BRIDGE: string;
declare const ARGUMENTS: string[];
declare const standinSend: (text: string) => void;

type Listener = (event: unknown, ...args: unknown[]) => void;
type Outgoing =
  | { kind: 'invoke'; id: number; channel: string; args: string }
  | { kind: 'paths'; id: number; files: number };
type Incoming =
  | { kind: 'reply'; id: number; ok: boolean; value: string }
  | { kind: 'message'; channel: string; args: string }
  | { kind: 'paths'; id: number; paths: string[] };

const keyOf = (file: File) => `${file.name}|${file.size}|${file.lastModified}`;

/** The `electron` module that a sandboxed preload sees, over a real isolated world. */
export function startPreloadWorld(preload: (require: (name: string) => unknown, process: unknown) => void): void {
  const exposed = new Map<string, unknown>();
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Listener[]>();
  const asked = new Map<number, { files: File[]; done: () => void }>();
  const paths = new Map<string, string>();
  let next = 1;
  const send = (message: Outgoing) => standinSend(JSON.stringify(message));

  const bridge = createBridge(`${BRIDGE}-preload`, `${BRIDGE}-page`, (signal) => {
    // Whichever world starts first, the page is told what is exposed.
    if (signal.kind === 'hello')
      for (const [key, api] of exposed) bridge.send({ kind: 'expose', key, api: bridge.pack(api) });
  });

  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => {
      if (exposed.has(key))
        throw new Error(`Cannot bind an API on top of an existing property on the window object: ${key}`);
      exposed.set(key, api);
      bridge.send({ kind: 'expose', key, api: bridge.pack(api) });
    },
  };
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = next++;
        const text = encode(args);
        waiting.set(id, { resolve, reject });
        send({ kind: 'invoke', id, channel, args: text });
      }),
    on: (channel: string, listener: Listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    off: (channel: string, listener: Listener) => {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((known) => known !== listener),
      );
      return ipcRenderer;
    },
  };
  const webUtils = {
    getPathForFile: (file: File) => {
      if (!(file instanceof File)) throw new TypeError('getPathForFile must be called with a File');
      return paths.get(keyOf(file)) ?? '';
    },
  };

  Object.assign(globalThis, {
    standinFiles: (id: number, at: number) => asked.get(id)?.files[at],
    standinReceive: (message: Incoming) => {
      if (message.kind === 'reply') {
        const waiter = waiting.get(message.id);
        waiting.delete(message.id);
        if (message.ok) waiter?.resolve(decode(message.value));
        else waiter?.reject(new Error(message.value));
      } else if (message.kind === 'message') {
        for (const listener of listeners.get(message.channel) ?? [])
          listener({}, ...(decode(message.args) as unknown[]));
      } else {
        const { files, done } = asked.get(message.id) ?? { files: [], done: () => undefined };
        files.forEach((file, at) => {
          paths.set(keyOf(file), message.paths[at] ?? '');
        });
        asked.delete(message.id);
        done();
      }
    },
  });

  // Chromium knows the path of a chosen file but tells it only through DevTools, and not at once: the event is held back
  // until the answer is there, then sent on.
  const passed = new WeakSet<Event>();
  const hold = (event: Event) => {
    const input = event.target;
    if (passed.has(event) || !(input instanceof HTMLInputElement) || input.type !== 'file') return;
    event.stopImmediatePropagation();
    const files = [...(input.files ?? [])];
    const id = next++;
    const done = () => {
      const again = new Event(event.type, { bubbles: true });
      passed.add(again);
      input.dispatchEvent(again);
    };
    asked.set(id, { files, done });
    send({ kind: 'paths', id, files: files.length });
  };
  window.addEventListener('change', hold, true);

  const modules: Record<string, unknown> = { electron: { contextBridge, ipcRenderer, webUtils } };
  const require = (name: string) => {
    if (!Object.hasOwn(modules, name)) throw new Error(`module not found: ${name}`);
    return modules[name];
  };
  preload(require, { argv: ARGUMENTS, platform: 'linux', type: 'renderer', sandboxed: true, contextIsolated: true });
}
