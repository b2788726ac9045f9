import react from '@vitejs/plugin-react';
import { configDefaults, defineConfig } from 'vitest/config';
import { fastFolder } from './test/tools/fast-folder.ts';
import { LongestFirst } from './test/tools/longest-first.ts';

const memory = fastFolder();

// What starts programs and browsers, and what measures the memory of its own process.
const ALONE = [
  'test/hosts/**/*.test.ts',
  'test/import/{bluesky-repo,hostile,hostile-archives,source}.test.ts',
  'test/services/crash-*.test.ts',
];

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
    projects: [
      { extends: true, test: { name: 'alone', include: ALONE } },
      {
        extends: true,
        // Loading the engine anew for each of some three hundred files would take longer than most of them.
        test: {
          name: 'together',
          isolate: false,
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, ...ALONE],
        },
      },
    ],
  },
});
