import { crc32, deflateRawSync } from 'node:zlib';

/** One member as it is written, with anything about it changed to what no honest program would write. */
export interface ZipMember {
  name: string | Buffer;
  data: Buffer | string;
  stored?: boolean;
  /** General purpose flags: 1 = encrypted, 8 = sizes stand behind the data, 0x800 = the name is UTF-8. */
  flags?: number;
  /** What the listing says, where it lies. */
  said?: { compressed?: number; size?: number; offset?: number; crc?: number };
  /** Unix mode in the upper half, as in `0o120777 << 16`. */
  attributes?: number;
  zip64?: boolean;
}

const u16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};

const joined = (...groups: Buffer[][]): Buffer => Buffer.concat(groups.flat());

interface Written {
  local: Buffer;
  central(offset: number): Buffer;
}

function written({ name, data, stored, flags = 0, said = {}, attributes = 0, zip64 }: ZipMember): Written {
  const plain = Buffer.from(data);
  const packed = stored ? plain : deflateRawSync(plain);
  const path = Buffer.from(name);
  const method = stored ? 0 : 8;
  const sum = crc32(plain);
  const behind = (flags & 8) !== 0;
  const time = Buffer.from([0, 0, 0x21, 0x50]);
  const [heldSum, heldPacked, heldSize] = behind ? [0, 0, 0] : [sum, packed.length, plain.length];
  const local = joined(
    [u32(0x04034b50), u16(45), u16(flags), u16(method), time, u32(heldSum), u32(heldPacked), u32(heldSize)],
    [u16(path.length), u16(0), path, packed],
    behind ? [u32(0x08074b50), u32(sum), u32(packed.length), u32(plain.length)] : [],
  );
  const [compressed, size] = [said.compressed ?? packed.length, said.size ?? plain.length];
  return {
    local,
    central(at) {
      const offset = said.offset ?? at;
      const extra = zip64 ? Buffer.concat([u16(1), u16(24), u64(size), u64(compressed), u64(offset)]) : Buffer.alloc(0);
      const short = (value: number): Buffer => u32(zip64 ? 0xffffffff : value);
      return joined(
        [u32(0x02014b50), u16((3 << 8) | 45), u16(45), u16(flags), u16(method), time, u32(said.crc ?? sum)],
        [short(compressed), short(size), u16(path.length), u16(extra.length), u16(0), u16(0), u16(0)],
        [u32(attributes), short(offset), path, extra],
      );
    },
  };
}

/** A zip archive byte by byte. `entries` = how many members the end record speaks of; `zip64` writes its 64-bit form. */
export function makeZip(members: readonly ZipMember[], { entries = members.length, zip64 = false } = {}): Buffer {
  const all = members.map(written);
  let at = 0;
  const centrals = all.map(({ local, central }) => {
    const record = central(at);
    at += local.length;
    return record;
  });
  const directory = Buffer.concat(centrals);
  const end64 = joined(
    [u32(0x06064b50), u64(44), u16(45), u16(45), u32(0), u32(0), u64(entries), u64(entries)],
    [u64(directory.length), u64(at), u32(0x07064b50), u32(0), u64(at + directory.length), u32(1)],
  );
  const shortEntries = Math.min(entries, 0xffff);
  return joined(
    all.map(({ local }) => local),
    [directory],
    zip64 ? [end64] : [],
    [u32(0x06054b50), u16(0), u16(0), u16(shortEntries), u16(shortEntries)],
    [u32(zip64 ? 0xffffffff : directory.length), u32(zip64 ? 0xffffffff : at), u16(0)],
  );
}
