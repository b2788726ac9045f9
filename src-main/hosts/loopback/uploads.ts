import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../../shared/errors.ts';

const REF = 'upload:';
const MAX_DEPTH = 32;
// Left free for the store itself: a full disk must never be our doing.
const DISK_RESERVE_BYTES = 512 * 1024 * 1024;
const IDLE_MS = 60_000;
const MAX_NAME = 120;

/** Where the browser's files lie until they are imported: `<inbox>/<id>/<name>`, one file or folder each, for this user only. */
export interface Inbox {
  /** Streams a request's body into the inbox; answers `upload:<id>`. Throws AppError `disk-full` or `cancelled`. */
  receive(request: IncomingMessage, wish: UploadWish): Promise<string>;
  /** Removes uploads that are no longer needed. */
  discard(refs: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** What is handed over: a file, or one file of a folder. */
export interface UploadWish {
  /** Name of the file or of the folder. */
  name: string;
  /** Path inside the folder; missing for a single file. */
  path?: string;
  /** The folder's reference, once its first file has been handed over. */
  into?: string;
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

/** Id of an `upload:<id>` reference; null when it is none. */
const idOf = (ref: string): string | null => /^upload:([0-9a-f]{32})$/.exec(ref)?.[1] ?? null;

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (about) => about.isDirectory(),
    () => false,
  );

/** Path of a file inside the one folder of an upload. */
async function fileInside(upload: string, steps: readonly string[]): Promise<string> {
  const [name = ''] = await readdir(upload).catch(() => []);
  return join(upload, name, ...steps);
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
    async receive(request, wish) {
      const limit = limitBytes ?? (await freeBytes(inboxDir));
      if (closed) throw new AppError('cancelled');
      if (Number(request.headers['content-length'] ?? 0) > limit) throw new AppError('disk-full');
      const id = wish.into === undefined ? randomBytes(16).toString('hex') : idOf(wish.into);
      const steps = wish.path === undefined ? [wish.name] : [wish.name, ...wish.path.split('/')];
      if (id === null || steps.length > MAX_DEPTH) throw new AppError('file-not-allowed');
      const target = join(inboxDir, id, ...steps.map(safeName));
      // Into a folder that was begun, never into a new one of the page's choosing.
      if (wish.into === undefined) await mkdir(join(inboxDir, id), { mode: 0o700 });
      else if (!(await isFolder(join(inboxDir, id)))) throw new AppError('file-not-allowed');
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      request.setTimeout(IDLE_MS, () => request.destroy());
      try {
        const file = createWriteStream(target, { flags: 'wx', mode: 0o600 });
        await pipeline(request, counter(limit), file, { end: true });
      } catch (error) {
        await rm(wish.into === undefined ? join(inboxDir, id) : target, { recursive: true, force: true });
        if (error instanceof AppError) throw error;
        const code = error instanceof Error && 'code' in error ? error.code : '';
        throw new AppError(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'cancelled');
      }
      return REF + id;
    },
    async discard(refs) {
      for (const ref of refs) {
        // Of a folder that was opened into its files, only the file that was imported.
        const [whole = '', ...inside] = ref.split('/');
        const id = idOf(whole);
        if (id === null || inside.some((step) => step === '..')) continue;
        await rm(inside.length === 0 ? join(inboxDir, id) : await fileInside(join(inboxDir, id), inside), {
          recursive: true,
          force: true,
        });
      }
    },
    async close() {
      closed = true;
      await rm(inboxDir, { recursive: true, force: true });
    },
  };
}
