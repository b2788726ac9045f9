import type { VaultState } from '../../shared/contract/app.ts';
import { AppError } from '../../shared/errors.ts';
import { wipeKeys } from '../privacy/keys.ts';
import type { Conversion } from '../store/convert.ts';
import type { ReadDb } from '../store/open.ts';
import { get } from '../store/sql.ts';
import { getCounter, setCounter } from '../store/tables/counters.ts';
import { isBusy } from '../store/tables/jobs.ts';
import type { CommandContext } from './context.ts';
import { startConversion } from './conversion.ts';
import type { Group } from './handlers.ts';
import { sealOwnRules } from './own-sealed.ts';
import { vaultStatus } from './key-ring.ts';
import { renewBehind } from './person-ring.ts';
import { tryRecovering, tryUnlocking, waitSeconds } from './unlocking.ts';

const DEFAULT_MINUTES = 30;

/** Minutes after their last use at which names and addresses lock by themselves; 0 = never. */
export const autoLockMinutes = (db: ReadDb): number =>
  get(db, "SELECT 1 FROM counters WHERE name = 'auto-lock-minutes'") === undefined
    ? DEFAULT_MINUTES
    : getCounter(db, 'auto-lock-minutes');

/** Sets off that the whole workspace is locked: what is encrypted on the disk may not stay readable in memory. */
function closeSealed({ db, options, audit }: CommandContext, facts: { auto?: boolean }): void {
  if (isBusy(db)) throw new AppError('busy');
  audit('vault.locked', facts);
  options.reopen({});
}

/** Locks names and addresses; where the store is encrypted, all of it. Throws `busy` then while a job runs. */
export function lockVault(context: CommandContext, facts: { auto?: boolean } = {}): VaultState {
  const { keys, options, audit, touch } = context;
  // Under the key of the system it would be open again at once.
  if (options.storeKey && vaultStatus(context.db, options.dataDir).protection === 'passphrase') {
    closeSealed(context, facts);
    return 'locked';
  }
  const state = keys.lock();
  audit('vault.locked', facts);
  touch();
  return state;
}

/** Runs something that needs the passphrase; what is refused is noted. */
function attempt<T>({ options, audit }: CommandContext, use: () => T): T {
  return tryUnlocking(options, use, (failures) => audit('vault.refused', { failures }));
}

/** Starts to encrypt the store, or to make it readable again. One that is so already needs no more than a job that is done. */
function convert(context: CommandContext, to: Conversion, passphrase: string): { job: number } {
  const { db, jobs, keys, options } = context;
  if (isBusy(db)) throw new AppError('busy');
  const secrets = attempt(context, () => keys.secretsFor(passphrase));
  if ((options.storeKey !== null) !== (to === 'seal')) return { job: startConversion(context, to, secrets) };
  wipeKeys(secrets);
  return { job: jobs.start(to === 'seal' ? 'sealing' : 'unsealing', '', async () => {}) };
}

export const vault: Group<'vault'> = {
  'vault.about': ({ db, options }) => ({
    autoLockMinutes: autoLockMinutes(db),
    waitSeconds: waitSeconds(options),
    protection: vaultStatus(db, options.dataDir).protection,
  }),
  'vault.setPassphrase': (context, { passphrase, current }) => {
    const protection = attempt(context, () => context.keys.setPassphrase(passphrase, current));
    context.audit('vault.passphrase-set');
    context.touch();
    return { protection };
  },
  'vault.unlock': (context, { passphrase }) => {
    const state = attempt(context, () => context.keys.unlock(passphrase));
    sealOwnRules(context);
    context.audit('vault.unlocked');
    renewBehind(context);
    context.touch();
    return { state };
  },
  'vault.makeRecovery': (context, { passphrase }) => {
    const recovery = attempt(context, () => context.keys.makeRecovery(passphrase));
    context.audit('vault.recovery-made');
    return { recovery };
  },
  'vault.recover': (context, { recovery, passphrase }) => {
    const { keys, options, audit } = context;
    const refused = () => audit('vault.refused', { recovery: true });
    const state = tryRecovering(options, () => keys.recover(recovery, passphrase), refused);
    sealOwnRules(context);
    audit('vault.recovered');
    renewBehind(context);
    context.touch();
    return { state };
  },
  'vault.setAutoLock': ({ db, audit, touch }, { minutes }) => {
    setCounter(db, 'auto-lock-minutes', minutes);
    audit('vault.auto-lock-set', { minutes });
    touch();
    return { autoLockMinutes: minutes };
  },
  'vault.lock': (context) => ({ state: lockVault(context) }),
  'vault.seal': (context, { passphrase }) => convert(context, 'seal', passphrase),
  'vault.unseal': (context, { passphrase }) => convert(context, 'unseal', passphrase),
};
