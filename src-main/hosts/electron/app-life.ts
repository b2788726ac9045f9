import type { App, BrowserWindow } from 'electron';
import type { Engine } from '../../workers/engine.ts';

/** A second launch on the same data folder shows the window that is already there. */
export function focusOnSecondLaunch(app: App, windows: () => BrowserWindow[]): void {
  app.on('second-instance', () => {
    const [window] = windows();
    if (!window) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  });
}

/** Closing the window ends the program on every system: there is nothing it should do unseen. */
export function quitWithLastWindow(app: App): void {
  app.on('window-all-closed', () => app.quit());
}

/** Holds the quit back once, until the store is checkpointed and closed. */
export function closeBeforeQuitting(app: App, engine: Promise<Engine>): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    const finish = () => {
      closed = true;
      app.quit();
    };
    // A core that never started has nothing to close; quitting must not hang on it.
    engine.then((running) => running.close()).then(finish, finish);
  });
}
