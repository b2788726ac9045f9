import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { fastFolder } from './test/tools/fast-folder.ts';
import { LongestFirst } from './test/tools/longest-first.ts';

const memory = fastFolder();

export default defineConfig({
  plugins: [react()],
  test: {
    setupFiles: ['test/setup.ts'],
    globalSetup: ['test/built-engine.ts'],
    env: { TZ: 'UTC', ...(memory === null ? {} : { TMPDIR: memory }) },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    unstubGlobals: true,
    sequence: { sequencer: LongestFirst },
    include: ['test/**/*.test.{ts,tsx}'],
  },
});
