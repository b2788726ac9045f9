import { AppError } from '../../shared/errors.ts';
import { waitLeft } from '../privacy/throttle.ts';
import { readAttempts, writeAttempts } from '../store/attempts.ts';
import type { CoreOptions } from './options.ts';

type Needs = Pick<CoreOptions, 'dataDir' | 'now'>;

const waitMs = ({ dataDir, now }: Needs): number => {
  const { failures, failedMs } = readAttempts(dataDir);
  return waitLeft(failures, failedMs, now());
};

/** Seconds for which no passphrase may be tried, after several wrong ones in a row; also across restarts. */
export const waitSeconds = (options: Needs): number => Math.ceil(waitMs(options) / 1000);

/**
 * Runs something that needs the recovery key. It is 256 random bits, which nobody guesses: whoever has it need not wait for wrong
 * passphrases, and wrong ones are not counted.
 */
export function tryRecovering<T>({ dataDir }: Needs, use: () => T, refused: () => void): T {
  try {
    const answer = use();
    writeAttempts(dataDir, { failures: 0, failedMs: 0 });
    return answer;
  } catch (error) {
    if (error instanceof AppError && error.code === 'wrong-recovery-key') refused();
    throw error;
  }
}

/** Runs something that needs a passphrase and counts wrong ones; `refused` is told how many there were in a row. Throws `too-many-attempts`. */
export function tryUnlocking<T>(options: Needs, use: () => T, refused: (failures: number) => void): T {
  const left = waitSeconds(options);
  if (left > 0) throw new AppError('too-many-attempts', { waitSeconds: left });
  try {
    const answer = use();
    writeAttempts(options.dataDir, { failures: 0, failedMs: 0 });
    return answer;
  } catch (error) {
    if (error instanceof AppError && error.code === 'wrong-passphrase') {
      const failures = readAttempts(options.dataDir).failures + 1;
      writeAttempts(options.dataDir, { failures, failedMs: options.now() });
      refused(failures);
    }
    throw error;
  }
}
