// `npm start`: the right Node, a fresh build, then the Electron window or, where that cannot be, the browser.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { defaultDataDir } from './data-dir.mjs';
import { chooseHost } from './electron-binary.mjs';
import { runHere, underRightNode } from './node-choice.mjs';

const HELP = `npm start -- [options]

  --host electron|browser   where to open Inglenook (default: Electron where it can run)
  --data DIR                data folder (default: ${defaultDataDir()})
  --no-open                 only print the address (browser)
  --port N                  port on 127.0.0.1 (browser; default: a free one)
`;
// An Electron that cannot work here (missing libraries, sandbox not allowed) gives up at once.
const FAILS_WITHIN_MS = 5000;

function readWish(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        host: { type: 'string' },
        data: { type: 'string' },
        'no-open': { type: 'boolean' },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const known = values.host === undefined || values.host === 'electron' || values.host === 'browser';
    return known ? values : null;
  } catch {
    return null;
  }
}

const serveArgs = (wish, dataDir) => [
  'serve',
  '--data',
  dataDir,
  ...(wish['no-open'] ? ['--no-open'] : []),
  ...(wish.port === undefined ? [] : ['--port', wish.port]),
];

async function start(wish) {
  const { CLI, ROOT, prepare } = await import('./prepare.mjs');
  if (!prepare()) return 1;
  const dataDir = wish.data === undefined ? defaultDataDir() : resolve(wish.data);
  // --no-open and --port only mean something in the browser.
  const asked = wish.host ?? (wish['no-open'] || wish.port !== undefined ? 'browser' : undefined);
  const choice = chooseHost({
    wish: asked,
    root: ROOT,
    env: process.env,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
  });
  if (choice.why !== null) process.stdout.write(`${choice.why}\n`);
  if (choice.host === null) return 1;
  if (choice.host === 'electron') {
    const began = Date.now();
    const code = await runHere(choice.electron, [ROOT, '--data', dataDir]);
    if (code === 0 || wish.host === 'electron' || Date.now() - began > FAILS_WITHIN_MS) return code;
    process.stdout.write('Electron could not start on this computer, so Inglenook runs in a browser instead.\n');
  }
  return runHere(process.execPath, [CLI, ...serveArgs(wish, dataDir)]);
}

const script = fileURLToPath(import.meta.url);
const wish = readWish(process.argv.slice(2));
if (wish === null || wish.help) {
  (wish ? process.stdout : process.stderr).write(HELP);
  process.exitCode = wish ? 0 : 2;
} else if (await underRightNode(fileURLToPath(new URL('../../../', import.meta.url)), script, process.argv.slice(2))) {
  process.exitCode = await start(wish);
}
