import { crc32, deflateRawSync } from 'node:zlib';

/** One file of an archive. */
export interface ZipEntry {
  /** Plain name: letters, digits, dots, dashes, slashes. */
  name: string;
  bytes: Uint8Array;
}

const UTF8_NAMES = 0x0800;
const DEFLATE = 8;
const VERSION = 20;

/** MS-DOS date and time (APPNOTE 4.4.6) of an instant, in UTC. */
function dosTime(atMs: number): { date: number; time: number } {
  const at = new Date(Math.max(atMs, Date.UTC(1980, 0, 1)));
  return {
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  };
}

function header(signature: number, fields: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  const out = Buffer.alloc(4 + fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  out.writeUInt32LE(signature, 0);
  let at = 4;
  for (const [value, bytes] of fields) {
    out.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return out;
}

/** A ZIP archive (PKWARE APPNOTE 6.3.10), deflated; below 4 GB and 65,536 files. The same entries give the same bytes. */
export function zip(entries: readonly ZipEntry[], atMs: number): Uint8Array {
  const { date, time } = dosTime(atMs);
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const label = Buffer.from(name, 'utf8');
    const packed = deflateRawSync(bytes);
    const about = [
      [VERSION, 2],
      [UTF8_NAMES, 2],
      [DEFLATE, 2],
      [time, 2],
      [date, 2],
      [crc32(bytes), 4],
      [packed.length, 4],
      [bytes.length, 4],
      [label.length, 2],
      [0, 2],
    ] as const;
    const local = header(0x04034b50, about);
    directory.push(header(0x02014b50, [[VERSION, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), label);
    parts.push(local, label, packed);
    offset += local.length + label.length + packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = header(0x06054b50, [
    [0, 2],
    [0, 2],
    [entries.length, 2],
    [entries.length, 2],
    [size, 4],
    [offset, 4],
    [0, 2],
  ]);
  return Uint8Array.from(Buffer.concat([...parts, ...directory, end]));
}
