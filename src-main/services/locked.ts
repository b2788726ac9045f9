import type { Checked, MethodName, Output } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import {
  type FullKeys,
  type KeyFile,
  openByOsKey,
  parseKeyFile,
  unlockWithPassphrase,
  wipeKeys,
} from '../privacy/keys.ts';
import { storeKeyOf } from '../privacy/store-key.ts';
import { readAttempts } from '../store/attempts.ts';
import { isSealedFile } from '../store/cipher.ts';
import { readKeyFile, writeKeyFile } from '../store/key-file.ts';
import { storeFile } from '../store/open.ts';
import { recovered } from './key-ring.ts';
import type { CoreOptions, Reopening } from './options.ts';
import { tryRecovering, tryUnlocking, waitSeconds } from './unlocking.ts';
import { workspacesOf } from './workspaces.ts';

/** Key file of an encrypted store. One without a data key opens none: it is damaged, or nothing can open the store any more. */
function keyFileOf(dataDir: string): Exclude<KeyFile, { protection: 'none' }> {
  const raw = readKeyFile(dataDir);
  const file = raw === null ? null : parseKeyFile(raw);
  if (file === null || file.protection === 'none') throw new AppError('store-damaged');
  return file;
}

/** By the key of the operating system; undefined where that is another one, or there is none. */
function keyBySystem(file: KeyFile, osKey: Uint8Array | null): Uint8Array | undefined {
  const secrets = file.protection === 'os' && osKey ? openByOsKey(file, osKey) : null;
  if (!secrets) return undefined;
  const key = storeKeyOf(secrets.dataKey);
  wipeKeys(secrets);
  return key;
}

/** Key of the workspace's store: null for one in clear, undefined while it is locked. Throws `store-damaged` where nothing can open it. */
export function storeKeyFor({ dataDir, osKey, storeKey, reopening }: CoreOptions): Uint8Array | null | undefined {
  if (!isSealedFile(storeFile(dataDir))) return null;
  const file = keyFileOf(dataDir);
  return storeKey ?? (reopening?.secrets ? storeKeyOf(reopening.secrets.dataKey) : keyBySystem(file, osKey));
}

/** Tries a secret. What was refused before is noted once there is a log to note it in. */
function unlocked(
  options: CoreOptions,
  noted: NonNullable<Reopening['noted']>,
  use: () => FullKeys,
  attempt: typeof tryRecovering = tryUnlocking,
): void {
  const { failures: refused } = readAttempts(options.dataDir);
  const secrets = attempt(options, use, () => {});
  options.reopen({ secrets, noted, refused });
}

type LockedName = 'workspaces.list' | 'workspaces.open' | 'vault.about' | 'vault.unlock' | 'vault.recover';
type LockedHandlers = { [N in LockedName]: (options: CoreOptions, input: Checked<N>) => Output<N> };

/** What an encrypted workspace answers before its passphrase was given: how to unlock it, and how to leave it. */
const lockedHandlers: LockedHandlers = {
  'workspaces.list': (options) => workspacesOf(options, null),
  'workspaces.open': (options, { workspace }) => {
    if (!workspacesOf(options, null).some(({ id }) => id === workspace)) throw new AppError('not-found');
    options.reopen({ workspace });
    return { workspace };
  },
  // Its minutes are in the store.
  'vault.about': (options) => ({
    autoLockMinutes: 0,
    waitSeconds: waitSeconds(options),
    protection: keyFileOf(options.dataDir).protection,
  }),
  'vault.unlock': (options, { passphrase }) => {
    const file = keyFileOf(options.dataDir);
    unlocked(options, 'vault.unlocked', () => unlockWithPassphrase(file, passphrase));
    return { state: 'open' };
  },
  'vault.recover': (options, { recovery, passphrase }) => {
    const before = keyFileOf(options.dataDir);
    const use = () => {
      const { file, secrets } = recovered(before, recovery, passphrase, options.random);
      writeKeyFile(options.dataDir, file);
      return secrets;
    };
    unlocked(options, 'vault.recovered', use, tryRecovering);
    return { state: 'open' };
  },
};

/** Answers for a locked workspace; everything that needs its data throws `workspace-locked`. */
export function callLocked(options: CoreOptions, name: MethodName, input: unknown): unknown {
  if (!Object.hasOwn(lockedHandlers, name)) throw new AppError('workspace-locked');
  return (lockedHandlers[name as LockedName] as (options: CoreOptions, input: unknown) => unknown)(options, input);
}
