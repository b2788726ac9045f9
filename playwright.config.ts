import { defineConfig } from '@playwright/test';
import type { HostOptions } from './test/e2e/fixtures.ts';

// The same specs on every host. `electron` is skipped with a notice where there is no binary.
export default defineConfig<HostOptions>({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'out/e2e',
  workers: process.env.CI ? 1 : 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  projects: [
    { name: 'build', testMatch: '**/build.setup.ts', timeout: 300_000 },
    { name: 'loopback', use: { host: 'loopback' }, dependencies: ['build'] },
    { name: 'standin', use: { host: 'standin' }, dependencies: ['build'] },
    { name: 'electron', use: { host: 'electron' }, dependencies: ['build'] },
  ],
});
