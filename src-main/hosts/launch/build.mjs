import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PARTS = {
  web: {
    sources: ['src-renderer', 'shared', 'vite.config.ts'],
    outputs: ['dist/web/index.html'],
    options: { configFile: 'vite.config.ts' },
  },
  main: {
    sources: ['src-main', 'shared', 'vite.main.config.ts'],
    outputs: ['dist/main/cli.js', 'dist/main/core.worker.js', 'dist/main/electron.js'],
    options: { configFile: 'vite.main.config.ts', mode: 'main' },
  },
  preload: {
    sources: ['src-main/hosts/electron', 'shared', 'vite.main.config.ts'],
    outputs: ['dist/preload/preload.cjs'],
    options: { configFile: 'vite.main.config.ts', mode: 'preload' },
  },
};
/** Every part of the app that is built. */
export const ALL_PARTS = Object.keys(PARTS);
// New versions of what is bundled in, too.
const EVERYWHERE = ['package.json', 'package-lock.json'];

/** Newest change (ms) under a path; folders count, so that a removed file is noticed. 0 when there is nothing. */
function newest(path) {
  let stat;
  try {
    stat = statSync(path);
  } catch {
    return 0;
  }
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs);
}

function oldest(paths) {
  return Math.min(...paths.map((path) => (statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: -1 }).mtimeMs));
}

/** The parts that are missing or older than one of their sources. Without sources (an installed copy) nothing is. */
export function staleParts(root, wanted = ALL_PARTS) {
  return wanted.filter((name) => {
    const { sources, outputs } = PARTS[name];
    if (newest(join(root, 'src-main')) === 0) return false;
    const changed = Math.max(...[...sources, ...EVERYWHERE].map((path) => newest(join(root, path))));
    return oldest(outputs.map((path) => join(root, path))) < changed;
  });
}

/** Builds parts with Vite. */
export async function buildParts(root, parts) {
  const { build } = await import('vite');
  for (const name of parts) {
    const { configFile, ...options } = PARTS[name].options;
    process.chdir(root);
    await build({ configFile: join(root, configFile), logLevel: 'warn', ...options });
  }
}

// Run as a program of its own, so that the bundler's memory is given back before the app starts.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildParts(fileURLToPath(new URL('../../../', import.meta.url)), process.argv.slice(2));
}
