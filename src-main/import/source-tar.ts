import { Readable } from 'node:stream';
import { extract } from 'tar-stream';
import { AppError } from '../../shared/errors.ts';
import { type OpenRaw, type Packing, rawFile, type ReadMeter, readMeter, unpacked } from './source-bytes.ts';
import { MAX_MEMBERS, type Member } from './source-members.ts';

/** Caps against hostile archives, as for zip. */
const MAX_TOTAL_BYTES = 256 * 1024 ** 3;
const MAX_RATIO = 300;
const SMALL_BYTES = 32 * 1024 ** 2;

/** Starts of members that are kept from the listing: looking into a packed tar again means unpacking all before it. */
const KEPT_HEAD_BYTES = 64 * 1024;
const KEPT_TOTAL_BYTES = 16 * 1024 ** 2;
const MEDIA = /\.(jpe?g|png|gif|webp|avif|heic|svg|ico|mp[34]|m4[av]|mov|webm|ogg|oga|wav|flac|woff2?|ttf)$/i;

/** The oldest tars have no signature in their headers; the checksum tells them. */
const OPTIONS = { highWaterMark: 64 * 1024, allowUnknownFormat: true };

/** Where a member lies in the unpacked tar. */
interface Place extends Member {
  offset: number;
  head: Uint8Array;
}

/** A tar archive, plain or packed, listed and never unpacked to disk. */
export interface Tar {
  members: Member[];
  /** Bytes of a member, from an offset on. */
  open(path: string): OpenRaw;
}

/** Whether these are the first bytes of a tar: there is no signature that all have, but a checksum. */
export function isTar(bytes: Uint8Array): boolean {
  if (bytes.length < 512 || bytes[0] === 0) return false;
  let sum = 0;
  // The checksum's own eight bytes count as blanks.
  for (let i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? 0x20 : (bytes[i] as number);
  const said = Buffer.from(bytes.subarray(148, 156))
    .toString('latin1')
    .match(/^ *([0-7]{1,7})[ \0]/);
  return said !== null && Number.parseInt(said[1] as string, 8) === sum;
}

/** Lists a tar by streaming through it once. Names that lead outside and absurd sizes make the whole archive refused. */
export async function openTar(path: string, packing: Packing, meter: ReadMeter): Promise<Tar> {
  const places = await list(path, packing);
  return {
    members: [...places.values()].map(({ path: name, sizeBytes }) => ({ path: name, sizeBytes })),
    open: (name) => async (start) => {
      const place = places.get(name);
      if (!place) throw new AppError('file-missing', { member: true });
      return Readable.from(memberBytes(path, packing, place, start, meter), { objectMode: false });
    },
  };
}

async function list(path: string, packing: Packing): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  const disk = readMeter();
  const archive = extract(OPTIONS);
  const feeding = feed(capped(unpacked(rawFile(path, disk), packing), packing, disk), archive);
  let entries = 0;
  let kept = 0;
  try {
    for await (const entry of archive) {
      const { name, size = 0, type, byteOffset } = entry.header as typeof entry.header & { byteOffset: number };
      if (++entries > MAX_MEMBERS) throw new AppError('file-unreadable', { reason: 'too-many-members' });
      if (byteOffset + size > MAX_TOTAL_BYTES) throw new AppError('file-unreadable', { reason: 'too-large' });
      const safe = safeName(name);
      const isFile = type === 'file' || type === 'contiguous-file';
      let head = new Uint8Array(0);
      if (isFile && kept < KEPT_TOTAL_BYTES && !MEDIA.test(safe)) {
        head = await headAndRest(entry as AsyncIterable<Uint8Array>);
        kept += head.length;
      } else for await (const _ of entry);
      // Links and devices are left out: a link could lead anywhere. A name that comes again replaces the one before.
      if (isFile && safe !== '') places.set(safe, { path: safe, sizeBytes: size, offset: byteOffset, head });
    }
  } catch (error) {
    archive.destroy();
    const cause = await feeding;
    throw cause ?? (error instanceof AppError ? error : new AppError('file-unreadable', { reason: 'damaged' }));
  }
  const cause = await feeding;
  if (cause) throw cause;
  return places;
}

/** Hands bytes to the archive at its own pace; answers why they ended early. */
async function feed(bytes: AsyncIterable<Uint8Array>, archive: ReturnType<typeof extract>): Promise<AppError | null> {
  let wake = (): void => {};
  archive.on('drain', () => wake());
  archive.on('close', () => wake());
  try {
    for await (const chunk of bytes) {
      if (archive.destroyed) return null;
      const waiting = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (!archive.write(chunk) && !archive.destroyed) await waiting;
    }
    archive.end(null);
    return null;
  } catch (error) {
    const cause = error instanceof AppError ? error : new AppError('file-unreadable', { reason: 'damaged' });
    archive.destroy(cause);
    return cause;
  }
}

/** Stops where far more comes out than went in. */
async function* capped(
  bytes: AsyncIterable<Uint8Array>,
  packing: Packing,
  disk: ReadMeter,
): AsyncGenerator<Uint8Array> {
  let out = 0;
  for await (const chunk of bytes) {
    out += chunk.length;
    if (out > MAX_TOTAL_BYTES) throw new AppError('file-unreadable', { reason: 'too-large' });
    if (packing !== 'plain' && out > SMALL_BYTES && out > disk.bytes() * MAX_RATIO)
      throw new AppError('file-unreadable', { reason: 'ratio' });
    yield chunk;
  }
}

async function headAndRest(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    if (length < KEPT_HEAD_BYTES) parts.push(new Uint8Array(chunk));
    length += chunk.length;
  }
  return new Uint8Array(Buffer.concat(parts).subarray(0, KEPT_HEAD_BYTES));
}

/** A name with `/`, without a leading `./`. Throws where it leads outside. */
function safeName(name: string): string {
  const path = name.replaceAll('\\', '/').replace(/^(\.\/+)+/, '');
  if (path.startsWith('/') || /^[a-z]:/i.test(path) || path.split('/').includes('..') || path.includes('\0'))
    throw new AppError('file-unreadable', { reason: 'unsafe-name' });
  return path === '.' ? '' : path.replace(/\/+$/, '');
}

/** A member's bytes: first what was kept of it, then the rest, for which a packed tar is unpacked up to there. */
async function* memberBytes(
  path: string,
  packing: Packing,
  { offset, sizeBytes, head }: Place,
  start: number,
  meter: ReadMeter,
): AsyncGenerator<Uint8Array> {
  if (start < head.length) {
    const kept = new Uint8Array(head.subarray(start));
    meter.add(Math.min(kept.length, packing === 'plain' ? kept.length : 0));
    yield kept;
  }
  const from = Math.max(start, head.length);
  if (from >= sizeBytes) return;
  const own = readMeter();
  const raw = rawFile(path, own);
  const begin = offset + from;
  let skip = packing === 'plain' ? 0 : begin;
  let left = sizeBytes - from;
  const all = packing === 'plain' ? unpacked(() => raw(begin), 'plain') : unpacked(raw, packing);
  let noted = 0;
  for await (const chunk of all) {
    const read = own.bytes();
    // Only what belongs to the member counts as progress, not the way there.
    if (skip < chunk.length) meter.add(read - noted);
    noted = read;
    const part = chunk.subarray(Math.min(skip, chunk.length)).subarray(0, left);
    skip = Math.max(0, skip - chunk.length);
    left -= part.length;
    if (part.length > 0) yield part;
    if (left === 0) return;
  }
  throw new AppError('file-unreadable', { reason: 'damaged' });
}
