#!/usr/bin/env node
// The `inglenook` command: the right Node, a fresh build, then the built command line with the same arguments.
import { fileURLToPath } from 'node:url';
import { runHere, underRightNode } from './node-choice.mjs';

const args = process.argv.slice(2);
const root = fileURLToPath(new URL('../../../', import.meta.url));
if (await underRightNode(root, fileURLToPath(import.meta.url), args)) {
  const { CLI, prepare } = await import('./prepare.mjs');
  const ready = prepare(args[0] === 'serve' ? ['web', 'main'] : ['main']);
  process.exitCode = ready ? await runHere(process.execPath, [CLI, ...args]) : 1;
}
