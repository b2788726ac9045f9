import type { VaultProtection, VaultState } from '../../shared/contract/app.ts';
import { AppError } from '../../shared/errors.ts';
import type { Identifier, IdentifierKind } from '../../shared/model.ts';
import { decrypt, encrypt } from '../privacy/aead.ts';
import { type Hasher, type ManyHasher, makeHasher, makeManyHasher, usableByStrength } from '../privacy/identify.ts';
import {
  addRecovery,
  changePassphrase,
  createKeys,
  type FullKeys,
  type KeyFile,
  type Keys,
  keepRecovery,
  leaveUnprotected,
  openByOsKey,
  openUnprotected,
  parseKeyFile,
  protectWithOsKey,
  protectWithPassphrase,
  unlockWithPassphrase,
  unlockWithRecovery,
  wipeKeys,
  withDataKey,
} from '../privacy/keys.ts';
import { newRecoveryKey, readRecoveryText, recoveryText } from '../privacy/recovery-key.ts';
import { ringKeyOf, textKeyOf } from '../privacy/store-key.ts';
import { open, seal } from '../privacy/vault.ts';
import { readKeyFile, writeKeyFile } from '../store/key-file.ts';
import type { ReadDb, WriteDb } from '../store/open.ts';
import { getCounter, setCounter } from '../store/tables/counters.ts';
import type { StoredIdentifier } from '../store/tables/people.ts';

/** The store's secrets, held only by the writer thread. */
export interface KeyRing {
  setPassphrase(passphrase: string, current: string | undefined): VaultProtection;
  unlock(passphrase: string): VaultState;
  lock(): VaultState;
  /** Makes a recovery key, once shown and kept nowhere; an earlier one stops working. */
  makeRecovery(passphrase: string): string;
  /** Sets a new passphrase by the recovery key. */
  recover(recovery: string, passphrase: string): VaultState;
  /**
   * A copy of the secrets, for whoever knows the passphrase; to be overwritten after use. Under the key of the operating system
   * there is none to know: whoever is signed in has them.
   */
  secretsFor(passphrase: string): FullKeys;
  isOpen(): boolean;
  /** Throws `vault-locked` while the pepper is out of reach: then nothing can be imported. */
  assertOpen(): void;
  /** Pepper for the parser thread of an import; the same bytes, never written anywhere. */
  pepper(): Uint8Array;
  /** Turns identifiers into what the store keeps, strongest first; unusable ones are left out. */
  toStored(identifiers: readonly Identifier[]): StoredIdentifier[];
  /** Hashes of identifiers of one kind and scope, 16 bytes each; null when one is not usable, or when the vault is to hold them. */
  hashesOf(kind: IdentifierKind, scope: string, values: readonly string[]): Uint8Array | null;
  reveal(hash: Uint8Array, sealed: Uint8Array): string;
  /** Keyed digest of any text, as hex: the same each time, and leading nowhere without the pepper. */
  digest(scope: string, value: string): string;
  /** Seals a text under a key of the pepper's, which is there even without a vault; opened by the digest it was sealed with. */
  sealText(digest: string, value: string): Uint8Array;
  openText(digest: string, sealed: Uint8Array): string;
  /** Seals the keys of people, and what renews the files they lie in; null where bytes are not what was sealed. */
  sealRing(clear: Uint8Array): Uint8Array;
  openRing(sealed: Uint8Array): Uint8Array | null;
  wipe(): void;
}

/** Visitors of a log (IP and agent) are never kept in clear. */
const NEVER_IN_VAULT: ReadonlySet<string> = new Set(['visitor', 'cookie']);

/** Protection and state of the vault as any thread can see it. */
export function vaultStatus(db: ReadDb, dataDir: string): { state: VaultState; protection: VaultProtection } {
  const raw = readKeyFile(dataDir);
  const protection = raw === null ? 'none' : parseKeyFile(raw).protection;
  if (protection === 'none') return { state: 'none', protection };
  return { state: getCounter(db, 'vault-open') === 1 ? 'open' : 'locked', protection };
}

interface Options {
  db: WriteDb;
  dataDir: string;
  osKey: Uint8Array | null;
  /** Secrets that were unlocked before the store could be opened. */
  secrets: FullKeys | null;
  random(size: number): Uint8Array;
}

/** What the ring holds: the key file, and while it is open the secrets. */
interface Held {
  file: KeyFile;
  keys: Keys | null;
  hashers: Hashers | null;
  hold(next: Keys | null): void;
  replace(next: KeyFile): void;
  need(): Hashers & { keys: Keys };
}

interface Hashers {
  hasher: Hasher;
  hashMany: ManyHasher;
}

const hashersOf = ({ pepper }: Keys): Hashers => ({ hasher: makeHasher(pepper), hashMany: makeManyHasher(pepper) });

function openHeld({ db, dataDir, osKey, secrets, random }: Options): Held {
  const raw = readKeyFile(dataDir);
  const file: KeyFile = raw === null ? firstFile(osKey, random) : parseKeyFile(raw);
  if (raw === null) writeKeyFile(dataDir, file);
  const held: Held = {
    file,
    keys: null,
    hashers: null,
    hold(next) {
      held.keys = next;
      held.hashers = next && hashersOf(next);
      setCounter(db, 'vault-open', next?.dataKey ? 1 : 0);
    },
    replace(next) {
      held.file = next;
      writeKeyFile(dataDir, next);
    },
    need() {
      if (!held.keys || !held.hashers) throw new AppError('vault-locked');
      return { keys: held.keys, ...held.hashers };
    },
  };
  held.hold(secrets ?? openAtStart(file, osKey));
  return held;
}

type WithPassphrase = Pick<KeyRing, 'setPassphrase' | 'unlock' | 'lock' | 'makeRecovery' | 'recover' | 'secretsFor'>;

