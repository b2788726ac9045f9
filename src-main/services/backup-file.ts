import { createReadStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import * as z from 'zod';
import { AppError } from '../../shared/errors.ts';
import { type Kdf, newKdf, withDerived } from '../privacy/keys.ts';
import { kdfSchema } from './backup-keys.ts';
import { CHUNK_BYTES, openChunk, PREFIX, SEALED_CHUNK_BYTES, sealChunk } from '../privacy/sealed-stream.ts';

/** First line of every backup: of one that holds its keys itself, and of one whose rows are under keys of people. */
const MAGIC = 'inglenook backup 1\n';
const MAGIC_2 = 'inglenook backup 2\n';
const LONGEST_HEAD = 4096;

const headSchema = z.strictObject({
  kdf: kdfSchema,
  prefix: z.base64().max(64),
  /** Sizes in bytes of what follows, in this order. */
  sizes: z.strictObject({ keys: z.number().int().min(0), store: z.number().int().min(0) }),
  /** Whose keys open its rows; only in the second kind. */
  ring: z.string().optional(),
});
type Head = z.infer<typeof headSchema>;

async function* chunksOf(first: Uint8Array, path: string): AsyncGenerator<Buffer> {
  let waiting = Buffer.from(first);
  for await (const part of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    waiting = Buffer.concat([waiting, part]);
    while (waiting.length > CHUNK_BYTES) {
      yield waiting.subarray(0, CHUNK_BYTES);
      waiting = waiting.subarray(CHUNK_BYTES);
    }
  }
  yield waiting;
}

/** A copy that outlives the derivation; `slice` of a Buffer would share the bytes that are overwritten next. */
const keep = (derived: Uint8Array): Uint8Array => Uint8Array.from(derived);

interface Contents {
  /** The key file's text. */
  keys: string;
  /** The copy of the store. */
  storePath: string;
  /** Whose keys open its rows; null where they are in clear within it. */
  ring: string | null;
}

/**
 * Writes an encrypted backup: everything but the parameters of the passphrase is under a key that is derived from it. Yields the
 * share that is done; left early, the file must be thrown away.
 */
export async function* writeBackup(
  path: string,
  { keys, storePath, ring }: Contents,
  passphrase: string,
  random: (size: number) => Uint8Array,
): AsyncGenerator<number> {
  const storeBytes = statSync(storePath).size;
  const first = Buffer.from(keys, 'utf8');
  const prefix = random(PREFIX);
  const kdf = newKdf(random);
  const head: Head = {
    kdf,
    prefix: Buffer.from(prefix).toString('base64'),
    sizes: { keys: first.length, store: storeBytes },
    ...(ring === null ? {} : { ring }),
  };
  const lead = Buffer.from(`${ring === null ? MAGIC : MAGIC_2}${JSON.stringify(head)}\n`);
  const key = withDerived(passphrase, kdf, keep);
  const out = await open(path, 'wx', 0o600);
  try {
    await out.write(lead);
    const total = Math.max(1, Math.ceil((first.length + storeBytes) / CHUNK_BYTES));
    let index = 0;
    for await (const chunk of chunksOf(first, storePath)) {
      await out.write(sealChunk(key, prefix, index, index === total - 1, lead, chunk));
      index++;
      yield index / total;
    }
    if (index !== total) throw new AppError('internal', { chunks: index, expected: total });
    await out.sync();
  } finally {
    key.fill(0);
    await out.close();
  }
}

function readHead(bytes: Buffer): { head: Head; lead: Buffer } {
  const text = bytes.toString('latin1');
  const end = text.indexOf('\n', MAGIC.length);
  const isSealed = text.startsWith(MAGIC_2);
  if ((!text.startsWith(MAGIC) && !isSealed) || end < 0) throw new AppError('backup-unreadable', { head: true });
  try {
    const head = headSchema.parse(JSON.parse(text.slice(MAGIC.length, end)));
    if (isSealed !== (head.ring !== undefined)) throw new AppError('backup-unreadable', { head: true });
    return { head, lead: bytes.subarray(0, end + 1) };
  } catch {
    throw new AppError('backup-unreadable', { head: true });
  }
}

/** Whose keys open a backup's rows; null for one that needs none. */
export async function ringOfBackup(path: string): Promise<string | null> {
  const input = await open(path, 'r');
  try {
    const start = Buffer.alloc(LONGEST_HEAD);
    const { bytesRead } = await input.read(start, 0, LONGEST_HEAD, 0);
    return readHead(start.subarray(0, bytesRead)).head.ring ?? null;
  } finally {
    await input.close();
  }
}

/**
 * Decrypts a backup into `storePath`, yielding the share that is done; answers the key file's text. Throws `backup-unreadable`
 * at the first byte that is not as it was written.
 */
export async function* readBackup(path: string, passphrase: string, storePath: string): AsyncGenerator<number, string> {
  const input = await open(path, 'r');
  const out = await open(storePath, 'wx', 0o600);
  let key: Uint8Array | null = null;
  try {
    const start = Buffer.alloc(LONGEST_HEAD);
    const { bytesRead } = await input.read(start, 0, LONGEST_HEAD, 0);
    const { head, lead } = readHead(start.subarray(0, bytesRead));
    const derived = withDerived(passphrase, head.kdf as Kdf, keep);
    key = derived;
    const prefix = Buffer.from(head.prefix, 'base64');
    const { size } = await input.stat();
    const chunk = Buffer.alloc(SEALED_CHUNK_BYTES);
    const keys: Buffer[] = [];
    let left = head.sizes.keys;
    let at = lead.length;
    for (let index = 0; at < size; index++) {
      const { bytesRead: got } = await input.read(chunk, 0, SEALED_CHUNK_BYTES, at);
      at += got;
      const clear = openChunk(derived, prefix, index, at >= size, lead, chunk.subarray(0, got));
      if (!clear) throw new AppError('backup-unreadable', { chunk: index });
      keys.push(Buffer.from(clear.subarray(0, left)));
      await out.write(clear.subarray(Math.min(left, clear.length)));
      left -= Math.min(left, clear.length);
      yield at / size;
    }
    if (keys.length === 0) throw new AppError('backup-unreadable', { chunk: 0 });
    return Buffer.concat(keys).toString('utf8');
  } finally {
    key?.fill(0);
    await input.close();
    await out.close();
  }
}
