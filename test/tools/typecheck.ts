// One TypeScript project per environment: no DOM in src-main, no Node in shared and src-renderer.
import { spawnSync } from 'node:child_process';

let failed = 0;
for (const project of ['shared', 'main', 'renderer', 'test']) {
  const { status, stdout } = spawnSync(
    'npx',
    ['tsc', '--noEmit', '--checkers', '2', '-p', `tsconfig.${project}.json`],
    { encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (stdout) process.stdout.write(stdout);
  if (status !== 0) failed++;
}
console.log(`types: ${4 - failed} of 4 projects clean`);
process.exitCode = failed ? 1 : 0;
