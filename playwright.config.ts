import { defineConfig } from '@playwright/test';
import { fastFolder } from './test/tools/fast-folder.ts';
import type { HostOptions } from './test/e2e/fixtures.ts';

const memory = fastFolder();
if (memory !== null) process.env.TMPDIR = memory;

// What a host can spoil, on every host; what goes on inside the window, which is the same on all of them, on one.
// `electron` is skipped with a notice where there is no binary.
const OF_HOSTS = ['**/opens.spec.ts', '**/pages.spec.ts', '**/imports.spec.ts', '**/workspaces.spec.ts'];

export default defineConfig<HostOptions>({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'out/e2e',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  projects: [
    { name: 'build', testMatch: '**/build.setup.ts', timeout: 300_000 },
    { name: 'loopback', use: { host: 'loopback' }, dependencies: ['build'] },
    { name: 'standin', testMatch: OF_HOSTS, use: { host: 'standin' }, dependencies: ['build'] },
    { name: 'electron', testMatch: OF_HOSTS, use: { host: 'electron' }, dependencies: ['build'] },
  ],
});
