import { createReadStream, type ReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { AppError } from '../../shared/errors.ts';
import { WholeDigest } from './fingerprint.ts';
import { bunzipped } from './source-bzip2.ts';
import { isZstdFrame, ZstdFrameWatch } from './source-zstd.ts';

/** How bytes on disk are packed, told by their first bytes and never by the name. */
export type Packing = 'plain' | 'gzip' | 'bzip2' | 'zstd' | 'zip';

/** Size of one read from disk. Larger reads gain nothing here and cost memory. */
const READ_BYTES = 256 * 1024;

/** Tells the packing from the first four bytes. */
export function packingOf(bytes: Uint8Array): Packing {
  const [a, b, c, d] = bytes;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (a === 0x42 && b === 0x5a && c === 0x68 && d !== undefined && d > 0x30 && d <= 0x39) return 'bzip2';
  if (isZstdFrame(bytes)) return 'zstd';
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
    // Errors of the file system have codes; those of decompressors do not all.
    reason: code === '' || code.startsWith('Z_') || code.startsWith('ZSTD') ? 'damaged' : 'io',
  });
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
  add(sizeBytes: number): void;
  track(stream: ReadStream): ReadStream;
  bytes(): number;
}

/** A meter at zero. */
export function readMeter(): ReadMeter {
  const open = new Set<ReadStream>();
  let done = 0;
  return {
    add(sizeBytes) {
      done += sizeBytes;
    },
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

/** Opens the packed bytes from an offset on. */
export type OpenRaw = (start: number) => Promise<Readable>;

/** Decompressed bytes of a file or member that is packed as told. */
export async function* unpacked(openRaw: OpenRaw, packing: Packing): AsyncGenerator<Uint8Array> {
  if (packing === 'zstd') return yield* zstdFrames(openRaw);
  const raw = await openRaw(0);
  if (packing === 'bzip2') return yield* bunzipped(chunksOf(raw));
  if (packing !== 'gzip') return yield* chunksOf(raw);
  // Reads several members in a row as one, as `cat a.gz b.gz` makes them. Errors of either end come out of the pipeline.
  yield* chunksOf(pipeline(raw, createGunzip({ chunkSize: READ_BYTES }), () => {}));
}

/** Node stops silently after the first frame, so that each frame is read by a stream of its own. */
async function* zstdFrames(openRaw: OpenRaw): AsyncGenerator<Uint8Array> {
  if (typeof createZstdDecompress !== 'function') throw new AppError('file-unreadable', { reason: 'zstd' });
  let start = 0;
  do {
    const frame = createZstdDecompress({ chunkSize: READ_BYTES });
    const watch = new ZstdFrameWatch();
    const watched = async function* (raw: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of raw) {
        watch.push(chunk);
        yield chunk;
      }
    };
    yield* chunksOf(pipeline(await openRaw(start), watched, frame, () => {}));
    if (!watch.complete) throw new AppError('file-unreadable', { reason: 'damaged' });
    if (frame.bytesWritten === 0) return;
    start += frame.bytesWritten;
  } while (isZstdFrame(await headOf(chunksOf(await openRaw(start)), 4)));
}

/** Raw bytes of a file on disk, from an offset on. */
export const rawFile =
  (path: string, meter: ReadMeter): OpenRaw =>
  async (start) =>
    meter.track(createReadStream(path, { start, highWaterMark: READ_BYTES }));

/** Takes the digest of a file that was read to its end in one go. */
export type OnWhole = (digest: Uint8Array) => void;

/** Decompressed bytes of a file on disk. `onWhole` is only called for plain ones. */
export const fileBytes = (
  path: string,
  packing: Packing,
  meter: ReadMeter,
  onWhole?: OnWhole,
): AsyncGenerator<Uint8Array> =>
  packing === 'plain' ? plainBytes(path, meter, onWhole) : unpacked(rawFile(path, meter), packing);

/**
 * Two buffers taking turns, one being read while the other is worked on: a stream makes a new one for each chunk, which
 * costs a hundred MB and more before they are collected.
 */
async function* plainBytes(path: string, meter: ReadMeter, onWhole?: OnWhole): AsyncGenerator<Uint8Array> {
  const file = await open(path).catch((error: unknown) => Promise.reject(toFileError(error)));
  let [current, spare] = [new Uint8Array(READ_BYTES), new Uint8Array(READ_BYTES)];
  let reading = file.read(current, 0, READ_BYTES, null);
  let left = 0;
  try {
    const { size } = await file.stat();
    left = size;
    const whole = onWhole && new WholeDigest(size);
    for (;;) {
      const { bytesRead } = await reading;
      // A log may grow while it is read; one that shrinks was emptied under way, and half of it is no import.
      if (bytesRead === 0 && left > 0) throw new AppError('file-unreadable', { reason: 'changed' });
      if (bytesRead === 0) {
        if (whole?.bytes === size) onWhole?.(whole.end());
        return;
      }
      left -= bytesRead;
      meter.add(bytesRead);
      reading = file.read(spare, 0, READ_BYTES, null);
      const chunk = current.subarray(0, bytesRead);
      whole?.add(chunk);
      yield chunk;
      [current, spare] = [spare, current];
    }
  } catch (error) {
    throw toFileError(error);
  } finally {
    await reading.catch(() => {});
    await file.close();
  }
}

/** The first `limit` bytes of a stream of chunks; the rest is not read. */
export async function headOf(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  if (limit > 0)
    for await (const chunk of chunks) {
      parts.push(new Uint8Array(chunk));
      length += chunk.length;
      if (length >= limit) break;
    }
  return new Uint8Array(Buffer.concat(parts, length).subarray(0, limit));
}

/** Reads `length` bytes from `start` of a file on disk: fewer only where the file ends before. */
export async function sliceOfFile(path: string, start: number, length: number, meter: ReadMeter): Promise<Uint8Array> {
  const file = await open(path).catch((error: unknown) => Promise.reject(toFileError(error)));
  try {
    // Lengths come out of the file itself, which may lie: no more memory is taken than there are bytes.
    const { size } = await file.stat();
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - start)));
    let done = 0;
    while (done < bytes.length) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, start + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    meter.add(done);
    return bytes.subarray(0, done);
  } catch (error) {
    throw toFileError(error);
  } finally {
    await file.close();
  }
}
