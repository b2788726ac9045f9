import { createWriteStream, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { AppError } from '../../shared/errors.ts';
import { openSource } from '../../src-main/import/source.ts';

const dir = mkdtempSync(join(tmpdir(), 'inglenook-source-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const put = (name: string, bytes: Uint8Array | string): string => {
  const path = join(dir, name);
  writeFileSync(path, bytes);
  return path;
};

async function all(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(new Uint8Array(chunk));
  return Buffer.concat(parts).toString();
}

async function zipOf(name: string, members: Record<string, Buffer | string>): Promise<string> {
  const zip = new yazl.ZipFile();
  for (const [path, bytes] of Object.entries(members)) zip.addBuffer(Buffer.from(bytes), path);
  zip.end();
  const path = join(dir, name);
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

const failure = async (work: Promise<unknown>): Promise<{ code: string; facts: unknown }> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, facts: error.facts };
    throw error;
  }
  throw new Error('did not fail');
};

const text = 'line one\nline two\n'.repeat(20_000);

describe('openSource', () => {
  it.each([
    ['plain', Buffer.from(text)],
    ['gzip', gzipSync(text)],
    ['gzip of two members', Buffer.concat([gzipSync(text.slice(0, 1000)), gzipSync(text.slice(1000))])],
    ['zstd', zstdCompressSync(text)],
    ['zstd of two frames', Buffer.concat([zstdCompressSync(text.slice(0, 1000)), zstdCompressSync(text.slice(1000))])],
  ])('reads %s, told by its bytes', async (_, bytes) => {
    const opened = await openSource(put('any.dat', bytes));
    expect(opened.head.name).toBe('any.dat');
    expect(opened.head.sizeBytes).toBe(bytes.length);
    expect(Buffer.from(opened.head.bytes).toString() === text.slice(0, 64 * 1024)).toBe(true);
    expect(opened.source.consumedBytes()).toBe(0);
    expect((await all(opened.source.bytes())) === text).toBe(true);
    expect(opened.source.consumedBytes()).toBe(bytes.length);
  });

  it('lists and reads a zip without unpacking it, also members packed twice', async () => {
    const opened = await openSource(
      await zipOf('two.zip', {
        'a/b.txt': text,
        'log.gz': gzipSync('inner'),
        empty: '',
        'z.zst': Buffer.concat([zstdCompressSync('in'), zstdCompressSync('ner')]),
      }),
    );
    expect(opened.source.members).toEqual([
      { path: 'a/b.txt', sizeBytes: text.length },
      { path: 'log.gz', sizeBytes: gzipSync('inner').length },
      { path: 'empty', sizeBytes: 0 },
      { path: 'z.zst', sizeBytes: zstdCompressSync('in').length + zstdCompressSync('ner').length },
    ]);
    expect(opened.head.bytes.length).toBe(0);
    expect((await all(opened.source.member('a/b.txt'))) === text).toBe(true);
    expect(await all(opened.source.member('log.gz'))).toBe('inner');
    expect(await all(opened.source.member('z.zst'))).toBe('inner');
    expect(await all(opened.source.member('empty'))).toBe('');
    expect(Buffer.from(await opened.head.memberHead('a/b.txt', 4)).toString()).toBe('line');
    expect((await failure(all(opened.source.member('nowhere')))).code).toBe('file-missing');
    expect(opened.source.consumedBytes()).toBeGreaterThan(0);
    opened.close();
  });

  it('lists a zip of 5,000 members in short time', async () => {
    const members = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`f/${i}.txt`, '']));
    const path = await zipOf('many.zip', members);
    const start = performance.now();
    const opened = await openSource(path);
    expect(opened.source.members.length).toBe(5000);
    expect(performance.now() - start).toBeLessThan(3000);
    opened.close();
  });

  it('reads a folder, and follows no link out of it', async () => {
    const root = join(dir, 'folder');
    mkdirSync(join(root, 'deep'), { recursive: true });
    writeFileSync(join(root, 'deep', 'x.txt'), 'x');
    writeFileSync(join(root, 'a.txt'), gzipSync('packed'));
    symlinkSync('/etc/hostname', join(root, 'link.txt'));
    const opened = await openSource(root);
    expect(opened.source.members.map((member) => member.path)).toEqual(['a.txt', 'deep/x.txt']);
    expect(await all(opened.source.member('a.txt'))).toBe('packed');
    expect((await failure(all(opened.source.member('../folder/a.txt')))).code).toBe('file-missing');
    expect((await failure(all(opened.source.member('link.txt')))).code).toBe('file-missing');
  });

  // yazl refuses such names itself, so that they are patched into a finished archive.
  it.each(['../up.txt', '/abs.txt1', 'a/../b.tx'])('refuses an archive with the name %s', async (name) => {
    const path = await zipOf('evil.zip', { innocent1: 'x', other: 'y' });
    const { readFileSync } = await import('node:fs');
    const bytes = readFileSync(path).toString('latin1').replaceAll('innocent1', name.padEnd(9, '_'));
    const answer = await failure(openSource(put('evil2.zip', Buffer.from(bytes, 'latin1'))));
    expect(answer).toEqual({ code: 'file-unreadable', facts: { reason: 'unsafe-name' } });
  });

  it('refuses a member that unpacks to far more than it holds', async () => {
    const opened = await openSource(await zipOf('bomb.zip', { zeros: Buffer.alloc(64 * 1024 ** 2) }));
    const answer = await failure(all(opened.source.member('zeros')));
    expect(answer).toEqual({ code: 'file-unreadable', facts: { reason: 'ratio' } });
    opened.close();
  });

  it('says what is wrong with damaged and missing files, without their path', async () => {
    const cut = gzipSync(text).subarray(0, 500);
    const damaged = gzipSync(text);
    const cutZstd = zstdCompressSync(text).subarray(0, -1);
    damaged[300] = (damaged[300] ?? 0) ^ 0xff;
    const missing = await failure(openSource(join(dir, 'canary-name')));
    expect(missing).toEqual({ code: 'file-missing', facts: {} });
    const opened = await failure(openSource(put('cut.gz', cut)).then((file) => all(file.source.bytes())));
    expect(opened).toEqual({ code: 'file-unreadable', facts: { reason: 'damaged' } });
    const zstd = await failure(openSource(put('cut.zst', cutZstd)).then((file) => all(file.source.bytes())));
    expect(zstd).toEqual({ code: 'file-unreadable', facts: { reason: 'damaged' } });
    const bent = await failure(openSource(put('bent.gz', damaged)).then((file) => all(file.source.bytes())));
    expect(bent).toEqual({ code: 'file-unreadable', facts: { reason: 'damaged' } });
    const noZip = await failure(openSource(put('no.zip', Buffer.from('PK\x03\x04 and nothing more'))));
    expect(noZip).toEqual({ code: 'file-unreadable', facts: { reason: 'damaged' } });
  });

  it('reads any part of a plain file, and takes no more memory than there are bytes', async () => {
    const plain = await openSource(put('plain.dat', '0123456789'));
    const part = async (start: number, length: number) =>
      Buffer.from((await plain.source.slice?.(start, length)) ?? []).toString();
    expect(await part(2, 3)).toBe('234');
    expect(await part(8, 2 ** 40)).toBe('89');
    expect(await part(10, 1)).toBe('');
    expect(await part(99, 5)).toBe('');
    expect(plain.source.consumedBytes()).toBe(5);
    const packed = await openSource(put('packed.dat', gzipSync('0123456789')));
    expect(packed.source.slice).toBeUndefined();
  });

  it('can be left early and read again', async () => {
    const opened = await openSource(put('again.gz', gzipSync(text)));
    for await (const chunk of opened.source.bytes()) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect((await all(opened.source.bytes())) === text).toBe(true);
  });

  it('keeps memory flat and waits for the reader', async () => {
    const path = put('large.gz', gzipSync(Buffer.alloc(256 * 1024 ** 2, 'abcdefgh')));
    const opened = await openSource(path);
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    let total = 0;
    for await (const chunk of opened.source.bytes()) {
      total += chunk.length;
      if (total % (16 * 1024 ** 2) < chunk.length) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      }
    }
    expect(total).toBe(256 * 1024 ** 2);
    expect(most).toBeLessThan(96 * 1024 ** 2);
  });
});
