import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { AppError } from '../../shared/errors.ts';

/** How bytes on disk are packed, told by their first bytes and never by the name. */
export type Packing = 'plain' | 'gzip' | 'zstd' | 'zip';

/** Size of one read from disk. Larger reads gain nothing here and cost memory. */
const READ_BYTES = 256 * 1024;

/** Tells the packing from the first four bytes. */
export function packingOf(bytes: Uint8Array): Packing {
  const [a, b, c, d] = bytes;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd) return 'zstd';
  // A local file header, or the end record of an archive without members.
  if (a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6))) return 'zip';
  return 'plain';
}

/** Turns an error of the file system or of a decompressor into one of ours; paths stay out of it. */
export function toFileError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return new AppError('file-missing');
  if (code === 'EACCES' || code === 'EPERM') return new AppError('file-unreadable', { reason: 'no-permission' });
  return new AppError('file-unreadable', {
    reason: code.startsWith('Z_') || code.startsWith('ZSTD') ? 'damaged' : 'io',
  });
}

function unpacker(packing: Packing): Transform | null {
  // Both read several members or frames in a row as one stream, as `cat a.gz b.gz` makes them.
  if (packing === 'gzip') return createGunzip({ chunkSize: READ_BYTES });
  if (packing === 'zstd') {
    if (typeof createZstdDecompress !== 'function') throw new AppError('file-unreadable', { reason: 'zstd' });
    return createZstdDecompress({ chunkSize: READ_BYTES });
  }
  return null;
}

/** Iterates over a stream; errors come out as AppError, and leaving early closes the file. */
export async function* chunksOf(stream: Readable): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (error) {
    throw toFileError(error);
  } finally {
    stream.destroy();
  }
}

/** Adds up what was read from disk, over any number of streams, for progress. */
export interface ReadMeter {
  track(stream: ReadStream): ReadStream;
  bytes(): number;
}

/** A meter at zero. */
export function readMeter(): ReadMeter {
  const open = new Set<ReadStream>();
  let done = 0;
  return {
    track(stream) {
      open.add(stream);
      stream.once('close', () => {
        if (open.delete(stream)) done += stream.bytesRead;
      });
      return stream;
    },
    bytes() {
      let total = done;
      for (const stream of open) total += stream.bytesRead;
      return total;
    },
  };
}

/** Decompressed view of a stream that is packed as told. */
export function unpacked(raw: Readable, packing: Packing): AsyncGenerator<Uint8Array> {
  const transform = unpacker(packing);
  // Errors of either end reach the reader through the transform.
  return chunksOf(transform ? pipeline(raw, transform, () => {}) : raw);
}

/** Decompressed bytes of a file on disk. */
export const fileBytes = (path: string, packing: Packing, meter: ReadMeter): AsyncGenerator<Uint8Array> =>
  unpacked(meter.track(createReadStream(path, { highWaterMark: READ_BYTES })), packing);

/** The first `limit` bytes of a stream of chunks; the rest is not read. */
export async function headOf(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  if (limit > 0)
    for await (const chunk of chunks) {
      parts.push(chunk);
      length += chunk.length;
      if (length >= limit) break;
    }
  return new Uint8Array(Buffer.concat(parts, length).subarray(0, limit));
}

/** SHA-256 of a stream of chunks, in hex. */
export async function hashOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}
