import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const REPOSITORY = join(import.meta.dirname, '..');
const FOLDER = join(REPOSITORY, 'out', 'test-engine');
const WORKER = join(FOLDER, 'core.worker.js');

/** The threads of the engine as they are shipped: from the sources each of them would compile every module anew. */
export const BUILT_WORKER = pathToFileURL(WORKER);
/** What starts them. */
export const BUILT_POOL = pathToFileURL(join(FOLDER, 'pool.js'));
/** The command line as it is shipped. */
export const BUILT_CLI = pathToFileURL(join(FOLDER, 'cli.js'));

const changedMs = (folder: string): number =>
  readdirSync(join(REPOSITORY, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, { parentPath, name }) => Math.max(latest, statSync(join(parentPath, name)).mtimeMs), 0);

/** Builds them once, before the tests of a run, unless they are newer than every source. */
export function setup(): void {
  const sources = Math.max(changedMs('src-main'), changedMs('shared'));
  if (existsSync(BUILT_CLI) && statSync(BUILT_CLI).mtimeMs > sources) return;
  const builder = join(REPOSITORY, 'test/tools/build-engine.ts');
  const { status, stderr } = spawnSync(process.execPath, [builder, FOLDER], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the engine for the tests could not be built\n${stderr}`);
}
