import { EventEmitter } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { answers, parent, preventable, script } from './parent.ts';

/** State that the facts for the test are made from. */
export const appState = {
  ready: false,
  sandboxed: false,
  quitting: false,
  switches: [] as [string, string][],
  schemes: [] as unknown[],
  closeAllWindows: (): boolean => true,
};

const paths: Record<string, string> = {
  home: script.home,
  appData: join(script.home, '.config'),
  userData: join(script.home, '.config', 'inglenook'),
  sessionData: join(script.home, '.config', 'inglenook'),
  downloads: join(script.home, 'Downloads'),
};

const beforeReady = (what: string) => {
  if (appState.ready) throw new Error(`${what} must be called before the app is ready`);
};

/** Throws as Electron does when a thing is used too early. */
export function afterReady(what: string): void {
  if (!appState.ready) throw new Error(`${what} can only be used after app is ready`);
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

class App extends EventEmitter {
  readonly isPackaged = script.packaged;
  #whenReady: Promise<void> | undefined;
  #lock: string | undefined;

  readonly commandLine = {
    appendSwitch: (name: string, value = '') => {
      beforeReady('commandLine.appendSwitch');
      appState.switches.push([name, value]);
    },
  };

  enableSandbox(): void {
    beforeReady('app.enableSandbox');
    appState.sandboxed = true;
  }

  getPath(name: string): string {
    const path = paths[name];
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  setPath(name: string, path: string): void {
    if (!(name in paths)) throw new Error(`Failed to set path: '${name}'`);
    if (!statSync(path).isDirectory()) throw new Error('not a folder');
    paths[name] = path;
  }

  /** One holder per userData folder, across processes, as Electron's process singleton. */
  requestSingleInstanceLock(): boolean {
    const folder = join(this.getPath('userData'), 'standin-lock');
    const holder = join(folder, 'pid');
    if (existsSync(holder)) {
      if (isAlive(Number(readFileSync(holder, 'utf8')))) {
        writeFileSync(join(folder, `second-${process.pid}.json`), JSON.stringify(process.argv));
        return false;
      }
      rmSync(folder, { recursive: true, force: true });
    }
    mkdirSync(folder, { recursive: true });
    writeFileSync(holder, String(process.pid));
    this.#lock = folder;
    const seen = new Set<string>();
    watch(folder, () => {
      for (const name of existsSync(folder) ? readdirSync(folder) : []) {
        if (!name.startsWith('second-') || seen.has(name)) continue;
        const text = readFileSync(join(folder, name), 'utf8');
        if (text === '') continue;
        seen.add(name);
        this.emit('second-instance', {}, JSON.parse(text), process.cwd(), {});
      }
    }).unref();
    return true;
  }

  /** Ready comes after the main module has been evaluated, when the browser runs with the switches given until then. */
  whenReady(): Promise<void> {
    this.#whenReady ??= new Promise((resolve) => setTimeout(resolve, 0)).then(async () => {
      await parent.ask('boot', { switches: appState.switches, sessionData: paths.sessionData });
      appState.ready = true;
      this.emit('ready');
    });
    return this.#whenReady;
  }

  quit(): void {
    if (!appState.quitting) {
      appState.quitting = true;
      this.emit('before-quit', preventable({}));
    }
    if (!appState.closeAllWindows()) {
      appState.quitting = false;
      return;
    }
    const event = preventable({});
    this.emit('will-quit', event);
    if (!event.defaultPrevented) this.exit(0);
  }

  exit(code = 0): void {
    this.emit('quit', {}, code);
    if (this.#lock) {
      const holder = join(this.#lock, 'pid');
      if (existsSync(holder)) unlinkSync(holder);
    }
    process.exit(code);
  }
}

export const app = new App();

answers.quit = () => app.quit();
answers.fail = (message: string) => {
  setImmediate(() => {
    throw new TypeError(message);
  });
};
answers['certificate-error'] = (url: string) => {
  const event = preventable({});
  let trusted: boolean | null = null;
  app.emit('certificate-error', event, {}, url, 'net::ERR_CERT_AUTHORITY_INVALID', {}, (trust: boolean) => {
    trusted = trust;
  });
  return { prevented: event.defaultPrevented, trusted };
};
