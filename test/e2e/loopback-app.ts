import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { CLI } from '../../src-main/hosts/launch/prepare.mjs';

const READY_MS = 60_000;
const STOP_MS = 20_000;

/** A running `inglenook serve` of the built app. */
export interface ServedApp {
  url: string;
  /** Of the process; that of the wrapper where there is one. */
  pid: number;
  stderr(): string;
  /** The exit code, when it has ended by itself or otherwise. */
  exited: Promise<number | null>;
  /** Ends it as Ctrl-C does; answers the exit code. */
  close(): Promise<number | null>;
}

interface ServeWishes {
  /** Another program (a tracer) and its arguments, put around it. */
  wrap?: readonly string[];
  /** Seconds without a window after which it ends; default: a day. */
  keepSeconds?: number;
}

/** Starts the built command line's `serve`. */
export async function startServe(
  dataDir: string,
  { wrap = [], keepSeconds = 86_400 }: ServeWishes = {},
): Promise<ServedApp> {
  const keep = ['--keep', String(keepSeconds)];
  const serve = [process.execPath, CLI, 'serve', '--data', dataDir, '--no-open', '--json', ...keep];
  const [command = '', ...args] = [...wrap, ...serve];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (part: Buffer) => {
    errors += part.toString();
  });
  const exited = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const lines = createInterface({ input: child.stdout });
  const late = setTimeout(() => child.kill('SIGKILL'), READY_MS);
  const first = await new Promise<string | null>((resolve) => {
    lines.once('line', resolve);
    child.once('error', () => resolve(null));
    void exited.then(() => resolve(null));
  });
  clearTimeout(late);
  if (first === null) throw new Error(`the app did not start\n${errors}`);
  return {
    url: (JSON.parse(first) as { url: string }).url,
    pid: child.pid ?? 0,
    stderr: () => errors,
    exited,
    async close() {
      child.kill('SIGTERM');
      const stuck = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      const code = await exited;
      clearTimeout(stuck);
      return code;
    },
  };
}
