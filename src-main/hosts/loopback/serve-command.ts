import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isPortProblem, type Served, serve, type Where } from './serve.ts';

/** Help of `inglenook serve`. */
export const SERVE_HELP = `inglenook serve – open Inglenook in a browser on this computer

  --data DIR    data folder
  --port N      port on 127.0.0.1 (default: a free one)
  --no-open     only print the address
  --keep S      seconds to go on after the last window was closed (default 10)
  --json        print one line of JSON: {"url", "browser", "why"}
`;

export interface ServeContext {
  /** Used without `--data`. */
  dataDir: string;
  print(text: string): void;
  complain(text: string): void;
  /** Calls back on Ctrl-C and the like; answers how to stop listening. */
  onStop(stop: () => void): () => void;
}

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

interface Wish {
  dataDir: string;
  open: boolean;
  json: boolean;
  port?: number;
  keepAliveMs?: number;
}

const numberIn = (text: string, max: number): number | null =>
  /^\d{1,9}$/.test(text) && Number(text) <= max ? Number(text) : null;

function wishOf(argv: readonly string[], context: ServeContext): Wish | 'help' | null {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        keep: { type: 'string' },
        'no-open': { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    const port = values.port === undefined ? undefined : numberIn(values.port, 65_535);
    const keep = values.keep === undefined ? undefined : numberIn(values.keep, 86_400);
    if (port === null || keep === null) return null;
    return {
      dataDir: values.data === undefined ? context.dataDir : resolve(values.data),
      open: !values['no-open'],
      json: values.json ?? false,
      ...(port === undefined ? {} : { port }),
      ...(keep === undefined ? {} : { keepAliveMs: keep * 1000 }),
    };
  } catch {
    return null;
  }
}

/** Runs `serve` until the last window is closed or the user stops it. Answers the exit code: 0, 1 failed, 2 wrong arguments. */
export async function runServe(argv: readonly string[], context: ServeContext): Promise<number> {
  const wish = wishOf(argv, context);
  if (wish === null || wish === 'help') {
    (wish === 'help' ? context.print : context.complain)(SERVE_HELP);
    return wish === 'help' ? 0 : 2;
  }
  const { json, ...options } = wish;
  let served: Served | undefined;
  let stopped = false;
  const release = context.onStop(() => {
    stopped = true;
    void served?.close();
  });
  try {
    served = await serve({
      ...options,
      tell: (where) => context.print(json ? `${JSON.stringify(where)}\n` : inWords(where)),
    });
    if (stopped) await served.close();
    await served.ended;
    return 0;
  } catch (error) {
    if (isPortProblem(error)) context.complain(`Port ${options.port ?? ''} cannot be used. Try another, or none.\n`);
    else if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      context.complain('The built pages of Inglenook are missing. Run "npm run build".\n');
    else throw error;
    return 1;
  } finally {
    release();
  }
}
