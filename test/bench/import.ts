import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Job } from '../../shared/contract/app.ts';
import { type Bench, type Figure, peakMegabytes } from './entry.ts';

const DEFAULT_ROWS = 2_000_000;
/** GoAccess 1.7 is to be beaten by this factor. */
const TIMES_GOACCESS = 3;

/** Time and output of an outside program; null where it is not installed. */
function runProgram(name: string, args: readonly string[], input = ''): { ms: number; stdout: string } | null {
  const start = performance.now();
  const { status, error, stdout, stderr } = spawnSync(name, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error && 'code' in error && error.code === 'ENOENT') return null;
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr.slice(0, 200)}`);
  return { ms: performance.now() - start, stdout };
}

/** The file as one column of text; every line must have arrived. */
function timeSqlite(log: string, dir: string, rows: number): number | null {
  const db = join(dir, 'lines.db');
  const load = `CREATE TABLE lines (line TEXT);\n.mode ascii\n.separator "\\037" "\\n"\n.import ${log} lines\n`;
  const imported = runProgram('sqlite3', [db], load);
  if (imported === null) return null;
  const counted = runProgram('sqlite3', [db, 'SELECT count(*) FROM lines']);
  if (Number(counted?.stdout) !== rows) throw new Error('sqlite3 did not take every line');
  return imported.ms;
}

const BUILT = fileURLToPath(new URL('../../node_modules/.cache/inglenook-bench', import.meta.url));

/** Runs a script of test/tools in a process of its own, as this one's memory is measured. */
function runScript(name: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, '..', 'tools', name), ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr.slice(0, 200)}`);
}

/** Imports through the engine, as the app does: parser, writer and readers in their threads. */
async function timeImport(log: string, dir: string, rows: number): Promise<number> {
  runScript('build-engine.ts', BUILT);
  const pool = (await import(
    pathToFileURL(join(BUILT, 'pool.js')).href
  )) as typeof import('../../src-main/workers/pool.ts');
  const engine = await pool.startEngine({ dataDir: dir, allowPaths: true });
  try {
    const ended = Promise.withResolvers<Job>();
    let wanted = 0;
    const seen = new Map<number, Job>();
    engine.on('jobs.progress', (job) => {
      if (!['done', 'failed', 'cancelled'].includes(job.state)) return;
      seen.set(job.id, job);
      if (job.id === wanted) ended.resolve(job);
    });
    const start = performance.now();
    const { job: id } = await engine.call('imports.start', { sources: [{ file: log }] });
    wanted = id;
    const early = seen.get(id);
    if (early) ended.resolve(early);
    const job = await ended.promise;
    const ms = performance.now() - start;
    if (job.state !== 'done') throw new Error(`the import ${job.state}: ${job.error}`);
    const [run] = await engine.call('imports.list', {});
    if (run?.kept !== rows || run.rejected !== 0) throw new Error('the import did not keep every line');
    return ms;
  } finally {
    await engine.close();
  }
}

/** A whole import, from a file on disk to stored, recognised and pseudonymised hits, beside two programs that store less. */
export const importing: Bench = {
  name: 'import',
  title: 'Import of a combined access log',
  async run({ dir, rows = DEFAULT_ROWS }) {
    const log = join(dir, 'access.log');
    runScript('log-lines.ts', log, String(rows));
    const data = join(dir, 'data');
    mkdirSync(data);
    const ms = await timeImport(log, data, rows);
    const memory = peakMegabytes();
    const goaccess = runProgram('goaccess', [
      log,
      '--log-format=COMBINED',
      '--no-progress',
      '-o',
      join(dir, 'out.json'),
    ]);
    const sqlite = timeSqlite(log, dir, rows);
    const figures: Figure[] = [
      { name: 'size of the log', value: statSync(log).size / 1e6, unit: 'MB' },
      { name: 'import', value: ms / 1000, unit: 's' },
      { name: 'import', value: rows / (ms / 1000), unit: 'lines/s' },
      { name: 'peak memory', value: memory, unit: 'MB', most: 400, note: 'whole process, all threads' },
    ];
    const rivals: [string, number | null, number | undefined][] = [
      ['GoAccess', goaccess?.ms ?? null, TIMES_GOACCESS],
      ['sqlite3 .import', sqlite, undefined],
    ];
    for (const [name, time, least] of rivals) {
      if (time === null) continue;
      figures.push({ name, value: time / 1000, unit: 's' });
      figures.push({ name: `times ${name}`, value: time / ms, unit: '×', ...(least === undefined ? {} : { least }) });
    }
    return figures;
  },
};
