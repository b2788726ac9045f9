import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/**
 * The inbox of this process, `<data>/inbox/<process id>`. What hosts that ended without cleaning up (power cut, kill)
 * left there is removed first: uploads hold clear personal data.
 */
export async function claimInbox(dataDir: string): Promise<string> {
  const all = join(dataDir, 'inbox');
  const names = await readdir(all).catch(() => [] as string[]);
  for (const name of names) {
    if (!/^\d+$/.test(name) || !isRunning(Number(name))) await rm(join(all, name), { recursive: true, force: true });
  }
  return join(all, String(process.pid));
}
