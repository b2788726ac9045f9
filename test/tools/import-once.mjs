// node test/tools/import-once.mjs ENGINE FILE FOLDER – imports a file into an empty store and prints time, rows kept and rejected, and peak memory
// as JSON. Plain JavaScript: what strips types takes memory that no user's program needs.
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const [pool = '', file = '', dataDir = ''] = process.argv.slice(2);
const { startEngine } = await import(pathToFileURL(pool).href);
const engine = await startEngine({ dataDir, allowPaths: true });
const ended = new Promise((resolve) => {
  engine.on('jobs.progress', (job) => {
    if (['done', 'failed', 'cancelled'].includes(job.state)) resolve(job);
  });
});
const start = performance.now();
await engine.call('imports.start', { sources: [{ file }] });
const { state, error } = await ended;
const ms = performance.now() - start;
if (state !== 'done') throw new Error(`the import ${state}: ${error}`);
const [run] = await engine.call('imports.list', {});
await engine.close();
console.log(
  JSON.stringify({ ms, kept: run.kept, rejected: run.rejected, peakMb: process.resourceUsage().maxRSS / 1024 }),
);
