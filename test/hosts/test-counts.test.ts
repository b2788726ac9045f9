import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { countPlaywright, countVitest } from '../tools/test-counts.mjs';

it('counts what Vitest really reports, a file that cannot be loaded included', { timeout: 60_000 }, () => {
  const root = join(import.meta.dirname, '../..');
  mkdirSync(join(root, 'out'), { recursive: true });
  const dir = mkdtempSync(join(root, 'out', 'counts-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const vitest = "import { expect, it } from 'vitest';\n";
  writeFileSync(
    join(dir, 'a.test.ts'),
    `${vitest}it('a', () => {}); it('b', () => {}); it('c', () => expect(1).toBe(2)); it.skip('d', () => {}); it.todo('e');`,
  );
  writeFileSync(join(dir, 'b.test.ts'), `${vitest}it('f', () => {});\nthrow new Error('cannot be loaded');`);
  writeFileSync(join(dir, 'vitest.config.ts'), "export default { test: { include: ['*.test.ts'] } };");
  const report = join(dir, 'report.json');
  const args = ['run', '--root', dir, '--reporter=json', `--outputFile=${report}`];
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), ...args]);
  expect(status).toBe(1);
  expect(countVitest(JSON.parse(readFileSync(report, 'utf8')))).toEqual({ passed: 2, failed: 2, skipped: 2 });
});

it('counts a test that passed only when repeated, and a broken run, as failures', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 3 };
  expect(countPlaywright({ stats, errors: [] })).toEqual({ passed: 5, failed: 2, skipped: 3 });
  expect(countPlaywright({ stats, errors: [{ message: 'no config' }] }).failed).toBe(3);
});
