import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { staleParts } from './build.mjs';

/** Folder of the project. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** The built command line. */
export const CLI = fileURLToPath(new URL('../../../dist/main/cli.js', import.meta.url));

/** Builds what is stale. False when that failed; the builder has said why. Speaks on stderr only: stdout may be data. */
export function prepare(parts) {
  const stale = staleParts(ROOT, parts);
  if (stale.length === 0) return true;
  process.stderr.write('Building Inglenook. This takes a few seconds.\n');
  const builder = fileURLToPath(new URL('build.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [builder, ...stale], { stdio: ['ignore', 2, 2] });
  if (status !== 0) process.stderr.write('Inglenook could not be built; the lines above say why.\n');
  return status === 0;
}
