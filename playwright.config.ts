import { defineConfig } from '@playwright/test';
import { prepare } from './src-main/hosts/launch/prepare.mjs';
import type { HostOptions } from './test/e2e/fixtures.ts';

// Builds what is stale, so that the specs never run on an older app than the sources. Once, not in every worker.
if (process.env.TEST_WORKER_INDEX === undefined && !prepare()) throw new Error('the app could not be built');

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
    { name: 'loopback', use: { host: 'loopback' } },
    { name: 'standin', use: { host: 'standin' } },
    { name: 'electron', use: { host: 'electron' } },
  ],
});
