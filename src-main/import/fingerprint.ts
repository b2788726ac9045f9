import { createHash } from 'node:crypto';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const SAMPLE_BYTES = 1 << 20;

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
