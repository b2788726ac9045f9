// `npm test`: every check and every test, and one line at the end that counts them all.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { aptInstall, findOrInstallBrowser, hasProgram, mayUseApt } from './find-browser.mjs';
import { countPlaywright, countVitest } from './test-counts.mjs';

const VITEST = 'out/vitest.json';
const PLAYWRIGHT = 'out/playwright.json';

/** Checks that only read: two rows of them, side by side. The types take as long as all others. */
const CHECKS = [
  [['types', 'node test/tools/typecheck.ts']],
  [
    ['lock', 'node test/tools/check-lock.ts'],
    ['format', 'npx biome format .'],
    ['lint (biome)', 'npx biome lint .'],
    ['lint (oxlint)', 'npx oxlint --deny-warnings'],
    ['layers', 'node test/tools/layers.ts'],
    ['dead code', 'npx knip'],
  ],
];

const total = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

function add(name, counts) {
  for (const key of Object.keys(total)) total[key] += counts[key];
  if (counts.failed > 0) failures.push(`${name}: ${counts.failed}`);
}

const ending = (name, passed, began) =>
  `── ${name}: ${passed ? 'passed' : 'failed'} (${((Date.now() - began) / 1000).toFixed(1)} s)`;

/** Runs a command on this terminal. All of them are constants of this file. */
function run(name, command, env = {}) {
  console.log(`\n── ${name}: ${command}`);
  const began = Date.now();
  const { status } = spawnSync(command, { stdio: 'inherit', shell: true, env: { ...process.env, ...env } });
  console.log(ending(name, status === 0, began));
  return status === 0;
}

/** Runs a check beside others; what it says is shown in one piece at its end. */
async function check(name, command) {
  const began = Date.now();
  const child = spawn(command, { stdio: ['ignore', 'pipe', 'pipe'], shell: true });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part));
  const passed = await new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
  console.log(`\n── ${name}: ${command}`);
  process.stdout.write(Buffer.concat(said));
  console.log(ending(name, passed, began));
  addCheck(name, passed);
}

const addCheck = (name, passed) => add(name, { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });

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
await Promise.all(
  CHECKS.map(async (row) => {
    for (const [name, command] of row) await check(name, command);
  }),
);
addCheck('build', run('build', 'npm run build'));

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
