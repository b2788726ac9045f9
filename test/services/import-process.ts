import { pathToFileURL } from 'node:url';

/**
 * Imports files in a process that a test kills: POOL-SCRIPT DATA-DIR PASSPHRASE FILE... Writes a line when the import begins;
 * an empty passphrase is for a store in clear.
 */
const [pool = '', dataDir = '', passphrase = '', ...files] = process.argv.slice(2);
const { startEngine } = (await import(pathToFileURL(pool).href)) as typeof import('../../src-main/workers/pool.ts');
// Nobody asks anything: the writer is what is killed.
const engine = await startEngine({ dataDir, allowPaths: true, readers: 0 });
if (passphrase !== '') await engine.call('vault.unlock', { passphrase });
engine.on('jobs.progress', (job) => {
  if (job.kind === 'import' && (job.state === 'done' || job.state === 'failed')) void engine.close();
});
await engine.call('imports.start', { sources: files.map((file) => ({ file })) });
process.stdout.write('begun\n');
