import { scryptSync } from 'node:crypto';
import * as z from 'zod';
import { AppError } from '../../shared/errors.ts';
import { decrypt, encrypt, KEY_BYTES, type Random } from './aead.ts';

/** Shortest passphrase, in characters as the user sees them. */
export const SHORTEST_PASSPHRASE = 10;

/** scrypt cost (RFC 7914; OWASP's first choice of 2023): 128 MB and some 0.4 s per guess. */
const COST = { n: 2 ** 17, r: 8, p: 1 } as const;
const SALT_BYTES = 32;

/** The store's secrets in memory. `dataKey` is null while nothing protects it: then no clear value may be stored at all. */
export interface Keys {
  pepper: Uint8Array;
  dataKey: Uint8Array | null;
}
/** Keys that can also seal clear values. */
export interface FullKeys extends Keys {
  dataKey: Uint8Array;
}

const bytes = z.base64().max(1024);
const keyFileSchema = z.discriminatedUnion('protection', [
  z.strictObject({ version: z.literal(1), protection: z.literal('none'), pepper: bytes }),
  z.strictObject({
    version: z.literal(1),
    protection: z.literal('passphrase'),
    // Bounds: a file that was tampered with must neither weaken the next wrapping nor eat all memory.
    kdf: z.strictObject({
      name: z.literal('scrypt'),
      n: z.union([z.literal(2 ** 17), z.literal(2 ** 18), z.literal(2 ** 19)]),
      r: z.literal(8),
      p: z.literal(1),
      salt: bytes,
    }),
    wrapped: bytes,
    // The same secrets under a recovery key of 256 random bits; only where one was made.
    recovery: bytes.optional(),
  }),
  z.strictObject({ version: z.literal(1), protection: z.literal('os'), wrapped: bytes, recovery: bytes.optional() }),
]);

/** What is written to disk beside the store. Holds no secret in clear, except the pepper under protection `none`. */
export type KeyFile = z.infer<typeof keyFileSchema>;
type PassphraseFile = Extract<KeyFile, { protection: 'passphrase' }>;

const toBase64 = (value: Uint8Array) => Buffer.from(value).toString('base64');
const fromBase64 = (value: string) => Uint8Array.from(Buffer.from(value, 'base64'));

/** Reads a key file; `store-from-the-future` for a newer version, `store-damaged` for anything else that is not one. */
export function parseKeyFile(value: unknown): KeyFile {
  const version = z.object({ version: z.number() }).safeParse(value);
  if (version.success && version.data.version > 1) throw new AppError('store-from-the-future');
  const parsed = keyFileSchema.safeParse(value);
  if (!parsed.success) throw new AppError('store-damaged');
  return parsed.data;
}

/** New secrets for a new store. */
export const createKeys = (random: Random): FullKeys => ({ pepper: random(KEY_BYTES), dataKey: random(KEY_BYTES) });

/** The same pepper (so that hashes go on matching) with a data key: made anew where there was none. */
export const withDataKey = (keys: Keys, random: Random): FullKeys => ({
  pepper: keys.pepper,
  dataKey: keys.dataKey ?? random(KEY_BYTES),
});

/** Overwrites secrets. Copies that the JavaScript engine made are out of reach. */
export function wipeKeys(keys: Keys): void {
  keys.pepper.fill(0);
  keys.dataKey?.fill(0);
}

/** Key file without protection: only the pepper, in clear, and no data key. */
export const leaveUnprotected = (keys: Keys): KeyFile => ({
  version: 1,
  protection: 'none',
  pepper: toBase64(keys.pepper),
});

/** Opens an unprotected key file; `vault-locked` when it is protected. */
export function openUnprotected(file: KeyFile): Keys {
  if (file.protection !== 'none') throw new AppError('vault-locked');
  return { pepper: exactKey(fromBase64(file.pepper)), dataKey: null };
}

function exactKey(key: Uint8Array): Uint8Array {
  if (key.length !== KEY_BYTES) throw new AppError('store-damaged');
  return key;
}

function join(keys: FullKeys): Uint8Array {
  const both = new Uint8Array(2 * KEY_BYTES);
  both.set(exactKey(keys.pepper), 0);
  both.set(exactKey(keys.dataKey), KEY_BYTES);
  return both;
}

function wrap(key: Uint8Array, label: string, keys: FullKeys, random: Random): string {
  const clear = join(keys);
  try {
    return toBase64(encrypt(key, Buffer.from(label), clear, random));
  } finally {
    clear.fill(0);
  }
}

function unwrap(key: Uint8Array, label: string, wrapped: string): FullKeys | null {
  const clear = decrypt(key, Buffer.from(label), fromBase64(wrapped));
  if (!clear) return null;
  if (clear.length !== 2 * KEY_BYTES) throw new AppError('store-damaged');
  const keys = { pepper: clear.slice(0, KEY_BYTES), dataKey: clear.slice(KEY_BYTES) };
  clear.fill(0);
  return keys;
}

