// `npm test`: every check and every test, one after the other, and one line at the end that counts them all.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { aptInstall, findOrInstallBrowser, hasProgram, mayUseApt } from './find-browser.mjs';
import { countPlaywright, countVitest } from './test-counts.mjs';

const VITEST = 'out/vitest.json';
const PLAYWRIGHT = 'out/playwright.json';

const CHECKS = [
  ['lock', 'node test/tools/check-lock.ts'],
  ['format', 'npx biome format .'],
  ['types', 'node test/tools/typecheck.ts'],
  ['lint (biome)', 'npx biome lint .'],
  ['lint (oxlint)', 'npx oxlint --deny-warnings'],
  ['layers', 'node test/tools/layers.ts'],
  ['dead code', 'npx knip'],
  ['build', 'npm run build'],
];

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

function add(name, counts) {
  for (const key of Object.keys(total)) total[key] += counts[key];
  if (counts.failed > 0) failures.push(`${name}: ${counts.failed}`);
}

/** Runs a command on this terminal. All of them are constants of this file. */
function run(name, command, env = {}) {
  console.log(`\n── ${name}: ${command}`);
  const began = Date.now();
  const { status } = spawnSync(command, { stdio: 'inherit', shell: true, env: { ...process.env, ...env } });
  console.log(`── ${name}: ${status === 0 ? 'passed' : 'failed'} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  return status === 0;
}

/** Reads what a test runner counted; a runner that failed without a failing test is a failure too. */
function tests(name, command, file, count, env) {
  rmSync(file, { force: true });
  const passed = run(name, command, env);
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    console.log(`── ${name}: no report was written`);
    counts.failed = 1;
  }
  if (!passed && counts.failed === 0) counts.failed = 1;
  // Nothing found is not a success.
  if (counts.passed + counts.failed + counts.skipped === 0) counts.failed = 1;
  add(name, counts);
}

mkdirSync('out', { recursive: true });
for (const [name, command] of CHECKS) {
  const passed = run(name, command);
  add(name, { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });
}

if (process.env.CI && !hasProgram('strace') && mayUseApt()) aptInstall('strace');
const browser = findOrInstallBrowser();
if (!browser) {
  console.log(
    'The browser tests need Chrome, Chromium, Edge or Brave. Install one, or name one with INGLENOOK_BROWSER, and run this again.',
  );
}
const env = browser ? { INGLENOOK_BROWSER: browser, CHROMIUM: browser } : {};
tests(
  'tests',
  `npx vitest run --reporter=default --reporter=json --outputFile.json=${VITEST}`,
  VITEST,
  countVitest,
  env,
);
if (browser) {
  tests('browser tests', 'npx playwright test --reporter=list,json', PLAYWRIGHT, countPlaywright, {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: PLAYWRIGHT,
  });
} else add('browser tests', { passed: 0, failed: 1, skipped: 0 });

console.log(failures.length ? `\nFailed – ${failures.join(', ')}` : '\nEverything passed.');
console.log(`${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
process.exitCode = total.failed ? 1 : 0;
