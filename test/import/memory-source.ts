import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../shared/errors.ts';
import type { FileHead, Source } from '../../src-main/import/format.ts';

/** A file, or an archive of members, as it lies in memory. */
export interface MemoryFile {
  name: string;
  bytes: Uint8Array;
  members: { path: string; bytes: Uint8Array }[];
}

/** Head and source of a file in memory, given out in chunks of `chunkBytes`. */
export function memorySource(file: MemoryFile, chunkBytes = 64 * 1024): { head: FileHead; source: Source } {
  const members = file.members.map(({ path, bytes }) => ({ path, sizeBytes: bytes.length }));
  const sizeBytes = file.bytes.length + members.reduce((sum, member) => sum + member.sizeBytes, 0);
  let consumed = 0;
  const find = (path: string): Uint8Array => {
    const found = file.members.find((member) => member.path === path);
    if (!found) throw new AppError('file-missing', { member: true });
    return found.bytes;
  };
  async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      const chunk = new Uint8Array(bytes.subarray(at, at + chunkBytes));
      consumed += chunk.length;
      if (at % (256 * chunkBytes) === 0) await setImmediate();
      yield chunk;
      // As with files: whoever keeps a chunk instead of copying it reads rubbish.
      chunk.fill(0x58);
    }
  }
  return {
    head: {
      name: file.name,
      sizeBytes,
      bytes: file.bytes.slice(0, 64 * 1024),
      members,
      memberHead: async (path, limit) => find(path).slice(0, limit),
      ...(members.length === 0 && {
        slice: async (start: number, length: number) => file.bytes.slice(start, start + length),
      }),
    },
    source: {
      name: file.name,
      sizeBytes,
      members,
      bytes: () => chunks(file.bytes),
      member: (path) => chunks(find(path)),
      ...(members.length === 0 && {
        slice: async (start: number, length: number) => {
          const part = file.bytes.slice(start, start + length);
          consumed += part.length;
          return part;
        },
      }),
      consumedBytes: () => Math.min(consumed, sizeBytes),
    },
  };
}
