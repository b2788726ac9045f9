import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, statfs } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../shared/errors.ts';

const REF = 'upload:';
// Left free for the store itself: a full disk must never be our doing.
const DISK_RESERVE_BYTES = 512 * 1024 * 1024;
const IDLE_MS = 60_000;
const MAX_NAME = 120;

/** Where the browser's files lie until they are imported: `<inbox>/<id>/<file name>`, one file a folder, for this user only. */
export interface Inbox {
  /** Streams a request's body into the inbox; answers `upload:<id>`. Throws AppError `disk-full` or `cancelled`. */
  receive(request: IncomingMessage, name: string): Promise<string>;
  /** Removes uploads that are no longer needed. */
  discard(refs: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

interface InboxOptions {
  inboxDir: string;
  /** Largest upload; default what the disk has free, less a reserve. */
  limitBytes?: number;
}

/** A file name that is only a name: no folders, no control characters, no leading dots; the ending survives. */
export function safeName(given: string): string {
  const base = given.slice(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
  const plain = base
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (plain === '') return 'file';
  if (plain.length <= MAX_NAME) return plain;
  const ending = /(\.[A-Za-z0-9]{1,8}){1,2}$/.exec(plain)?.[0] ?? '';
  return plain.slice(0, MAX_NAME - ending.length) + ending;
}

async function freeBytes(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return Math.max(0, bavail * bsize - DISK_RESERVE_BYTES);
}

/** Counts what really comes, whatever the length header says. */
const counter = (limit: number): Transform => {
  let size = 0;
  return new Transform({
    transform(part: Buffer, _encoding, next) {
      size += part.length;
      if (size > limit) next(new AppError('disk-full'));
      else next(null, part);
    },
  });
};

/** Opens an empty inbox: what an earlier run left behind is removed first, and everything again at the end. */
export async function openInbox({ inboxDir, limitBytes }: InboxOptions): Promise<Inbox> {
  await rm(inboxDir, { recursive: true, force: true });
  await mkdir(inboxDir, { recursive: true, mode: 0o700 });
  let closed = false;

  return {
    async receive(request, name) {
      const limit = limitBytes ?? (await freeBytes(inboxDir));
      if (closed) throw new AppError('cancelled');
      if (Number(request.headers['content-length'] ?? 0) > limit) throw new AppError('disk-full');
      const id = randomBytes(16).toString('hex');
      const folder = join(inboxDir, id);
      await mkdir(folder, { mode: 0o700 });
      request.setTimeout(IDLE_MS, () => request.destroy());
      try {
        const file = createWriteStream(join(folder, safeName(name)), { flags: 'wx', mode: 0o600 });
        await pipeline(request, counter(limit), file, { end: true });
      } catch (error) {
        await rm(folder, { recursive: true, force: true });
        if (error instanceof AppError) throw error;
        const code = error instanceof Error && 'code' in error ? error.code : '';
        throw new AppError(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'cancelled');
      }
      return REF + id;
    },
    async discard(refs) {
      for (const ref of refs) {
        const id = ref.startsWith(REF) ? ref.slice(REF.length) : '';
        if (/^[0-9a-f]{32}$/.test(id)) await rm(join(inboxDir, id), { recursive: true, force: true });
      }
    },
    async close() {
      closed = true;
      await rm(inboxDir, { recursive: true, force: true });
    },
  };
}
