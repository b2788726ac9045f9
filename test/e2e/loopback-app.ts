import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { CLI } from '../../src-main/hosts/launch/prepare.mjs';

const READY_MS = 60_000;
const STOP_MS = 20_000;

/** A running `inglenook serve` of the built app. */
export interface ServedApp {
  url: string;
  process: ChildProcess;
  stderr(): string;
  /** Ends it as Ctrl-C does; answers the exit code. */
  close(): Promise<number | null>;
}

/** Starts the built command line's `serve`; `wrap` puts another program (a tracer) around it. */
export async function startServe(dataDir: string, wrap: readonly string[] = []): Promise<ServedApp> {
  const serve = [process.execPath, CLI, 'serve', '--data', dataDir, '--no-open', '--json', '--keep', '86400'];
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
    process: child,
    stderr: () => errors,
    async close() {
      child.kill('SIGTERM');
      const stuck = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      const code = await exited;
      clearTimeout(stuck);
      return code;
    },
  };
}
