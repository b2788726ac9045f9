import { listJobs } from '../store/tables/jobs.ts';
import type { CommandContext } from './context.ts';
import { vaultStatus } from './key-ring.ts';
import { autoLockMinutes, lockVault } from './vault.ts';

const LOOK_EVERY_MS = 20_000;

/** Locks names and addresses when they were not needed for a while. */
export interface AutoLock {
  /** Somebody is at work: the time begins anew. */
  used(): void;
  /** Locks if it is time; true when it did. Never while an import runs, which needs them. */
  look(): boolean;
  stop(): void;
}

/**
 * Starts looking every twenty seconds. The time runs from the last command, because looking at charts needs no names; in an
 * encrypted workspace, which is locked as a whole, the threads that read also tell when they are used.
 */
export function startAutoLock(context: CommandContext): AutoLock {
  const { db, options } = context;
  let usedMs = options.now();
  const look = () => {
    const minutes = autoLockMinutes(db);
    const { protection, state } = vaultStatus(db, options.dataDir);
    if (minutes === 0 || protection !== 'passphrase' || state !== 'open') return false;
    if (options.now() - usedMs < minutes * 60_000) return false;
    if (listJobs(db).some((job) => job.state === 'running' || job.state === 'waiting')) return false;
    lockVault(context, { auto: true });
    return true;
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return {
    used: () => {
      usedMs = options.now();
    },
    look,
    stop: () => clearInterval(timer),
  };
}
