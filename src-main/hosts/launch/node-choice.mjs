import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// The first Node with everything Inglenook uses.
const OLDEST = [22, 12];

/** Whether a version such as `v22.12.0` is new enough. */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** The Node that `npm ci` brought along for this system, and its version; null where there is none. */
export function pinnedNode(root, platform = process.platform, arch = process.arch) {
  const folder = join(root, 'node_modules', `node-${platform === 'win32' ? 'win' : platform}-${arch}`);
  const path = join(folder, 'bin', platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(path)) return null;
  return { path, version: `v${JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version}` };
}

/** How glibc shares out memory. Other systems pay no heed to it. */
const MALLOC = {
  // It gives each thread a heap of its own, which cost some 40 MB here at the peak of an import; two of them are as quick.
  MALLOC_ARENA_MAX: '2',
  // Columns go back to the system when they are done with; within a heap, what lies behind them would keep their place (another 40 MB).
  MALLOC_MMAP_THRESHOLD_: '65536',
  MALLOC_TRIM_THRESHOLD_: '524288',
  MALLOC_TOP_PAD_: '65536',
};

/** Options of Node that write what is in memory to a file: snapshots and profiles of the heap, diagnostic reports, core files. */
const WRITES_MEMORY = /^--(?:heapsnapshot|heap-prof|report-|abort-on-uncaught-exception|diagnostic-dir)/;

/** Options for every Node of this computer, less those that would put people's data into files that Inglenook knows nothing of. */
export function quietOptions(options) {
  let kept = true;
  const words = options.split(/\s+/).filter((word) => {
    // A word without dashes is the value of the option before it.
    if (word.startsWith('-')) kept = !WRITES_MEMORY.test(word.replaceAll('_', '-'));
    return kept && word !== '';
  });
  return words.join(' ');
}

/** The environment in which the program runs; who has chosen something else keeps it. */
export const programEnv = (env = process.env) => ({
  ...MALLOC,
  ...env,
  ...(env.NODE_OPTIONS ? { NODE_OPTIONS: quietOptions(env.NODE_OPTIONS) } : {}),
});

/** Starts a program on this terminal and answers its exit code. Signals to us go to it, so that it can close cleanly. */
export function runHere(command, args, env = process.env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env: programEnv(env) });
    // Ctrl-C reaches the child by itself; we only must not die before it.
    const wait = () => undefined;
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', wait);
    process.on('SIGTERM', forward);
    process.on('SIGHUP', forward);
    const finish = (code) => {
      process.off('SIGINT', wait);
      process.off('SIGTERM', forward);
      process.off('SIGHUP', forward);
      resolve(code);
    };
    child.once('error', () => finish(127));
    child.once('exit', (code, signal) => finish(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}

/**
 * Makes sure that a script runs under a Node that can run Inglenook: true when this one does; otherwise the script has
 * been run again under the pinned one (or a message said what is missing) and the exit code is set.
 */
export async function underRightNode(root, script, args) {
  const pinned = pinnedNode(root);
  if (pinned && pinned.version !== process.version && process.env.INGLENOOK_NODE !== pinned.version) {
    // The mark keeps a wrongly labelled Node from starting itself for ever.
    process.exitCode = await runHere(pinned.path, [script, ...args], {
      ...process.env,
      INGLENOOK_NODE: pinned.version,
    });
    return false;
  }
  if (pinned || isNewEnough(process.version)) return true;
  process.stderr.write(
    `Inglenook needs Node ${OLDEST.join('.')} or newer, and this is Node ${process.version.slice(1)}. Install a newer one from nodejs.org, then run the same command again.\n`,
  );
  process.exitCode = 1;
  return false;
}
