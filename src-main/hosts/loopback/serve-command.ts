import { isPortProblem, type Served, serve, type Where } from './serve.ts';

/** Options of `inglenook serve`, in the shape of the command line's option tables. */
export const SERVE_OPTIONS = {
  port: { type: 'string', help: 'port on 127.0.0.1 (default: a free one)' },
  'no-open': { type: 'boolean', help: 'only print the address' },
  keep: { type: 'string', help: 'seconds to go on after the last window was closed (default 10)' },
} as const;

/** Where words go and signals come from. */
export interface Terminal {
  print(text: string): void;
  complain(text: string): void;
  /** Calls back on Ctrl-C and the like; answers how to stop listening. */
  onStop(stop: () => void): () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const PROCESS: Terminal = {
  print: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
  onStop(stop) {
    for (const signal of SIGNALS) process.on(signal, stop);
    return () => {
      for (const signal of SIGNALS) process.off(signal, stop);
    };
  },
};

const REASONS: Readonly<Record<Where['why'], string>> = {
  window: '',
  'not-asked': '',
  'no-display': 'There is no display here. ',
  'no-browser': 'No Chrome, Chromium, Edge or Brave was found. ',
  root: 'A browser window cannot be opened for the root user. ',
  'browser-failed': 'The browser window could not be opened. ',
};

const inWords = ({ url, browser, why }: Where): string =>
  browser === null
    ? `${REASONS[why]}Open this address in a browser on this computer. It works once:\n${url}\n`
    : `Inglenook is open in a window of ${browser}. Close the window, or press Ctrl-C here, to end it.\n`;

const numberIn = (text: string, max: number): number | null =>
  /^\d{1,9}$/.test(text) && Number(text) <= max ? Number(text) : null;

const optional = (value: unknown, max: number): number | null | undefined =>
  typeof value === 'string' ? numberIn(value, max) : undefined;

/**
 * Runs `serve` until the last window is closed or the user stops it. With `json` the place is told as one line of JSON,
 * {"url", "browser", "why"}. Answers the exit code: 0 done, 1 failed, 2 the values do not fit. Throws AppError.
 */
export async function runServe(
  values: Readonly<Record<string, string | boolean | string[] | undefined>>,
  dataDir: string,
  terminal: Terminal = PROCESS,
): Promise<number> {
  const port = optional(values.port, 65_535);
  const keep = optional(values.keep, 86_400);
  if (port === null || keep === null) return 2;
  let served: Served | undefined;
  let stopped = false;
  const release = terminal.onStop(() => {
    stopped = true;
    void served?.close();
  });
  try {
    served = await serve({
      dataDir,
      open: values['no-open'] !== true,
      ...(port === undefined ? {} : { port }),
      ...(keep === undefined ? {} : { keepAliveMs: keep * 1000 }),
      tell: (where) => terminal.print(values.json === true ? `${JSON.stringify(where)}\n` : inWords(where)),
    });
    // Ctrl-C while it was starting.
    if (stopped) await served.close();
    await served.ended;
    return 0;
  } catch (error) {
    if (isPortProblem(error)) terminal.complain(`Port ${port ?? ''} cannot be used. Try another, or none.\n`);
    else if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      terminal.complain('The built pages of Inglenook are missing. Run "npm run build".\n');
    else throw error;
    return 1;
  } finally {
    release();
  }
}
