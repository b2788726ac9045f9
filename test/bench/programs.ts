import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Job } from '../../shared/contract/app.ts';
import type { RunSummary } from '../../shared/contract/imports.ts';

/** Time and output of an outside program; null where it is not installed. */
export function runProgram(name: string, args: readonly string[], input = ''): { ms: number; stdout: string } | null {
  const start = performance.now();
  const { status, error, stdout, stderr } = spawnSync(name, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error && 'code' in error && error.code === 'ENOENT') return null;
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr.slice(0, 200)}`);
  return { ms: performance.now() - start, stdout };
}

/** Runs a script of test/tools in a process of its own, as this one's memory is measured; answers what it printed. */
export const runScript = (name: string, ...args: string[]): string =>
  runTool(['--max-old-space-size=12000'], name, args);

function runTool(flags: readonly string[], name: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...flags, join(import.meta.dirname, '..', 'tools', name), ...args],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr.slice(0, 200)}`);
  return stdout;
}

const BUILT = fileURLToPath(new URL('../../node_modules/.cache/inglenook-bench', import.meta.url));

/** What an import takes in a process of its own, of the engine as it is shipped: time, rows kept and rejected, and peak memory. */
export function importAlone(
  file: string,
  folder: string,
): { ms: number; kept: number; rejected: number; peakMb: number } {
  runScript('build-engine.ts', BUILT);
  return JSON.parse(runTool([], 'import-once.mjs', [join(BUILT, 'pool.js'), file, folder])) as ReturnType<
    typeof importAlone
  >;
}

/** The engine as the app runs it: parser, writer and readers in their threads, built as it is shipped. */
export async function openBuiltEngine(dir: string) {
  runScript('build-engine.ts', BUILT);
  const pool = (await import(
    pathToFileURL(join(BUILT, 'pool.js')).href
  )) as typeof import('../../src-main/workers/pool.ts');
  return pool.startEngine({ dataDir: dir, allowPaths: true });
}

/** Imports files one after the other through the engine. */
export async function timeImports(files: readonly string[], dir: string): Promise<{ ms: number; run: RunSummary }[]> {
  const engine = await openBuiltEngine(dir);
  const ended = new Map<number, Job>();
  let wake: () => void = () => {};
  engine.on('jobs.progress', (job) => {
    if (!['done', 'failed', 'cancelled'].includes(job.state)) return;
    ended.set(job.id, job);
    wake();
  });
  const times: { ms: number; run: RunSummary }[] = [];
  try {
    for (const file of files) {
      const start = performance.now();
      const { job: id } = await engine.call('imports.start', { sources: [{ file }] });
      while (!ended.has(id))
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const ms = performance.now() - start;
      const job = ended.get(id);
      if (job?.state !== 'done') throw new Error(`the import ${job?.state}: ${job?.error}`);
      const [run] = await engine.call('imports.list', {});
      if (!run) throw new Error('there is no run');
      times.push({ ms, run });
    }
    return times;
  } finally {
    await engine.close();
  }
}
