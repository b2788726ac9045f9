import { AppError } from '../../shared/errors.ts';
import { waitLeft } from '../privacy/throttle.ts';
import type { ReadDb } from '../store/open.ts';
import { get } from '../store/sql.ts';
import { getCounter, setCounter } from '../store/tables/counters.ts';
import type { CommandContext } from './context.ts';
import type { Group } from './handlers.ts';

const DEFAULT_MINUTES = 30;

/** Minutes after their last use at which names and addresses lock by themselves; 0 = never. */
export const autoLockMinutes = (db: ReadDb): number =>
  get(db, "SELECT 1 FROM counters WHERE name = 'auto-lock-minutes'") === undefined
    ? DEFAULT_MINUTES
    : getCounter(db, 'auto-lock-minutes');

const waitOf = (db: ReadDb, nowMs: number): number =>
  waitLeft(getCounter(db, 'unlock-failures'), getCounter(db, 'unlock-failed-ms'), nowMs);

/** Runs something that needs a secret; after several wrong ones it must wait, also across restarts. */
function attempt<T>({ db, options, audit }: CommandContext, use: () => T): T {
  const left = waitOf(db, options.now());
  if (left > 0) throw new AppError('too-many-attempts', { waitSeconds: Math.ceil(left / 1000) });
  try {
    const answer = use();
    setCounter(db, 'unlock-failures', 0);
    return answer;
  } catch (error) {
    if (error instanceof AppError && error.code === 'wrong-passphrase') {
      const failures = getCounter(db, 'unlock-failures') + 1;
      setCounter(db, 'unlock-failures', failures);
      setCounter(db, 'unlock-failed-ms', options.now());
      audit('vault.refused', { failures });
    }
    throw error;
  }
}

export const vault: Group<'vault'> = {
  'vault.about': ({ db, options }) => ({
    autoLockMinutes: autoLockMinutes(db),
    waitSeconds: Math.ceil(waitOf(db, options.now()) / 1000),
  }),
  'vault.setPassphrase': (context, { passphrase, current }) => {
    const protection = attempt(context, () => context.keys.setPassphrase(passphrase, current));
    context.audit('vault.passphrase-set');
    context.touch();
    return { protection };
  },
  'vault.unlock': (context, { passphrase }) => {
    const state = attempt(context, () => context.keys.unlock(passphrase));
    context.audit('vault.unlocked');
    context.touch();
    return { state };
  },
  'vault.makeRecovery': (context, { passphrase }) => {
    const recovery = attempt(context, () => context.keys.makeRecovery(passphrase));
    context.audit('vault.recovery-made');
    return { recovery };
  },
  'vault.recover': (context, { recovery, passphrase }) => {
    const state = attempt(context, () => context.keys.recover(recovery, passphrase));
    context.audit('vault.recovered');
    context.touch();
    return { state };
  },
  'vault.setAutoLock': ({ db, audit, touch }, { minutes }) => {
    setCounter(db, 'auto-lock-minutes', minutes);
    audit('vault.auto-lock-set', { minutes });
    touch();
    return { autoLockMinutes: minutes };
  },
  'vault.lock': ({ keys, audit, touch }) => {
    const state = keys.lock();
    audit('vault.locked');
    touch();
    return { state };
  },
};
