import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchStandin, type Standin, type StandinOptions } from './launch.ts';

/** A fresh data folder, removed afterwards. */
export async function withFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'inglenook-standin-'));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Runs the built host for the length of one test. */
export async function withHost<T>(
  options: Partial<StandinOptions> & { root: string },
  run: (host: Standin, dataDir: string) => Promise<T>,
): Promise<T> {
  return withFolder(async (folder) => {
    const dataDir = options.dataDir ?? join(folder, 'data');
    const host = await launchStandin({ home: join(folder, 'home'), ...options, dataDir });
    try {
      return await run(host, dataDir);
    } finally {
      await host.close();
    }
  });
}
