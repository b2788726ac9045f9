import * as z from 'zod';
import { AppError } from '../../shared/errors.ts';
import { decrypt, encrypt, type Random } from '../privacy/aead.ts';
import { type Kdf, withDerived } from '../privacy/keys.ts';
import { type PersonKeys, readPersonKeys, writePersonKeys } from '../privacy/person-keys.ts';

/** First line of every file of keys. */
const MAGIC = 'inglenook keys 1\n';
const LONGEST_HEAD = 4096;

/** How a key is derived from a passphrase, in a file. */
export const kdfSchema = z.strictObject({
  name: z.literal('scrypt'),
  n: z.union([z.literal(2 ** 17), z.literal(2 ** 18), z.literal(2 ** 19)]),
  r: z.literal(8),
  p: z.literal(1),
  salt: z.base64().max(1024),
});

const headSchema = z.strictObject({
  kdf: kdfSchema,
  /** Which workspace's keys they are: that of its backups. */
  ring: z.string().regex(/^[0-9a-f]{32}$/),
  /** When they were written, Unix ms. */
  writtenMs: z.number(),
});
export type KeysHead = z.infer<typeof headSchema>;

const bodySchema = z.strictObject({ keys: z.base64(), keep: z.array(z.number().int().min(0)) });

/** What a file of keys holds: whom it opens, and of whom that are gone the figures stay. */
export interface KeysBody {
  keys: PersonKeys;
  keep: readonly number[];
}

const unreadable = (facts: Record<string, boolean>) => new AppError('backup-keys-unreadable', facts);

/** The file's bytes, under a key that was derived by `head.kdf`. */
export function writeKeysFile(head: KeysHead, { keys, keep }: KeysBody, key: Uint8Array, random: Random): Uint8Array {
  const lead = Buffer.from(`${MAGIC}${JSON.stringify(head)}\n`);
  const tree = writePersonKeys(keys);
  const clear = Buffer.from(JSON.stringify({ keys: Buffer.from(tree).toString('base64'), keep }));
  try {
    return Buffer.concat([lead, encrypt(key, lead, clear, random)]);
  } finally {
    clear.fill(0);
    tree.fill(0);
  }
}

/** What stands in front of the sealed part; null for a file that is none. */
function headOf(bytes: Uint8Array): { head: KeysHead; lead: Buffer } | null {
  const text = Buffer.from(bytes.subarray(0, LONGEST_HEAD)).toString('latin1');
  const end = text.indexOf('\n', MAGIC.length);
  if (!text.startsWith(MAGIC) || end < 0) return null;
  try {
    const head = headSchema.parse(JSON.parse(text.slice(MAGIC.length, end)));
    return { head, lead: Buffer.from(bytes.subarray(0, end + 1)) };
  } catch {
    return null;
  }
}

/** Whose keys a file holds and since when; null for a file that holds none. */
export const readKeysHead = (bytes: Uint8Array): KeysHead | null => headOf(bytes)?.head ?? null;

/** Opens a file of keys. Throws `backup-keys-other` for those of another workspace, `backup-keys-unreadable` for a wrong passphrase or other bytes. */
export function openKeysFile(bytes: Uint8Array, passphrase: string, ring: string): KeysBody {
  const found = headOf(bytes);
  if (!found) throw unreadable({ head: true });
  if (found.head.ring !== ring) throw new AppError('backup-keys-other');
  const { lead, head } = found;
  const clear = withDerived(passphrase, head.kdf as Kdf, (key) => decrypt(key, lead, bytes.subarray(lead.length)));
  if (!clear) throw unreadable({ body: true });
  try {
    return readKeysBody(clear);
  } finally {
    clear.fill(0);
  }
}

function readKeysBody(clear: Uint8Array): KeysBody {
  const body = bodySchema.safeParse(JSON.parse(Buffer.from(clear).toString('utf8')));
  const keys = body.success ? readPersonKeys(Buffer.from(body.data.keys, 'base64')) : null;
  if (!body.success || !keys) throw unreadable({ body: true });
  return { keys, keep: body.data.keep };
}
