import { contextBridge, ipcRenderer, webUtils } from 'electron';

// The allow-lists come from the contract through the host (window.ts), so this file stays small and free of libraries.
const listed = (flag: string) =>
  new Set(
    process.argv
      .find((argument) => argument.startsWith(flag))
      ?.slice(flag.length)
      .split(','),
  );
const methods = listed('--inglenook-methods=');
const events = listed('--inglenook-events=');

contextBridge.exposeInMainWorld('inglenook', {
  call: async (name: string, input: unknown, ticket?: number): Promise<unknown> =>
    methods.has(name)
      ? ipcRenderer.invoke('api', name, input, ticket)
      : { ok: false, error: { code: 'unknown-method', facts: {} } },
  takeBack: async (ticket: number): Promise<unknown> => ipcRenderer.invoke('take-back', ticket),
  on: (event: string, listener: (payload: unknown) => void): (() => void) => {
    if (!events.has(event)) return () => undefined;
    const hear = (_event: unknown, name: string, payload: unknown) => name === event && listener(payload);
    ipcRenderer.on('events', hear);
    return () => ipcRenderer.off('events', hear);
  },
  // The host lets in only what comes this way. A path is had of a file that the system gave the page, never of a made-up one.
  pathsOf: async (files: (File & { webkitRelativePath: string })[]): Promise<string[]> => {
    const chosen = files.map((file) => ({ path: webUtils.getPathForFile(file), below: file.webkitRelativePath }));
    await ipcRenderer.invoke('chosen', chosen);
    return chosen.map(({ path }) => path);
  },
  chooseFolder: async (): Promise<unknown> => ipcRenderer.invoke('choose-folder'),
});
