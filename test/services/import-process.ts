import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Imports files in a process that a test kills: POOL-SCRIPT DATA-DIR MARKER FILE... The marker is written when the import begins. */
const [pool = '', dataDir = '', marker = '', ...files] = process.argv.slice(2);
const { startEngine } = (await import(pathToFileURL(pool).href)) as typeof import('../../src-main/workers/pool.ts');
const engine = await startEngine({ dataDir, allowPaths: true, readers: 1 });
engine.on('jobs.progress', (job) => {
  if (job.kind === 'import' && (job.state === 'done' || job.state === 'failed')) void engine.close();
});
await engine.call('imports.start', { sources: files.map((file) => ({ file })) });
writeFileSync(marker, '');
