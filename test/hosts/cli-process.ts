import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { BUILT_CLI } from '../built-engine.ts';

const CLI = fileURLToPath(BUILT_CLI);

export interface Said {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command line in a process of its own, as a user does: as it is shipped, for from the sources each call would compile a thousand modules in each of its threads. */
export async function inglenook(
  args: readonly string[],
  { env = {}, input = '' }: { env?: Record<string, string>; input?: string } = {},
): Promise<Said> {
  const { INGLENOOK_PASSPHRASE: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...inherited, ...env }, stdio: 'pipe' });
  child.stdin.end(input);
  const exited = once(child, 'exit');
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await exited) as [number | null];
  return { code, out, err };
}

/** Runs the command line with a reader that goes away at once, as `| head -0` does; answers the exit code and what was complained. */
export async function unheard(args: readonly string[]): Promise<{ code: number | null; err: string }> {
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  const exited = once(child, 'exit');
  const err = await text(child.stderr);
  const [code] = (await exited) as [number | null];
  return { code, err };
}

/** Every line of what was said, as JSON; a line that is none is a failure. */
export const jsonLines = <T>({ out }: Said): T[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
