import { createHash } from 'node:crypto';
import { decode, encode } from '@ipld/dag-cbor';

/** A repository as JSON: records by `collection/key`. `cid:<path>` in a text stands for the content address of that record, which must come before. */
export interface RepoJson {
  did: string;
  records: Record<string, Record<string, unknown>>;
  /** Bytes put in place of a record, in hex, to have it broken. */
  broken?: Record<string, string>;
}

interface Block {
  cid: Buffer;
  bytes: Uint8Array;
}

/** A block with the address that its content has. */
function block(bytes: Uint8Array): Block {
  const digest = createHash('sha256').update(bytes).digest();
  return { cid: Buffer.concat([Buffer.from([0x01, 0x71, 0x12, 0x20]), digest]), bytes };
}

/** A content address as the encoder takes it: it reads one, since it makes none. */
const link = ({ cid }: Block): { toString(): string } =>
  decode(Buffer.concat([Buffer.from([0xd8, 0x2a, 0x58, cid.length + 1, 0x00]), cid]));

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left > 0x7f; left = Math.floor(left / 128)) bytes.push((left & 0x7f) | 0x80);
  return Buffer.from([...bytes, left]);
}

const section = ({ cid, bytes }: Block): Buffer => Buffer.concat([varint(cid.length + bytes.length), cid, bytes]);

/** Writes a repository of the first version: commit, tree, records. */
export function carFromJson({ did, records, broken = {} }: RepoJson): Buffer {
  const blocks = new Map<string, Block>();
  for (const [path, record] of Object.entries(records)) {
    const text = JSON.stringify(record).replace(/cid:([\w./]+)/g, (whole, wanted: string) => {
      const found = blocks.get(wanted);
      return found ? link(found).toString() : whole;
    });
    blocks.set(path, block(encode(JSON.parse(text))));
  }
  const entries = [...blocks].sort(([a], [b]) => (a < b ? -1 : 1));
  let before = '';
  const tree = block(
    encode({
      l: null,
      e: entries.map(([path, record]) => {
        let shared = 0;
        while (shared < before.length && before[shared] === path[shared]) shared++;
        before = path;
        return { p: shared, k: Buffer.from(path.slice(shared)), v: link(record), t: null };
      }),
    }),
  );
  const commit = block(
    encode({ did, version: 3, data: link(tree), rev: '3lexampleaaa2a', prev: null, sig: Buffer.alloc(64, 7) }),
  );
  const header = encode({ version: 1, roots: [link(commit)] });
  const hurt = [...blocks].map(([path, record]) =>
    path in broken ? { cid: record.cid, bytes: Buffer.from(broken[path] ?? '', 'hex') } : record,
  );
  return Buffer.concat([varint(header.length), header, ...[commit, tree, ...hurt].map(section)]);
}
