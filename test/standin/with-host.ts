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

/** Starts the built host for several looks; `close` ends it and removes its folder. */
export function keepHost(options: Partial<StandinOptions> & { root: string }): {
  host: Promise<Standin>;
  close(): Promise<void>;
} {
  let end: () => void = () => {};
  const wanted = new Promise<void>((resolve) => {
    end = resolve;
  });
  let started: (host: Standin) => void = () => {};
  let failed: (reason: unknown) => void = () => {};
  const host = new Promise<Standin>((resolve, reject) => {
    started = resolve;
    failed = reject;
  });
  const whole = withHost(options, async (running) => {
    started(running);
    await wanted;
  });
  whole.catch(failed);
  return {
    host,
    close: async () => {
      end();
      await whole;
    },
  };
}
