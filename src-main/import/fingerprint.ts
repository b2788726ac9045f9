import { createHash } from 'node:crypto';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

const SAMPLE_BYTES = 1 << 20;
const BLOCK_BYTES = 1 << 20;

/**
 * SHA-256 over size, first, middle and last megabyte of a file (over names and sizes for a folder): tells whether a
 * file was imported before without reading gigabytes. It only warns; duplicates are recognised row by row.
 */
export async function fingerprint(path: string): Promise<Uint8Array> {
  const digest = createHash('sha256');
  const info = await stat(path);
  if (info.isDirectory()) {
    for (const name of (await readdir(path, { recursive: true })).sort())
      digest.update(`${name}\0${(await stat(join(path, name))).size}\0`);
    return new Uint8Array(digest.digest());
  }
  digest.update(String(info.size));
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(SAMPLE_BYTES);
    for (const position of [
      0,
      Math.max(0, Math.floor(info.size / 2) - SAMPLE_BYTES / 2),
      Math.max(0, info.size - SAMPLE_BYTES),
    ]) {
      const { bytesRead } = await file.read(buffer, 0, SAMPLE_BYTES, position);
      digest.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
  return new Uint8Array(digest.digest());
}

/**
 * Digest of all of a file as it is read: SHA-256 over its size and the CRC-32 of each megabyte. Some gigabytes a second where
 * SHA-256 of the bytes themselves takes three times as long as reading them. Tells accidental changes, not ones made on purpose:
 * together with `fingerprint` it decides whether a file must be read once more.
 */
export class WholeDigest {
  readonly #digest = createHash('sha256');
  readonly #sum = Buffer.alloc(4);
  #crc = 0;
  /** Bytes of the block at hand that are in `#crc`. */
  #inBlock = 0;
  #bytes = 0;

  constructor(sizeBytes: number) {
    this.#digest.update(String(sizeBytes));
  }

  /** Bytes taken in so far. */
  get bytes(): number {
    return this.#bytes;
  }

  add(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + BLOCK_BYTES - this.#inBlock);
      this.#crc = crc32(part, this.#crc);
      at += part.length;
      this.#inBlock += part.length;
      if (this.#inBlock === BLOCK_BYTES) this.#endBlock();
    }
    this.#bytes += chunk.length;
  }

  /** Nothing more may be added after it. */
  end(): Uint8Array {
    if (this.#inBlock > 0) this.#endBlock();
    return new Uint8Array(this.#digest.digest());
  }

  #endBlock(): void {
    this.#sum.writeUInt32LE(this.#crc);
    this.#digest.update(this.#sum);
    this.#crc = 0;
    this.#inBlock = 0;
  }
}

/** `WholeDigest` of a file; for a folder, SHA-256 over the names and digests of its files. */
export async function wholeFingerprint(path: string): Promise<Uint8Array> {
  const digest = createHash('sha256');
  const info = await stat(path);
  if (info.isDirectory()) {
    for (const entry of (await readdir(path, { recursive: true, withFileTypes: true })).sort((a, b) =>
      join(a.parentPath, a.name) < join(b.parentPath, b.name) ? -1 : 1,
    ))
      if (entry.isFile()) {
        const inside = join(entry.parentPath, entry.name);
        digest.update(`${inside.slice(path.length)}\0`).update(await wholeFingerprint(inside));
      }
    return new Uint8Array(digest.digest());
  }
  const whole = new WholeDigest(info.size);
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(BLOCK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, BLOCK_BYTES, null);
      if (bytesRead === 0) return whole.end();
      whole.add(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}
