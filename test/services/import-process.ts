import { writeFileSync } from 'node:fs';
import { startEngine } from '../../src-main/workers/pool.ts';

/** Imports files in a process that a test kills: DATA-DIR MARKER FILE... The marker is written when the import begins. */
const [dataDir = '', marker = '', ...files] = process.argv.slice(2);
const engine = await startEngine({ dataDir, allowPaths: true, readers: 1 });
engine.on('jobs.progress', (job) => {
  if (job.kind === 'import' && (job.state === 'done' || job.state === 'failed')) void engine.close();
});
await engine.call('imports.start', { sources: files.map((file) => ({ file })) });
writeFileSync(marker, '');
