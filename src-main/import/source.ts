import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { FileHead, Source } from './format.ts';
import {
  chunksOf,
  fileBytes,
  headOf,
  type Packing,
  type OpenRaw,
  packingOf,
  rawFile,
  readMeter,
  sliceOfFile,
  toFileError,
  unpacked,
} from './source-bytes.ts';
import { isInnerArchive, listFolder, type Member } from './source-members.ts';
import { isTar, openTar } from './source-tar.ts';
import { openZip } from './source-zip.ts';

/** Bytes of a file's start that detection sees. */
export const HEAD_BYTES = 64 * 1024;

/** A file, archive or folder as detection and parsing see it. Call `close` when done. */
export interface OpenedFile {
  head: FileHead;
  source: Source;
  close(): void;
}

/**
 * Opens a plain or packed file, a zip or (packed) tar, or a folder, for streaming. Nothing is unpacked to disk.
 * `name` replaces the base name where the file lies under another one (uploads).
 */
export async function openSource(path: string, name = basename(path)): Promise<OpenedFile> {
  const about = await stat(path).catch((error: unknown) => Promise.reject(toFileError(error)));
  if (about.isDirectory()) return openFolder(path, name);
  if (!about.isFile()) throw new AppError('file-unreadable', { reason: 'not-a-file' });
  const packing = packingOf(await headOf(chunksOf(createReadStream(path, { end: 3 })), 4));
  if (packing === 'zip') return openZipFile(path, name, about.size);
  const bytes = await headOf(fileBytes(path, packing, readMeter()), HEAD_BYTES);
  if (isTar(bytes)) return openTarFile(path, name, about.size, packing);
  return openPlain(path, name, about.size, packing, bytes);
}

const noMember = (): never => {
  throw new AppError('file-missing', { member: true });
};

function openPlain(path: string, name: string, sizeBytes: number, packing: Packing, bytes: Uint8Array): OpenedFile {
  const meter = readMeter();
  let whole: Uint8Array | null = null;
  return {
    head: {
      name,
      sizeBytes,
      bytes,
      members: [],
      memberHead: async () => noMember(),
      ...(packing === 'plain' && {
        slice: (start: number, length: number) => sliceOfFile(path, start, length, readMeter()),
      }),
    },
    source: {
      name,
      sizeBytes,
      members: [],
      bytes: () =>
        fileBytes(path, packing, meter, (digest) => {
          whole = digest;
        }),
      member: noMember,
      ...(packing === 'plain' && {
        slice: (start: number, length: number) => sliceOfFile(path, start, length, meter),
      }),
      consumedBytes: () => Math.min(sizeBytes, meter.bytes()),
      wholeDigest: () => whole,
    },
    close: () => {},
  };
}

async function openFolder(path: string, name: string): Promise<OpenedFile> {
  const members = await listFolder(path);
  const sizeBytes = members.reduce((sum, member) => sum + member.sizeBytes, 0);
  const meter = readMeter();
  const raw = (member: string): OpenRaw => rawFile(join(path, member), meter);
  return fromMembers({
    name,
    sizeBytes,
    members,
    archive: false,
    raw,
    read: meter.bytes,
    close: () => {},
  });
}

async function openZipFile(path: string, name: string, sizeBytes: number): Promise<OpenedFile> {
  const meter = readMeter();
  const { members, open, close } = await openZip(path, meter);
  const opened = fromMembers({ name, sizeBytes, members, archive: true, raw: open, read: meter.bytes, close });
  // A workbook is a zip, too, and is read as a whole.
  return { ...opened, source: { ...opened.source, packed: () => fileBytes(path, 'plain', meter) } };
}

async function openTarFile(path: string, name: string, sizeBytes: number, packing: Packing): Promise<OpenedFile> {
  const meter = readMeter();
  const { members, open } = await openTar(path, packing, meter);
  return fromMembers({ name, sizeBytes, members, archive: true, raw: open, read: meter.bytes, close: () => {} });
}

interface Parts {
  name: string;
  sizeBytes: number;
  members: Member[];
  /** False for a folder. */
  archive: boolean;
  raw(path: string): OpenRaw;
  read(): number;
  close(): void;
}

function fromMembers({ name, sizeBytes, members, archive, raw, read, close }: Parts): OpenedFile {
  const known = new Set(members.map((member) => member.path));
  // Members may be packed once more, as rotated logs are (access.log.2.gz).
  async function* member(path: string): AsyncGenerator<Uint8Array> {
    if (!known.has(path)) noMember();
    const open = raw(path);
    const packing = packingOf(await headOf(chunksOf(await open(0)), 4));
    // Archives inside archives stay shut: their listing could not be checked without unpacking them.
    if (archive && isInnerArchive(path, packing === 'zip')) return;
    yield* unpacked(open, packing === 'zip' ? 'plain' : packing);
  }
  return {
    head: {
      name,
      sizeBytes,
      bytes: new Uint8Array(0),
      members,
      inner: archive ? members.map(({ path }) => path).filter((path) => isInnerArchive(path)) : [],
      memberHead: (path, limit) => headOf(member(path), limit),
    },
    source: { name, sizeBytes, members, bytes: noMember, member, consumedBytes: () => Math.min(sizeBytes, read()) },
    close,
  };
}