function passphraseMethods(held: Held, random: Options['random']): WithPassphrase {
  return {
    setPassphrase(passphrase, current) {
      if (held.file.protection === 'passphrase') {
        held.replace(changePassphrase(held.file, current ?? '', passphrase, random));
        held.hold(unlockWithPassphrase(held.file, passphrase));
      } else {
        const full: FullKeys = withDataKey(held.need().keys, random);
        held.replace(keepRecovery(held.file, protectWithPassphrase(full, passphrase, random)));
        held.hold(full);
      }
      return 'passphrase';
    },
    unlock(passphrase) {
      if (held.file.protection === 'passphrase') held.hold(unlockWithPassphrase(held.file, passphrase));
      return held.keys?.dataKey ? 'open' : 'none';
    },
    lock() {
      if (held.file.protection !== 'passphrase') throw new AppError('vault-not-set');
      if (held.keys) wipeKeys(held.keys);
      held.hold(null);
      return 'locked';
    },
    makeRecovery(passphrase) {
      const full = secretsOf(held, passphrase);
      const key = newRecoveryKey(random);
      held.replace(addRecovery(held.file, full, key, random));
      wipeKeys(full);
      return recoveryText(key);
    },
    recover(recovery, passphrase) {
      const { file, secrets } = recovered(held.file, recovery, passphrase, random);
      held.replace(file);
      held.hold(secrets);
      return 'open';
    },
    secretsFor: (passphrase) => secretsOf(held, passphrase),
  };
}

function secretsOf(held: Held, passphrase: string): FullKeys {
  if (held.file.protection !== 'os') return unlockWithPassphrase(held.file, passphrase);
  const { pepper, dataKey } = held.need().keys;
  if (!dataKey) throw new AppError('vault-not-set');
  return { pepper: pepper.slice(), dataKey: dataKey.slice() };
}

/** The secrets by the recovery key, and the key file under a new passphrase; the recovery key goes on working. */
export function recovered(
  file: KeyFile,
  recovery: string,
  passphrase: string,
  random: Options['random'],
): { file: KeyFile; secrets: FullKeys } {
  const key = readRecoveryText(recovery);
  if (!key) throw new AppError('wrong-recovery-key', { mistyped: true });
  const secrets = unlockWithRecovery(file, key);
  return { file: addRecovery(protectWithPassphrase(secrets, passphrase, random), secrets, key, random), secrets };
}

/** Opens or makes the key file. With a key of the operating system everything is protected from the start. */
export function createKeyRing(options: Options): KeyRing {
  const held = openHeld(options);
  const { need } = held;
  return {
    ...passphraseMethods(held, options.random),
    isOpen: () => held.keys !== null,
    assertOpen: () => void need(),
    pepper: () => need().keys.pepper.slice(),
    toStored: (given) =>
      usableByStrength(given).map((one) => storedFrom(one, need().hasher(one), need().keys, options.random)),
    hashesOf: (kind, scope, values) => (isSealed(need().keys, kind) ? null : need().hashMany(kind, scope, values)),
    reveal(hash, sealed) {
      const { dataKey } = need().keys;
      if (!dataKey) throw new AppError('vault-not-set');
      return open(dataKey, hash, sealed);
    },
    digest: (scope, value) => digestOf(need().hasher, scope, value),
    sealText: (digest, value) => seal(textKeyOf(need().keys.pepper), Buffer.from(digest), value, options.random),
    openText: (digest, sealed) => open(textKeyOf(need().keys.pepper), Buffer.from(digest), sealed),
    sealRing: (clear) => withRingKey(need().keys, (key) => encrypt(key, RING_LABEL, clear, options.random)),
    openRing: (sealed) => withRingKey(need().keys, (key) => decrypt(key, RING_LABEL, sealed)),
    wipe() {
      if (held.keys) wipeKeys(held.keys);
      held.keys = null;
      held.hashers = null;
    },
  };
}

const RING_LABEL = Buffer.from('inglenook person keys 1');

function withRingKey<T>({ pepper }: Keys, use: (key: Uint8Array) => T): T {
  const key = ringKeyOf(pepper);
  try {
    return use(key);
  } finally {
    key.fill(0);
  }
}

const digestOf = (hasher: Hasher, scope: string, value: string): string =>
  Buffer.from(hasher({ kind: 'account', scope: `digest\u0001${scope}`, value: value || ' ' })).toString('hex');

const isSealed = ({ dataKey }: Keys, kind: IdentifierKind): boolean => dataKey !== null && !NEVER_IN_VAULT.has(kind);

/** An identifier with its hash; it can be sealed once there is a data key, unless it must never be readable. */
function storedFrom(
  { kind, scope, value }: Identifier,
  hash: Uint8Array,
  keys: Keys,
  random: (size: number) => Uint8Array,
): StoredIdentifier {
  const { dataKey } = keys;
  const sealed = dataKey && isSealed(keys, kind);
  return { hash, kind, scope, seal: sealed ? () => seal(dataKey, hash, value, random) : null };
}

function firstFile(osKey: Uint8Array | null, random: (size: number) => Uint8Array): KeyFile {
  const fresh = createKeys(random);
  try {
    return osKey ? protectWithOsKey(fresh, osKey, random) : leaveUnprotected({ pepper: fresh.pepper, dataKey: null });
  } finally {
    wipeKeys(fresh);
  }
}

/** What opens without being asked for; null where a passphrase is needed, or the key store of the system does not know this key. */
function openAtStart(file: KeyFile, osKey: Uint8Array | null): Keys | null {
  if (file.protection === 'none') return openUnprotected(file);
  return file.protection === 'os' && osKey ? openByOsKey(file, osKey) : null;
}