export type Kdf = PassphraseFile['kdf'];
// Bound to the ciphertext: whoever edits cost or salt in the file makes it unreadable instead of weaker.
const passphraseLabel = (kdf: Kdf) => `inglenook keys 1 passphrase scrypt ${kdf.n} ${kdf.r} ${kdf.p} ${kdf.salt}`;
const OS_LABEL = 'inglenook keys 1 os';

/** Fresh parameters for deriving a key from a passphrase. */
export const newKdf = (random: Random): Kdf => ({ name: 'scrypt', ...COST, salt: toBase64(random(SALT_BYTES)) });

/** Throws `passphrase-too-short` below ten characters. */
export function checkPassphrase(passphrase: string): void {
  const length = [...passphrase.normalize('NFKC')].length;
  if (length < SHORTEST_PASSPHRASE) throw new AppError('passphrase-too-short', { shortest: SHORTEST_PASSPHRASE });
}

/** Runs `use` with the key derived from a passphrase, then overwrites it. NFKC: the same words typed on another system fit. */
export function withDerived<T>(passphrase: string, kdf: Kdf, use: (key: Uint8Array) => T): T {
  const typed = Buffer.from(passphrase.normalize('NFKC'), 'utf8');
  const { n: N, r, p } = kdf;
  const key = scryptSync(typed, fromBase64(kdf.salt), KEY_BYTES, { N, r, p, maxmem: 256 * N * r });
  try {
    return use(key);
  } finally {
    key.fill(0);
    typed.fill(0);
  }
}

/** Wraps pepper and data key under a passphrase; `passphrase-too-short` below ten characters. */
export function protectWithPassphrase(keys: FullKeys, passphrase: string, random: Random): KeyFile {
  checkPassphrase(passphrase);
  const kdf = newKdf(random);
  const wrapped = withDerived(passphrase, kdf, (key) => wrap(key, passphraseLabel(kdf), keys, random));
  return { version: 1, protection: 'passphrase', kdf, wrapped };
}

/** Opens a passphrase-protected key file; `wrong-passphrase` when it does not fit, `vault-not-set` when there is none. */
export function unlockWithPassphrase(file: KeyFile, passphrase: string): FullKeys {
  if (file.protection !== 'passphrase') throw new AppError('vault-not-set');
  const { kdf, wrapped } = file;
  const keys = withDerived(passphrase, kdf, (key) => unwrap(key, passphraseLabel(kdf), wrapped));
  if (!keys) throw new AppError('wrong-passphrase');
  return keys;
}

/** Re-wraps the same secrets under a new passphrase and a new salt. */
export function changePassphrase(file: KeyFile, current: string, next: string, random: Random): KeyFile {
  const keys = unlockWithPassphrase(file, current);
  try {
    return keepRecovery(file, protectWithPassphrase(keys, next, random));
  } finally {
    wipeKeys(keys);
  }
}

/** A recovery key wraps the secrets, not what else opens them: under another protection of the same secrets it goes on working. */
export function keepRecovery(before: KeyFile, after: KeyFile): KeyFile {
  if (before.protection === 'none' || before.recovery === undefined || after.protection === 'none') return after;
  return { ...after, recovery: before.recovery };
}

const RECOVERY_LABEL = 'inglenook keys 1 recovery';

/** Adds a wrapping under a recovery key to a key file that protects a data key; an earlier one stops working. */
export function addRecovery(file: KeyFile, keys: FullKeys, recoveryKey: Uint8Array, random: Random): KeyFile {
  if (file.protection === 'none') throw new AppError('vault-not-set');
  return { ...file, recovery: wrap(recoveryKey, RECOVERY_LABEL, keys, random) };
}

/** Opens a key file by its recovery key; `wrong-recovery-key` when it does not fit, or none was made. */
export function unlockWithRecovery(file: KeyFile, recoveryKey: Uint8Array): FullKeys {
  if (file.protection === 'none') throw new AppError('vault-not-set');
  const keys = file.recovery === undefined ? null : unwrap(recoveryKey, RECOVERY_LABEL, file.recovery);
  if (!keys) throw new AppError('wrong-recovery-key', { made: file.recovery !== undefined });
  return keys;
}

/** Wraps pepper and data key under a 32-byte key that the operating system keeps. */
export function protectWithOsKey(keys: FullKeys, osKey: Uint8Array, random: Random): KeyFile {
  if (osKey.length !== KEY_BYTES) throw new AppError('internal', { osKeyBytes: osKey.length });
  return { version: 1, protection: 'os', wrapped: wrap(osKey, OS_LABEL, keys, random) };
}

/** Opens a key file wrapped by the operating system's key; null when that is another one. */
export function openByOsKey(file: KeyFile, osKey: Uint8Array): FullKeys | null {
  if (file.protection !== 'os') throw new AppError('vault-not-set');
  return osKey.length === KEY_BYTES ? unwrap(osKey, OS_LABEL, file.wrapped) : null;
}
