import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { AppError } from '../../shared/errors.ts';
import { chunksOf, type OpenRaw, type ReadMeter, toFileError } from './source-bytes.ts';
import { MAX_MEMBERS, type Member } from './source-members.ts';

/** Caps against hostile archives. A member may unpack to much, but not out of nothing. */
const MAX_TOTAL_BYTES = 256 * 1024 ** 3;
const MAX_RATIO = 300;
const SMALL_BYTES = 32 * 1024 ** 2;
const WINDOW_BYTES = 256 * 1024;
/** Least size of what stands before a member's bytes. */
const LOCAL_HEADER_BYTES = 30;

/** A zip archive, listed and never unpacked to disk. */
export interface Zip {
  members: Member[];
  /** Decompressed bytes of a member, from an offset on. */
  open(path: string): OpenRaw;
  close(): void;
}

/**
 * Reads the archive through a window: the listing is many small reads one after the other
 * (70,001 entries: 5 s with one read each, well below 1 s this way).
 */
class WindowReader extends RandomAccessReader {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #sizeBytes: number;
  readonly #meter: ReadMeter;
  #start = 0;
  #window = Buffer.alloc(0);

  constructor(path: string, file: FileHandle, sizeBytes: number, meter: ReadMeter) {
    super();
    this.#path = path;
    this.#file = file;
    this.#sizeBytes = sizeBytes;
    this.#meter = meter;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    // A stream of no bytes cannot be asked for.
    if (end <= start) return Readable.from([]);
    return this.#meter.track(createReadStream(this.#path, { start, end: end - 1, highWaterMark: WINDOW_BYTES }));
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#fill(length, position).then(
      (from) => {
        if (from + length > this.#window.length)
          return callback(new AppError('file-unreadable', { reason: 'damaged' }));
        this.#window.copy(buffer, offset, from, from + length);
        callback(null);
      },
      (error: unknown) => callback(toFileError(error)),
    );
  }

  async #fill(length: number, position: number): Promise<number> {
    if (!(position >= 0 && position + length <= this.#sizeBytes))
      throw new AppError('file-unreadable', { reason: 'damaged' });
    const inside = position >= this.#start && position + length <= this.#start + this.#window.length;
    if (!inside) {
      const next = Buffer.alloc(Math.max(WINDOW_BYTES, length));
      const { bytesRead } = await this.#file.read(next, 0, next.length, position);
      this.#window = next.subarray(0, bytesRead);
      this.#start = position;
    }
    return position - this.#start;
  }

  override close(callback: (error: Error | null) => void): void {
    this.#file.close().then(
      () => callback(null),
      (error: unknown) => callback(toFileError(error)),
    );
  }
}

/** Opens and lists a zip. Names that lead outside, too many entries, or absurd sizes make the whole archive refused. */
export async function openZip(path: string, meter: ReadMeter): Promise<Zip> {
  const file = await open(path, 'r').catch((error: unknown) => Promise.reject(toFileError(error)));
  const { size } = await file.stat();
  const reader = new WindowReader(path, file, size, meter);
  let zip: ZipFile | undefined;
  try {
    zip = await fromRandomAccessReaderPromise(reader, size, { lazyEntries: true, autoClose: false });
    const entries = await list(zip);
    const archive = zip;
    return {
      members: [...entries].map(([name, entry]) => ({ path: name, sizeBytes: entry.uncompressedSize })),
      open: (name) => (start) => openEntry(archive, entries.get(name), start),
      close: () => archive.close(),
    };
  } catch (error) {
    if (zip) zip.close();
    else await file.close().catch(() => {});
    throw toZipError(error);
  }
}

async function list(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_MEMBERS) throw new AppError('file-unreadable', { reason: 'too-many-members' });
  const all: Entry[] = [];
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    if (all.length >= MAX_MEMBERS) throw new AppError('file-unreadable', { reason: 'too-many-members' });
    total += entry.uncompressedSize;
    if (total > MAX_TOTAL_BYTES) throw new AppError('file-unreadable', { reason: 'too-large' });
    all.push(entry);
  }
  refuseOverlaps(all);
  const files = all.filter((entry) => !entry.fileName.endsWith('/') && !isLink(entry));
  if (files.length > 0 && files.every((entry) => entry.isEncrypted()))
    throw new AppError('file-unreadable', { reason: 'encrypted' });
  // Of two members with one name the later counts, as when they are unpacked one after the other.
  return new Map(files.map((entry) => [entry.fileName, entry]));
}

/** Members that share their bytes multiply what comes out of a small archive; no program writes such. */
function refuseOverlaps(entries: readonly Entry[]): void {
  const sorted = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const { relativeOffsetOfLocalHeader: start, compressedSize } of sorted) {
    if (start < end) throw new AppError('file-unreadable', { reason: 'overlapping' });
    end = start + LOCAL_HEADER_BYTES + compressedSize;
  }
}

/** A symbolic link, by the mode that Unix programs note; its content would be the name of another file. */
const isLink = (entry: Entry): boolean => ((entry.externalFileAttributes >>> 16) & 0xf000) === 0xa000;

async function openEntry(zip: ZipFile, entry: Entry | undefined, start: number): Promise<Readable> {
  if (!entry) throw new AppError('file-missing', { member: true });
  if (entry.isEncrypted()) throw new AppError('file-unreadable', { reason: 'encrypted' });
  // Sizes in the listing are checked against what really comes out by yauzl, so this cap cannot be lied around.
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > SMALL_BYTES && ratio > MAX_RATIO)
    throw new AppError('file-unreadable', { reason: 'ratio' });
  try {
    const stream = await zip.openReadStreamPromise(entry);
    return Readable.from(start === 0 ? checked(stream, entry.crc32) : skipped(stream, start), { objectMode: false });
  } catch (error) {
    throw toZipError(error);
  }
}

/** Bytes of a whole member; damage that the decompressor did not notice shows in the checksum at the end. */
async function* checked(stream: Readable, expected: number): AsyncGenerator<Uint8Array> {
  let sum = 0;
  for await (const chunk of chunksOf(stream)) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== expected) throw new AppError('file-unreadable', { reason: 'damaged' });
}

/** Zip members can only be read from their beginning. */
async function* skipped(stream: Readable, start: number): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunksOf(stream)) {
    if (start < chunk.length) yield chunk.subarray(start);
    start = Math.max(0, start - chunk.length);
  }
}

function toZipError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const text = error instanceof Error ? error.message : '';
  if (/relative path|absolute path|invalid characters/.test(text))
    return new AppError('file-unreadable', { reason: 'unsafe-name' });
  return new AppError('file-unreadable', { reason: 'damaged' });
}
